import type { Platform } from '../platform.js';
import { findLaunchRecord, type LaunchRecord, removeLaunchRecord, saveLaunchRecord } from './launch-record.js';
import { readAppendedParameters, readReturnQuery } from './return-query.js';
import { sendReturnMessage } from './send-return-message.js';

/** A launch in this tab, after hosted Link has returned. */
export interface ReturnedLaunch extends LaunchRecord {
  /** The part of the query string that Link appended. */
  readonly appended: string;
}

/**
 * Reads the return of hosted Link in the page's address.
 *
 * - After a launch in this tab, removes the parameters from the address at once, and returns that launch.
 * - In a window, reports the return to the page that opened it. Removes the parameters when that page answers.
 * - Keeps parameters that belong to no launch.
 */
export function readReturnedLaunch(platform: Platform): ReturnedLaunch | undefined {
  const { history, location } = platform;
  const query = location && readReturnQuery(location.search); // A server has no location.
  if (!query) return undefined;
  const cleanAddress = () => {
    const url = new URL(location.href);
    url.search = query.siteQuery;
    history.replaceState(history.state, '', url);
  };
  const record = findLaunchRecord(query.returnKey, platform);
  if (!record) {
    sendReturnMessage(query, cleanAddress, platform);
    return undefined;
  }
  // After an exit or an error the person can press Back and still connect. From then on only a success is reported.
  if (readAppendedParameters(query.appended).state === 'success') removeLaunchRecord(platform);
  else saveLaunchRecord({ ...record, hasEnded: true }, platform);
  cleanAddress();
  return { ...record, appended: query.appended };
}
