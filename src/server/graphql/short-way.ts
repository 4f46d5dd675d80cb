import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLError } from 'graphql';
import { processRegularResult } from 'graphql-yoga';
import { acceptedEncoding, compress } from './compression.js';
import type { GraphqlServer, ServerContext } from './graphql.js';
import { documentOf } from './persisted-operations.js';
import type { PersistedOperations } from './persisted-operations.js';
import { paramsOfBody } from './request-params.js';
import type { RequestParams } from './request-params.js';
import { bounded, stringifyWithin } from './stringify.js';

/** What the short way leads to, and by which bounds. */
export interface ShortWayParts {
  readonly graphql: GraphqlServer;
  readonly persisted: PersistedOperations | undefined;
  readonly maxResponseBytes: number;
  /** What a caller reads of an error. */
  readonly mask: (error: unknown) => GraphQLError;
}

/** Who asks, and from where. */
type Asker = Required<Pick<ServerContext, 'claims' | 'caller'>>;

/**
 * Executes plain requests past the objects of fetch, which take most of the time of a small query: queries and mutations by POST.
 * They go through the same plugins as over every transport: parsing, bounds, log, metrics, traces. Whatever is not plain is
 * left to Yoga.
 */
export interface ShortWay {
  /** Answers a request. False where Yoga has to; what was read of the request is its `body` then. Never rejects. */
  answer(request: IncomingMessage, response: ServerResponse, who: Asker): Promise<boolean>;
  /** How many requests were answered. */
  readonly answered: number;
}

/** Makes the short way of a server. */
export function createShortWay({ graphql, persisted, maxResponseBytes, mask }: ShortWayParts): ShortWay {
  let answered = 0;
  // Plugins of Yoga's ask for its method, and nothing else.
  const posted = new graphql.fetchAPI.Request('http://localhost/', { method: 'POST' });

  /** The result of what is asked for; undefined for a subscription. */
  const resultOf = async (
    query: string,
    { operationName, variables, extensions }: RequestParams,
    context: Pick<ServerContext, 'claims' | 'caller' | 'signal'>,
  ): Promise<ExecutionResult | undefined> => {
    try {
      const params = { query, operationName, variables, extensions };
      const { schema, parse, validate, contextFactory, execute } = graphql.getEnveloped({
        ...context,
        params,
        request: posted,
      });
      const document: DocumentNode = parse(query);
      const errors: readonly GraphQLError[] = validate(schema, document);
      if (errors.length > 0) return { errors };
      if (getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
      const contextValue = await contextFactory();
      return await execute({ schema, document, operationName, variableValues: variables, contextValue });
    } catch (error) {
      return { errors: [mask(error)] };
    }
  };

  /** The status, the headers and the text of a result. */
  const written = async (result: ExecutionResult, type: string) => {
    const headers = { 'content-type': `${type}; charset=utf-8` };
    if (!result.errors) return { status: 200, headers, text: stringifyWithin(result, maxResponseBytes) };
    // Errors may say something of both, by rules that Yoga knows.
    const answer = processRegularResult(bounded(result, maxResponseBytes), graphql.fetchAPI, type);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  };

  return {
    get answered() {
      return answered;
    },
    async answer(request, response, who) {
      const type = answerType(request);
      if (!type) return false;
      const bytes = await readBody(request);
      if (!bytes) return true; // Its sender has left.
      const leaving = new AbortController();
      response.once('close', () => response.writableFinished || leaving.abort());
      const params = plainParams(bytes);
      const query = params && documentOf(params, persisted);
      const context = { ...who, signal: leaving.signal };
      const result = params && typeof query === 'string' && (await resultOf(query, params, context));
      if (!result) {
        // Hazard: Yoga would take the keys of a plain buffer, each byte of which has one.
        Object.assign(request, { body: Readable.from([bytes]) });
        return false;
      }
      answered += 1;
      const { status, headers, text } = await written(result, type).catch((error: unknown) =>
        written({ errors: [mask(error)] }, type),
      );
      const encoding = acceptedEncoding(request.headers['accept-encoding']);
      const body = encoding && (await compress(text, encoding));
      if (body) response.setHeader('content-encoding', encoding);
      response.writeHead(status, { ...headers, 'content-length': body?.length ?? Buffer.byteLength(text) });
      response.end(body ?? text);
      return true;
    },
  };
}

/** In which type a plain request is answered, as Yoga would; undefined where it is not plain. */
function answerType({ method, headers: { accept } }: IncomingMessage): string | undefined {
  if (method !== 'POST') return undefined;
  if (accept === undefined) return JSON_TYPE;
  if (accept.includes('charset')) return undefined;
  for (const each of accept.split(',')) {
    const type = TYPES[each.split(';', 1)[0]?.trim().toLowerCase() ?? ''];
    if (type) return type;
  }
  return undefined;
}

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';

/** What is answered to whom by what they accept. */
const TYPES: Readonly<Record<string, string>> = {
  '*/*': JSON_TYPE,
  'application/*': JSON_TYPE,
  [JSON_TYPE]: JSON_TYPE,
  [GRAPHQL_TYPE]: GRAPHQL_TYPE,
};

/** The whole body; undefined where its sender leaves before its end. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.once('close', () => resolve(undefined));
  });
}

/** What a body asks for; undefined where Yoga has to say what is wrong with it. */
function plainParams(bytes: Buffer): RequestParams | undefined {
  try {
    const params = paramsOfBody(bytes);
    if (Array.isArray(params)) return undefined;
    const { query, variables, extensions } = params;
    const isText = query === undefined || query === null || typeof query === 'string';
    return isText && isAbsentOrObject(variables) && isAbsentOrObject(extensions) ? params : undefined;
  } catch {
    return undefined;
  }
}

function isAbsentOrObject(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value));
}
