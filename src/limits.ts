/** A bound on what callers may ask for, or on what they may hold. */
export interface Bound {
  readonly limit: number;
  readonly unit: '' | 'bytes' | 'ms';
  /** Whom or what it is counted for. */
  readonly per: 'document' | 'operation' | 'list' | 'request' | 'connection' | 'person' | 'organization' | 'server';
  readonly what: string;
  /** What comes of asking for more: a code of GraphQL, a status of HTTP, a close code of WebSocket. */
  readonly refusal: string;
  /** Whether operators can set it, by the environment variable of its name: see `settingOf`. */
  readonly isSetting: boolean;
}

const per =
  (scope: Bound['per'], unit: Bound['unit'] = '') =>
  (limit: number, what: string, refusal: string, setting?: 'setting'): Bound => {
    return { limit, unit, per: scope, what, refusal, isSetting: setting !== undefined };
  };

const document = per('document');
const operation = per('operation');
const person = per('person');
const organization = per('organization');
const server = per('server');
const connection = per('connection');
const KiB = 1024;
const MiB = 1024 * KiB;
const INPUT = 'BAD_USER_INPUT';
const RATE = 'RATE_LIMITED';
const BUDGET = 'RATE_LIMITED, HTTP 429';

/**
 * All bounds, by the names that metrics, log lines and `extensions.bound` of errors give them. `npm run docs` writes them to
 * SECURITY.md as a table.
 */
export const bounds = {
  maxDocumentBytes: per('document', 'bytes')(32 * KiB, 'Text, in UTF-8', INPUT, 'setting'),
  maxTokens: document(2_000, 'Tokens', INPUT),
  maxAliases: document(50, 'Aliases', INPUT),
  maxAliasLength: document(100, 'Characters of an alias', INPUT),
  maxDepth: operation(15, 'Depth of nested fields', INPUT),
  maxBreadth: operation(500, 'Fields, those of fragments counted where they are used', INPUT),
  /** A matrix of 100 improvements by 100 projects fits. */
  maxComplexity: operation(250_000, 'Cost', INPUT),
  /** The usual documents of introspection fit. Hazard: graphql-js executes it synchronously, which blocks all other requests. */
  maxIntrospectionFields: operation(100_000, 'Fields of introspection in a response', INPUT),
  maxListItems: operation(1_000, 'Items of a list in an argument or a variable', INPUT),
  maxInputValues: operation(20_000, 'Values in variables, nested ones included', INPUT),
  maxBatchCommands: operation(100, 'Commands of a batch', 'InvalidInputError'),
  maxInputDepth: operation(20, 'Depth of values in arguments and variables', INPUT),
  maxTextLength: operation(4_000, 'Characters of a text in a variable of a query or a subscription', INPUT),
  maxResponseBytes: per('operation', 'bytes')(
    8 * MiB,
    'Response, and each result of a subscription',
    'RESPONSE_TOO_LARGE',
    'setting',
  ),
  maxPageSize: per('list')(100, 'Items of a page', INPUT),
  defaultPageSize: per('list')(20, 'Items of a page by default', 'none'),
  maxOperationsPerPerson: person(12_000, 'Operations a minute', BUDGET, 'setting'),
  maxCostPerPerson: person(20_000_000, 'Cost a minute', BUDGET, 'setting'),
  maxOperationsPerOrganization: organization(120_000, 'Operations a minute', BUDGET, 'setting'),
  maxCostPerOrganization: organization(200_000_000, 'Cost a minute', BUDGET, 'setting'),
  maxConcurrentPerPerson: person(8, 'Operations executed at once, on each server', BUDGET, 'setting'),
  maxWaitingPerPerson: person(200, 'Operations that wait for these', BUDGET),
  maxWait: per('operation', 'ms')(5_000, 'Time that it waits for these', BUDGET),
  maxQueryTime: per('operation', 'ms')(20_000, 'Time that a query takes, from there on', 'SERVICE_UNAVAILABLE'),
  maxViews: server(20_000, 'Distinct views with subscribers', RATE, 'setting'),
  maxViewsPerPerson: person(1_000, 'Distinct views subscribed to, on each server', RATE, 'setting'),
  maxViewCostPerPerson: person(
    100_000,
    'Cost of one result of each view subscribed to, summed, on each server',
    RATE,
    'setting',
  ),
  maxConnections: server(20_000, 'WebSockets and event streams', 'HTTP 503', 'setting'),
  maxConnectionsPerPerson: person(
    1_000,
    'WebSockets and event streams, on each server',
    'close code 1013, HTTP 429',
    'setting',
  ),
  maxConnectionsPerOrganization: organization(
    10_000,
    'WebSockets and event streams of those whose token names it, on each server',
    'close code 1013, HTTP 429',
    'setting',
  ),
  /** Beyond it the oldest one is closed: honest clients authenticate at once. */
  maxUnknownConnections: server(1_000, 'WebSockets before `connection_init`', 'cut'),
  maxExports: server(40, 'Lists and work products downloaded at once', 'HTTP 503'),
  maxExportsPerPerson: person(4, 'Lists and work products downloaded at once, on each server', 'HTTP 429', 'setting'),
  maxExportsPerOrganization: organization(
    12,
    'Lists and work products downloaded at once, on each server',
    'HTTP 429',
    'setting',
  ),
  maxOperations: connection(100, 'Operations at once on a WebSocket', RATE),
  maxMessageBytes: per('connection', 'bytes')(128 * KiB, 'Message on a WebSocket', 'close code 1009'),
  messageBurst: connection(400, 'Messages at once on a WebSocket', RATE),
  messagesPerSecond: connection(100, 'Messages a second on a WebSocket, after the burst', RATE),
  maxExcess: connection(1_000, 'Messages beyond that rate', 'close code 4429'),
  maxInitBytes: per('connection', 'bytes')(
    16 * KiB,
    'Message on a WebSocket before its client is known',
    'close code 1009',
  ),
  initTimeout: per('connection', 'ms')(5_000, 'Time until `connection_init`', 'close code 4408'),
  closeTimeout: per('connection', 'ms')(5_000, 'Time to agree to the end of a WebSocket', 'cut'),
  /** Also the pause between two pings. */
  keepAlive: per('connection', 'ms')(12_000, 'Time to answer a ping', 'cut'),
  /** Above it nothing more is written until all is sent. */
  maxUnsent: per('connection', 'bytes')(64 * KiB, 'Unsent data', 'waits'),
  /** Above it each connection may have only `highWaterMark` unsent. */
  maxUnsentInAll: per('server', 'bytes')(128 * MiB, 'Unsent data of all connections', 'waits'),
  /** Hazard: Node's own default has changed from 16 to 64 KiB. */
  highWaterMark: per('connection', 'bytes')(16 * KiB, 'Data that its stream buffers before writers wait', 'waits'),
  maxStall: per('connection', 'ms')(30_000, 'Time in which a reader makes no progress', 'close code 1013, or cut'),
  /** Room for a catalog. */
  maxBodyBytes: per('request', 'bytes')(1 * MiB, 'Body', 'HTTP 413'),
  headersTimeout: per('request', 'ms')(10_000, 'Time to send the headers', 'HTTP 408'),
  requestTimeout: per('request', 'ms')(30_000, 'Time to send all of it', 'HTTP 408'),
} as const;

/** Name of a bound. */
export type BoundName = keyof typeof bounds;

/** What each bound is. */
export type Limits = { readonly [name in BoundName]: number };

/** What each bound is by default. */
export const limits = Object.fromEntries(
  Object.entries(bounds).map(([name, { limit }]) => [name, limit]),
) as unknown as Limits;

/** The environment variable that sets a bound, such as `MAX_VIEWS` for `maxViews`. */
export function settingOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
