import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Connection, notConnected } from '../../src/element/connection.js';
import { type MessageFacts, type ShownMessage, shownMessage } from '../../src/element/shown-message.js';
import { JunctionConnectError } from '../../src/link/errors.js';
import type { LaunchedLink } from '../../src/link/launchers/launcher.js';
import { firstPhase, type Phase } from '../../src/link/phase.js';

const link: LaunchedLink = { show() {}, close() {}, presence: () => 'present' };
const open: Phase = { name: 'open', link, canRefresh: true };
const failed = (code: string, changes: Partial<Phase & { name: 'error' }> = {}): Phase => ({
  name: 'error',
  error: new JunctionConnectError(code, ''),
  provider: 'oura',
  isOffline: false,
  ...changes,
});

/** The element is for Garmin, and Oura is connected. */
const connected: Connection = { isConnected: true, provider: 'oura' };
const isConnected = { kind: 'success', keys: ['connectedProvider', 'connected'], provider: 'oura' } as const;
const nothing: ShownMessage = { keys: [], provider: null };
const exited = { announcement: 'exited', keys: [], provider: null } as const;
const loading = { kind: 'loading', keys: ['loading'], provider: 'garmin' } as const;

interface Row extends Partial<MessageFacts> {
  when: string;
  /** The message when nothing is connected. */
  shows: ShownMessage;
  /** The message when Oura is connected already. Default: the same. */
  showsConnected?: ShownMessage;
}

const rows: Row[] = [
  { when: 'there is no session', shows: nothing, showsConnected: isConnected },
  { when: 'Link is loading', phase: firstPhase, shows: loading },
  { when: 'an embedded Link is open', phase: open, mode: 'embed', shows: nothing },
  { when: 'an embedded Link is stuck', phase: { ...open, isStuck: true }, mode: 'embed', shows: nothing },
  { when: 'the page is leaving for Link', phase: open, mode: 'redirect', shows: loading },
  {
    when: 'Link is open in a window',
    phase: open,
    mode: 'popup',
    shows: { kind: 'info', keys: ['window'], link: 'showWindow', provider: 'garmin' },
  },
  {
    when: 'Link cannot be embedded',
    phase: { name: 'waiting', blockedWindows: 0 },
    shows: { kind: 'info', keys: [], link: 'openLink', provider: 'garmin' },
  },
  {
    when: 'the browser has blocked a window',
    phase: { name: 'waiting', blockedWindows: 1, error: new JunctionConnectError('popup_blocked', '') },
    shows: { kind: 'error', keys: ['blocked'], link: 'openLink', provider: 'garmin' },
  },
  {
    when: 'the browser opens no windows',
    phase: { name: 'waiting', blockedWindows: 2 },
    replacesPage: true,
    shows: { kind: 'error', keys: ['blocked'], link: 'openLinkHere', provider: 'garmin' },
  },
  {
    when: 'something has failed',
    phase: failed('provider_api_error'),
    shows: { kind: 'error', keys: ['tryAgain'], provider: 'oura' },
  },
  {
    when: 'something has failed in an embedded Link, which is open',
    phase: failed('incorrect_mfa_code', { link }),
    shows: { kind: 'error', keys: ['credentials'], provider: 'oura' },
  },
  {
    when: 'something has failed without a network',
    phase: failed('link_unavailable', { isOffline: true, provider: null }),
    shows: { kind: 'error', keys: ['offline'], provider: null },
  },
  {
    when: 'the person has left Link',
    phase: { name: 'idle', hasExited: true },
    shows: exited,
    showsConnected: { ...isConnected, announcement: 'exited' },
  },
  { when: 'the browser has restored the page', phase: { name: 'idle' }, shows: nothing, showsConnected: isConnected },
  {
    when: 'the session has connected a provider',
    phase: { name: 'connected', provider: 'oura' },
    shows: nothing, // The page has set `connected` to false after that.
    showsConnected: isConnected,
  },
];

describe('the message of an element', () => {
  for (const { when, shows, showsConnected = shows, ...facts } of rows) {
    for (const [connection, expected] of [
      [notConnected, shows],
      [connected, showsConnected],
    ] as const) {
      it(`when ${when}, and ${connection.isConnected ? 'Oura' : 'nothing'} is connected`, () => {
        const given = {
          phase: undefined,
          mode: undefined,
          connection,
          provider: 'garmin',
          replacesPage: false,
          ...facts,
        };
        assert.deepEqual(shownMessage(given), expected);
      });
    }
  }

  it('names the provider that is connected, not the one of the element', () => {
    const facts = { phase: undefined, mode: undefined, provider: 'garmin', replacesPage: false };
    assert.equal(shownMessage({ ...facts, connection: connected }).provider, 'oura');
    assert.equal(shownMessage({ ...facts, connection: { isConnected: true, provider: null } }).provider, null);
  });

  it('names no provider for an element that is for any', () => {
    const facts = { mode: undefined, provider: '', connection: notConnected, replacesPage: false };
    assert.equal(shownMessage({ ...facts, phase: firstPhase }).provider, null);
  });
});
