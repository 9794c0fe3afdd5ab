import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { errorTypeOf, metadataOf, providerOf, withoutToken } from '../../src/link/callback-arguments.js';

describe("reading the arguments of Link's callbacks", () => {
  const providers: [metadata: unknown, provider: string | undefined][] = [
    [{ provider_slug: 'oura' }, 'oura'],
    [{ provider: 'fitbit' }, 'fitbit'],
    [{ source: { slug: 'garmin' } }, 'garmin'],
    [{ provider_slug: 7, provider: '', source: { slug: 'polar' } }, 'polar'],
    [{ provider_slug: 'oura', provider: 'fitbit', source: { slug: 'garmin' } }, 'oura'],
    [{ provider: 'fitbit', source: { slug: 'garmin' } }, 'fitbit'],
    [{ provider: { slug: 'oura' } }, undefined],
    [{ source: null }, undefined],
    [{ connected: [{ source: { slug: 'garmin' } }, { provider: 'oura' }] }, 'garmin'],
    [{ connected: [null, {}, { provider_slug: 'oura' }] }, 'oura'],
    [{ provider: 'fitbit', connected: [{ provider: 'oura' }] }, 'fitbit'],
    [{ connected: 'oura' }, undefined],
    [{ connected: ['oura'] }, undefined],
    ['oura', undefined],
    [null, undefined],
    [undefined, undefined],
  ];
  providers.forEach(([metadata, provider]) => {
    it(`finds ${provider ?? 'no provider'} in ${JSON.stringify(metadata)}`, () => {
      assert.equal(providerOf(metadata), provider);
    });
  });

  const errors: [metadata: unknown, code: string][] = [
    [{ error_type: 'token_expired', error: 'Your token has expired.' }, 'token_expired'],
    [{ error_type: 'a_type_of_next_year' }, 'a_type_of_next_year'],
    [{ error_type: 'a-type-2' }, 'a-type-2'],
    ['provider_api_error', 'provider_api_error'],
    ['Something went wrong.', 'unknown_error'],
    ['two words', 'unknown_error'],
    ['a'.repeat(64), 'a'.repeat(64)],
    ['a'.repeat(65), 'unknown_error'],
    ['', 'unknown_error'],
    [{ error_type: { nested: true } }, 'unknown_error'],
    [{ error_type: '<img src=x onerror=alert(1)>' }, 'unknown_error'],
    [new Error('no'), 'unknown_error'],
    [null, 'unknown_error'],
  ];
  errors.forEach(([metadata, code]) => {
    it(`reads ${code} from ${metadata instanceof Error ? 'an Error' : JSON.stringify(metadata)}`, () => {
      assert.equal(errorTypeOf(metadata), code);
    });
  });

  it('uses the first object among the arguments as the metadata', () => {
    const metadata = { provider: 'oura' };
    assert.equal(metadataOf(['public key', metadata]), metadata);
    assert.equal(metadataOf([metadata]), metadata);
    assert.equal(metadataOf(['alone']), 'alone');
    assert.equal(metadataOf([]), null);
  });

  it('accepts anything without throwing', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (args) => {
        const metadata = metadataOf(args);
        assert.ok(['undefined', 'string'].includes(typeof providerOf(metadata)));
        assert.equal(typeof errorTypeOf(metadata), 'string');
      }),
    );
  });
});

describe('metadata that Link passes to the page', () => {
  const token = 'dGVzdCB0ZXN0+/=';

  it('is copied as plain data', () => {
    const metadata = { provider_slug: 'oura', nested: [1, null, { deep: true }] };
    assert.deepEqual(withoutToken(metadata, token), metadata);
    assert.equal(withoutToken('text', token), 'text');
    assert.equal(withoutToken(null, token), null);
    assert.equal(withoutToken(undefined, token), null);
  });

  it('loses the token everywhere, also as it is written in an address or in JSON', () => {
    for (const secret of [token, 'with "quotes" and \\']) {
      const url = `https://link.tryvital.io/?token=${encodeURIComponent(secret)}`;
      assert.deepEqual(withoutToken({ secret, provider: 'oura', url }, secret), {
        secret: '',
        provider: 'oura',
        url: 'https://link.tryvital.io/?token=',
      });
    }
  });

  it('has no value that JSON cannot express, because the token could be in it', () => {
    const values = [new Map([['token', token]]), new Error(token), new MessageEvent('message', { data: token })];
    for (const metadata of values) {
      const copy = withoutToken(metadata, token);
      assert.notEqual(copy, metadata);
      assert.ok(!`${(copy as Error).message} ${(copy as MessageEvent).data}`.includes(token));
    }
  });

  it('is null when it cannot be copied', () => {
    const cycle: Record<string, unknown> = { token };
    cycle.self = cycle;
    assert.equal(withoutToken(cycle, token), null);
  });

  it('never contains the token, whatever its shape', () => {
    const withToken = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.constant(token),
        fc.string(),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(withToken, (metadata) => {
        assert.ok(!JSON.stringify(withoutToken(metadata, token)).includes(token));
      }),
    );
  });
});
