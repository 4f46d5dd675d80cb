import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { fault } from '../../schema/faults.js';
import { parseBody } from './body.js';

/** What a request over HTTP asks for. */
export interface RequestParams extends GraphQLParams {
  /** Names a document, as the draft "Persisted Documents" of GraphQL over HTTP has it. */
  readonly documentId?: string | undefined;
}

/** Reads what requests ask for: strictly, where Yoga would replace or pass over what is not UTF-8. */
export function requestParams(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method === 'GET') setRequestParser(({ url }) => paramsOfAddress(url));
      if (request.method === 'POST') {
        setRequestParser(async (posted) => paramsOfBody(await bodyOf(posted)));
      }
    },
  };
}

function paramsOfAddress(url: string): RequestParams {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  if (!isPercentEncoded(query)) throw badRequest('The query string of the address is not percent-encoded UTF-8.');
  const given = new URLSearchParams(query);
  const json = (name: string): unknown => {
    try {
      return JSON.parse(given.get(name) || 'null');
    } catch {
      throw badRequest(`The parameter "${name}" is not valid JSON.`);
    }
  };
  return toParams({
    query: given.get('query') || undefined,
    documentId: given.get('documentId') || undefined,
    operationName: given.get('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

/** Hazard: decoding leaves a sequence as it is that is none, and puts U+FFFD in place of bytes that are not UTF-8. */
function isPercentEncoded(query: string): boolean {
  try {
    decodeURIComponent(query);
    return /^[\x21-\x7e]*$/.test(query);
  } catch {
    return false;
  }
}

async function bodyOf(request: Request): Promise<Buffer> {
  try {
    return Buffer.from(await request.arrayBuffer());
  } catch {
    throw badRequest('The request body ended early.'); // Its sender has left.
  }
}

/**
 * What a body asks for, whose members need not be of the right types yet.
 * @throws GraphQLError for a body that asks for nothing.
 */
export function paramsOfBody(bytes: Buffer): RequestParams | RequestParams[] {
  let body: unknown;
  try {
    body = parseBody(bytes);
  } catch (error) {
    throw badRequest((error as Error).message);
  }
  if (typeof body !== 'object' || body === null) throw badRequest('The request body must be a JSON object.');
  return Array.isArray(body) ? (body as RequestParams[]) : toParams(body);
}

/** The members that we know; what else there is may mean something to others on the way. */
function toParams(given: { readonly [Name in keyof RequestParams]?: unknown }): RequestParams {
  const { query, documentId, operationName, variables, extensions } = given;
  for (const [name, value] of Object.entries({ documentId, operationName })) {
    if (value !== undefined && value !== null && typeof value !== 'string') {
      throw badRequest(`"${name}" must be a string.`);
    }
  }
  const named = { documentId: documentId ?? undefined, operationName: operationName || undefined };
  return { query, variables, extensions, ...named } as RequestParams; // Yoga checks the rest.
}

/** An error of a request that asks for nothing that could be done: status 400, whatever the client accepts. */
export function badRequest(message: string): Error {
  const error = fault('BAD_USER_INPUT', message);
  Object.assign(error.extensions, { http: { status: 400 } });
  return error;
}
