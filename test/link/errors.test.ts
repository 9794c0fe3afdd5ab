import { expect } from '@open-wc/testing';
import type { JunctionErrorType } from '../../src/junction/error-types.js';
import { JunctionConnectError, type PackageErrorCode } from '../../src/link/errors.js';

describe('JunctionConnectError', () => {
  const cases: [
    code: PackageErrorCode | JunctionErrorType | 'a_type_of_next_year',
    status: number | undefined,
    retryable: boolean,
  ][] = [
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
  ];
  cases.forEach(([code, status, retryable]) => {
    it(`${code}${status ? ` with status ${status}` : ''} is ${retryable ? '' : 'not '}retryable`, () => {
      expect(new JunctionConnectError(code, 'x', { status }).retryable).to.equal(retryable);
    });
  });

  it('is an Error with a name, and has a status only if there was one', () => {
    const cause = new TypeError('boom');
    const error = new JunctionConnectError('token_request_failed', 'It failed.', { cause });
    expect(error).to.be.instanceOf(Error);
    expect(String(error)).to.equal('JunctionConnectError: It failed.');
    expect(error.cause).to.equal(cause);
    expect('status' in error).to.equal(false);
  });
});
