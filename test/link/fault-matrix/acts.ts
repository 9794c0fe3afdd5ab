import { type MatrixRun, settle, token } from '../../support/fault-matrix.js';

export const show = (run: MatrixRun) => run.show();
export const isHosted = ({ mode }: MatrixRun) => mode === 'popup' || mode === 'redirect';

/** Link refuses its token. */
export async function refuseToken(run: MatrixRun): Promise<void> {
  if (isHosted(run)) await run.returnWith('state=error&error_type=token_consumed');
  else run.vital.call('onError', { error_type: 'token_consumed' });
  await settle();
}

/** The person closes the window. */
export const closeWindow = (run: MatrixRun) => void (run.popup.closed = true);

export const fail = () => {
  throw new Error(`no ${token}`);
};

/** An object that throws whatever is read from it. */
export const hostile = () =>
  new Proxy(
    {},
    {
      get: fail,
      has: fail,
      ownKeys: fail,
      getOwnPropertyDescriptor: fail,
    },
  );

export const odd: [name: string, value: unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 7],
  ['markup', '<img src onerror=1>'],
  ['an empty object', {}],
  ['an error_type that is an object', { error_type: {} }],
  ['an object that throws', hostile()],
];

/** `crypto` of a page without TLS. */
export const withoutRandomUUID = { crypto: { getRandomValues: crypto.getRandomValues.bind(crypto) } };
