import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import type { MessageKey } from '../../src/i18n/messages.js';
import { messageOfError } from '../../src/link/error-message.js';
import { JunctionConnectError, packageErrorCodes } from '../../src/link/errors.js';

type Act =
  | 'tries again'
  | 'checks the network'
  | 'waits'
  | 'signs in again'
  | 'allows access'
  | 'corrects the sign-in details'
  | 'uses another account'
  | 'waits for the provider to serve the region'
  | 'asks the site for help'
  | 'presses the link';

/** A situation, and what the person does in it. */
interface Row {
  code: string;
  status?: number;
  isOffline?: boolean;
  act: Act;
  key: MessageKey;
}

const tryAgain = { act: 'tries again', key: 'tryAgain' } as const;
const askSite = { act: 'asks the site for help', key: 'unavailable' } as const;
const checkNetwork = { act: 'checks the network', key: 'offline' } as const;
const signIn = { act: 'signs in again', key: 'signIn' } as const;
const correct = { act: 'corrects the sign-in details', key: 'credentials' } as const;

const rows: Row[] = [
  { code: 'configuration_invalid', ...askSite },
  { code: 'token_request_failed', ...tryAgain },
  { code: 'token_request_failed', isOffline: true, ...checkNetwork },
  { code: 'token_request_rejected', ...tryAgain },
  { code: 'token_request_rejected', status: 400, ...askSite },
  { code: 'token_request_rejected', status: 401, ...signIn },
  { code: 'token_request_rejected', status: 403, ...askSite },
  { code: 'token_request_rejected', status: 404, ...askSite },
  { code: 'token_request_rejected', status: 408, ...tryAgain },
  { code: 'token_request_rejected', status: 419, ...signIn },
  { code: 'token_request_rejected', status: 429, act: 'waits', key: 'busy' },
  { code: 'token_request_rejected', status: 500, ...tryAgain },
  { code: 'token_request_rejected', status: 503, ...tryAgain },
  // An endpoint that has answered was reached, whatever the browser says.
  { code: 'token_request_rejected', status: 401, isOffline: true, ...signIn },
  { code: 'token_request_rejected', status: 403, isOffline: true, ...askSite },
  { code: 'token_request_rejected', status: 429, isOffline: true, act: 'waits', key: 'busy' },
  { code: 'token_request_timeout', ...tryAgain },
  { code: 'token_request_timeout', isOffline: true, ...checkNetwork },
  { code: 'token_response_invalid', ...askSite },
  { code: 'token_response_invalid', isOffline: true, ...askSite },
  { code: 'link_unavailable', ...tryAgain },
  { code: 'link_unavailable', isOffline: true, ...checkNetwork },
  { code: 'popup_blocked', act: 'presses the link', key: 'blocked' },
  { code: 'popup_blocked', isOffline: true, act: 'presses the link', key: 'blocked' },
  { code: 'unknown_error', ...tryAgain },
  { code: 'token_expired', ...tryAgain },
  { code: 'token_consumed', ...tryAgain },
  { code: 'invalid_token', ...tryAgain },
  { code: 'token_not_validated', ...tryAgain },
  { code: 'provider_credential_error', ...correct },
  { code: 'provider_password_expired', ...correct },
  { code: 'incorrect_mfa_code', ...correct },
  { code: 'provider_api_error', ...tryAgain },
  { code: 'unsupported_region', act: 'waits for the provider to serve the region', key: 'region' },
  { code: 'duplicate_connection', act: 'uses another account', key: 'linkedElsewhere' },
  { code: 'required_scopes_not_granted', act: 'allows access', key: 'denied' },
  { code: 'user_cancelled', ...tryAgain }, // The element reports an exit, so nobody sees this one.
  { code: 'an_error_type_that_junction_adds', ...tryAgain },
  { code: 'something_invalid', ...askSite },
  { code: 'constructor', ...tryAgain },
];

describe('the text for an error', () => {
  for (const { code, status, isOffline = false, act, key } of rows) {
    const situation = [code, status, isOffline && 'offline'].filter(Boolean).join(', ');
    it(`is ${key} for ${situation}: the person ${act}`, () =>
      assert.equal(messageOfError(new JunctionConnectError(code, '', { status }), isOffline), key));
  }

  it('is in the table for every code', () => {
    const codes = new Set(rows.map(({ code }) => code));
    for (const code of [...packageErrorCodes, ...junctionErrorTypes]) assert.ok(codes.has(code), code);
  });

  it('asks for one thing, and no other text asks for the same', () => {
    const pairs = new Set(rows.map(({ key, act }) => `${key}: the person ${act}`));
    const keys = new Set(rows.map(({ key }) => key));
    const acts = new Set(rows.map(({ act }) => act));
    assert.deepEqual([keys.size, acts.size], [pairs.size, pairs.size], [...pairs].join('; '));
  });
});
