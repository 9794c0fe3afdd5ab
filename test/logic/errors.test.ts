import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  configurationError,
  type ErrorCode,
  framePermissionError,
  JunctionConnectError,
} from '../../src/link/errors.js';

describe('JunctionConnectError', () => {
  const cases: [code: ErrorCode, status: number | undefined, retryable: boolean][] = [
    ['configuration_invalid', undefined, false],
    ['token_response_invalid', 200, false],
    ['token_request_rejected', 401, false],
    ['token_request_rejected', 403, false],
    ['token_request_rejected', 408, true],
    ['token_request_rejected', 429, true],
    ['token_request_rejected', 500, true],
    ['token_request_failed', undefined, true],
    ['token_request_timeout', undefined, true],
    ['link_unavailable', undefined, true],
    ['invalid_token', undefined, true],
    ['token_expired', undefined, true],
    ['provider_credential_error', undefined, true],
    ['unsupported_region', undefined, false],
    ['duplicate_connection', undefined, false],
    ['a_type_of_next_year', undefined, true],
    // A type that Junction may add: only the ending `_invalid` counts, and the two other names in full.
    ['scopes_invalid', undefined, false],
    ['scopes_invalid_now', undefined, true],
    ['unsupported_region_now', undefined, true],
    ['still_unsupported_region', undefined, true],
    ['duplicate_connection_now', undefined, true],
    ['still_duplicate_connection', undefined, true],
  ];
  cases.forEach(([code, status, retryable]) => {
    it(`${code}${status ? ` with status ${status}` : ''} is ${retryable ? '' : 'not '}retryable`, () => {
      assert.equal(new JunctionConnectError(code, 'x', { status }).retryable, retryable);
    });
  });

  it('is an Error with a name, and has a status only if there was one', () => {
    const cause = new TypeError('boom');
    const error = new JunctionConnectError('token_request_failed', 'It failed.', { cause });
    assert.ok(error instanceof Error);
    assert.equal(String(error), 'JunctionConnectError: It failed.');
    assert.equal(error.cause, cause);
    assert.equal('status' in error, false);
    assert.equal(new JunctionConnectError('token_request_rejected', 'x', { status: 401 }).status, 401);
  });

  it('of a configuration says which attribute, and what is expected', () => {
    const { code, message } = configurationError('mode', 'x', 'auto or embed');
    assert.equal(code, 'configuration_invalid');
    assert.equal(message, '<junction-connect mode="x">: expected auto or embed');
    assert.equal(
      configurationError('timeout', undefined, 'a number').message,
      '<junction-connect timeout>: expected a number',
    );
  });

  it('of a frame says which permission is missing', () => {
    const { code, message } = framePermissionError('allow-forms');
    assert.equal(code, 'configuration_invalid');
    assert.equal(message, '<iframe sandbox>: allow-forms is missing');
  });
});
