/**
 * `npm run soak` runs 10,000 sessions in a page, and 100,000 requests to the token endpoint. It exits with 1 when they
 * leave anything in memory. `npm run soak -- 100 1000` runs fewer of both.
 */
import process from 'node:process';
import { soakHandler } from './soak-handler.mjs';
import { soakSessions } from './soak-sessions.mjs';

const [sessions, requests] = process.argv.slice(2).map(Number);
const results = [await soakSessions(sessions), await soakHandler(requests)];
process.exitCode = results.every(Boolean) ? 0 : 1;
