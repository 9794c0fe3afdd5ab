import type { Platform } from '../platform.js';
import { blocksForms } from './frame-permissions.js';
import { isCovered } from './is-covered.js';

/**
 * Returns true when a person could use an embedded Link in this page now: nothing covers the page, and forms work. A modal dialog
 * of the page may open or close at any time, so ask again at each launch.
 */
export const canEmbed = (platform: Platform): boolean => !isCovered(platform) && !blocksForms(platform);
