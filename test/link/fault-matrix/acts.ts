import { type MatrixRun, settle, token } from '../../support/fault-matrix.js';

export const show = (run: MatrixRun) => run.show();
export const isHosted = ({ mode }: MatrixRun) => mode === 'popup' || mode === 'redirect';

/** Makes Link refuse its token. */
export async function refuseToken(run: MatrixRun): Promise<void> {
  if (isHosted(run)) await run.returnWith('state=error&error_type=token_consumed');
  else run.vital.call('onError', { error_type: 'token_consumed' });
  await settle();
}

/** Makes `closed` of the window true, as when the person closes it. */
export const closeWindow = (run: MatrixRun) => void (run.popup.closed = true);

/** Throws an error that quotes the token. No text of the package may contain it. */
export const fail = () => {
  throw new Error(`no ${token}`);
};

/** Returns an object that throws when anything is read from it. */
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

/** Values that Link and the page should not pass to the package, with their names in the rows. */
export const odd: [name: string, value: unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 7],
  ['markup', '<img src onerror=1>'],
  ['an empty object', {}],
  ['an error_type that is an object', { error_type: {} }],
  ['an object that throws', hostile()],
];

/** `crypto` of a page without TLS. It has no `randomUUID`. */
export const withoutRandomUUID = { crypto: { getRandomValues: crypto.getRandomValues.bind(crypto) } };
