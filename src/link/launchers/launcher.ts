import type { LaunchingElement } from '../launching-element.js';
import type { LinkReport } from '../link-report.js';
import type { Platform } from '../platform.js';
import type { LaunchRecord } from '../return/launch-record.js';
import type { LinkTarget } from '../token/link-target.js';

/**
 * One way to launch Link. For a new way add its name to `launchModes`, a file here, and a line in `launchers.ts`. `session.ts`
 * says which mode `auto` chooses, and which one it falls back to.
 */
export interface Launcher {
  /**
   * True for hosted Link: it runs at an address of its own, returns to a page of the site, and ends with its first outcome.
   * This decides four things:
   *
   * - The token request has `redirect_url` and the other fields of a return only for hosted Link.
   * - `auto` can replace only an embedded Link by a window.
   * - An embedded Link stays open after an error or a success: the person may try again in it, or read its last screen.
   * - After a refused token, hosted Link gets the fresh token by another `show`. An embedded Link is closed, and a new Link is
   *   started.
   */
  readonly isHosted: boolean;

  /**
   * Starts a launch, before the token is requested. The session calls it during the person's press, so that it can open a
   * window. It must not report anything before it returns. Then the session requests a token and calls `load`, at the same
   * time, and after both `show`. It requests a token for every launch, whether the launcher needs one or not. A report that
   * ends the session aborts the request. `redirect.ts` is the smallest example.
   *
   * @throws JunctionConnectError when Link cannot be launched in this way.
   */
  start(context: LaunchContext): LaunchedLink;
}

/** The data of one launch, for its launcher. */
interface LaunchContext {
  /** Returns the data that the return page needs. Only hosted Link needs it. */
  readonly newRecord: () => LaunchRecord;
  /** The nonce for Link's script tag, if the page's Content-Security-Policy needs one. */
  readonly nonce: string | undefined;
  readonly platform: Platform;
  /**
   * Handles a report of Link. The launcher may call it as soon as `start` has returned: a person can close a popup's window
   * while the token loads. Returns true when the session loads a fresh token. Then hosted Link stays open until `show` is
   * called again.
   */
  readonly onReport: (report: LinkReport) => boolean;
  /** The element that launches Link. */
  readonly element: LaunchingElement;
}

/**
 * Says whether Link is still there. It decides what a press does (`continuesOnPress` in `phase.ts`).
 *
 * - `gone`: Link, or the window that showed it, is closed. A press begins a new session. A launcher returns `gone` only for
 *   something that it has opened. A window that a provider's page has cut off from its opener counts as closed. A window
 *   that was closed before it showed Link counts as `present`: the next press reports that it was blocked.
 * - `unknown`: before `show`, and as long as an embedded Link has added no frame to the page.
 */
type LinkPresence = 'present' | 'gone' | 'unknown';

/** A Link, from the start of its launch until it is closed. */
export interface LaunchedLink {
  /**
   * Loads what Link needs in addition to the token.
   *
   * @throws JunctionConnectError `link_unavailable`
   */
  load?(signal: AbortSignal): Promise<void>;

  /**
   * Shows Link to the person. Hosted Link in a window is shown again with a fresh token when it has refused the first.
   *
   * @throws JunctionConnectError `link_unavailable`, or `popup_blocked` when the window was closed before it showed Link
   */
  show(target: LinkTarget): void;

  /**
   * Closes Link and releases its resources. After that, only a success is still reported. A window that counts as
   * closed keeps its channel for an hour, or until the element is removed: it may be open, and only cut off from this page.
   */
  close(): void;

  /** Returns whether Link is still there, as far as the page can know. */
  presence(): LinkPresence;

  /** Brings Link's window to the front, or moves the focus into Link's frame. */
  focus?(): void;
}
