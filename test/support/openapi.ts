import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Schema {
  readonly properties: Readonly<Record<string, { readonly enum: string[] }>>;
}

/** The part of Junction's OpenAPI document that describes the answers of the local Junction, without its texts. */
interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, object>> }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const openApi = JSON.parse(readFileSync(new URL('../data/junction-openapi.json', import.meta.url), 'utf8')) as OpenApi;
// Junction calls this list non-exhaustive. Tests break connections with these types, too.
openApi.components.schemas['ClientFacingConnectionErrorDetails']!.properties['error_type']!.enum.push(
  'something_new',
  'constructor',
);

const documentId = 'openapi.json';
const ajv = new Ajv2020({ strict: false, allErrors: true }); // A strict one refuses the keywords of OpenAPI.
addFormats.default(ajv);
ajv.addSchema(openApi, documentId);

/** The answers that the document describes: a route and a status, such as `GET /v2/providers 200`. */
export const documentedAnswers: readonly string[] = Object.entries(openApi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { responses }]) =>
    Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
  ),
);

/**
 * The statuses that the document does not describe: a missing key, a refused token, a user or connection that does not exist,
 * and the local Junction's own refusals.
 */
const undocumentedStatuses = [401, 403, 404, 421];

/** A path that tests use because it is not a route. */
const unknownPath = '/v2/nothing';

/**
 * Checks the answer to a request. Returns its name, as in `documentedAnswers`, or undefined when the document does not describe
 * it.
 *
 * @param basePath The path of the local Junction below its origin
 * @throws AssertionError when the answer has a status or a shape that the document does not describe
 */
export async function checkAnswer(request: Request, answer: Response, basePath = ''): Promise<string | undefined> {
  const path = new URL(request.url).pathname.slice(basePath.length);
  if (!path.startsWith('/v2/')) return undefined;
  const method = request.method.toLowerCase();
  const body: unknown = await answer.clone().json();
  const template = Object.keys(openApi.paths).find((known) => matches(known, path) && openApi.paths[known]![method]);
  if (undocumentedStatuses.includes(answer.status)) {
    assert.ok(template || path === unknownPath, `${method} ${path} is not a route of the document`);
    assert.equal(typeof (body as { detail?: unknown }).detail, 'string', `${method} ${path}`);
    return undefined;
  }
  const schema = template && openApi.paths[template]![method]!.responses[answer.status];
  assert.ok(schema, `${method} ${path} answered ${answer.status}, which the document does not describe`);
  assertValid(`/paths/${escape(template)}/${method}/responses/${answer.status}`, body);
  return `${request.method} ${template} ${answer.status}`;
}

/**
 * Checks a value with one of the document's named schemas.
 *
 * @throws AssertionError when the value does not match it
 */
export const assertMatches = (name: string, value: unknown): void => assertValid(`/components/schemas/${name}`, value);

function assertValid(pointer: string, value: unknown): void {
  const validate = ajv.getSchema(`${documentId}#${pointer}`);
  assert.ok(validate, `The document has no schema at ${pointer}`);
  if (!validate(value)) assert.fail(`${pointer}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`);
}

/** Returns true when the path is one of the route, such as `/v2/user/1` for `/v2/user/{user_id}`. */
function matches(template: string, path: string): boolean {
  const [wanted, actual] = [template.split('/'), path.split('/')];
  return wanted.length === actual.length && wanted.every((part, i) => part === actual[i] || part.startsWith('{'));
}

/** Returns the text as a part of a JSON pointer in a URL fragment. */
const escape = (text: string) => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
