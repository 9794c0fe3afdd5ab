import { HTTPException } from 'hono/http-exception';
import * as v from 'valibot';
import { slug, uuid } from './schemas.js';

/**
 * Returns the JSON body of a request, checked.
 *
 * @throws HTTPException 422
 */
export async function readBody<const Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(request.headers.get('content-type') ?? ''))
    throw invalid({ loc: ['body'], msg: 'The body must be application/json', type: 'content_type' });
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    throw invalid({ loc: ['body'], msg: 'The body must be valid JSON', type: 'json_invalid' });
  }
  return check(schema, body, 'body');
}

/**
 * Returns the user ID of a path, checked.
 *
 * @throws HTTPException 422
 */
export const readUserId = (userId: string): string => check(uuid, userId, 'path', 'user_id');

/**
 * Returns the slug of a path, checked.
 *
 * @throws HTTPException 422
 */
export const readSlug = (provider: string): string => check(slug, provider, 'path', 'provider');

/**
 * Returns the query of a request, checked.
 *
 * @throws HTTPException 422
 */
export const readQuery = <const Schema extends v.GenericSchema>(
  query: Record<string, string>,
  schema: Schema,
): v.InferOutput<Schema> => check(schema, query, 'query');

function check<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  ...path: string[]
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const keysOf = (issue: v.BaseIssue<unknown>) => issue.path?.map(({ key }) => key) ?? [];
  throw invalid(
    ...result.issues.map((issue) => ({
      loc: [...path, ...keysOf(issue)],
      msg: issue.message,
      type: issue.type,
    })),
  );
}

/** An item of `detail` in `HTTPValidationError` of the OpenAPI document. */
interface Detail {
  loc: unknown[];
  msg: string;
  type: string;
}

/** Returns an exception that makes a response with status 422. */
export const invalid = (...detail: Detail[]) =>
  new HTTPException(422, { res: Response.json({ detail }, { status: 422 }) });
