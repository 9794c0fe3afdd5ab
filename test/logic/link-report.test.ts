import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type OutcomeReport, reportOfError, reportOfReturn, reportOfSuccess } from '../../src/link/link-report.js';

const exit: OutcomeReport = { type: 'exit', reason: 'user' };

describe('the report of an embedded Link', () => {
  it('is a success with the provider and the metadata', () => {
    const metadata = { provider_slug: 'oura' };
    assert.deepEqual(reportOfSuccess(metadata), { type: 'success', provider: 'oura', metadata });
    assert.deepEqual(reportOfSuccess(null), { type: 'success', provider: undefined, metadata: null });
  });

  it('is an error with its code and the provider', () => {
    const metadata = { error_type: 'provider_api_error', provider: 'oura' };
    assert.deepEqual(reportOfError(metadata), { type: 'error', code: 'provider_api_error', provider: 'oura' });
  });

  it('is an exit when Link says that the person has cancelled', () => {
    assert.deepEqual(reportOfError({ error_type: 'user_cancelled', provider: 'oura' }), exit);
  });
});

describe('the report of hosted Link', () => {
  const error = (code: string, provider?: string): OutcomeReport => ({ type: 'error', code, provider });
  const rows: [outcome: string, report: OutcomeReport][] = [
    ['state=success&provider=oura', { type: 'success', provider: 'oura', metadata: null }],
    ['state=success', { type: 'success', provider: undefined, metadata: null }],
    ['state=error&error_type=token_expired', error('token_expired')],
    ['state=error&error_type=token_expired&provider=oura', error('token_expired', 'oura')],
    ['error_type=token_expired', error('token_expired')],
    ['state=error&error_type=user_cancelled', exit],
    ['state=error', error('unknown_error')],
    ['state=CA', error('unknown_error')],
    ['', error('unknown_error')],
  ];
  rows.forEach(([outcome, report]) => {
    it(`is ${report.type} for "${outcome}"`, () => assert.deepEqual(reportOfReturn(outcome), report));
  });
});
