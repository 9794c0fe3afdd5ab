import { HTTPException } from 'hono/http-exception';
import type { User } from '../state.js';

/**
 * Returns an error in the usual shape of FastAPI. The OpenAPI document does not describe the responses to a missing key, to a
 * token that cannot be used, and to a user or connection that does not exist.
 */
export const httpError = (status: 401 | 403 | 404, detail: string) =>
  new HTTPException(status, { res: Response.json({ detail }, { status }) });

/** @throws HTTPException 404 when there is no user */
export function requireUser(user: User | undefined): User {
  if (!user) throw httpError(404, 'User not found');
  return user;
}
