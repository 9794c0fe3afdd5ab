import type { LaunchMode } from '../configuration/configuration.js';
import { embed } from './embed.js';
import type { Launcher } from './launcher.js';
import { popup } from './popup.js';
import { redirect } from './redirect.js';

/** The ways to launch Link. */
export const launchers: Readonly<Record<LaunchMode, Launcher>> = { embed, popup, redirect };
