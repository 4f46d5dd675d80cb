import type { TokenTrust } from '../auth/tokens.js';
import type { SessionTimeouts } from '../database/server.js';
import type { Limits } from '../limits.js';
import type { ReplayBounds } from '../live/replay.js';
import type { SignInOptions } from '../server/browser-sessions.js';
import type { BudgetLimits } from '../server/limits/budgets.js';
import type { TracingOptions } from '../server/ops/tracing/tracing.js';
import type { Storage } from '../database/storage.js';
import { environment, LOOPBACK } from './settings.js';
import type { Environment } from './settings.js';

/** What the environment says, checked. */
export interface Config {
  /** Address to listen on. */
  readonly host: string;
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  readonly logLevel: string;
  readonly storage: Storage;
  /** What one session of a server may hold others up with; not of commands, which may take as long as they need. */
  readonly databaseTimeouts: SessionTimeouts;
  /** Where hints go between servers: one Redis, a cluster or sentinels; absent for a server on its own. */
  readonly redisUrl: string | undefined;
  /** What the names in Redis begin with. */
  readonly redisPrefix: string;
  /**
   * How tokens are checked; absent in embedded mode, where the data folder keeps a secret of its own, and for commands that
   * serve no one.
   */
  readonly trust: TokenTrust | undefined;
  /** Sessions of browsers; absent if the address at which they reach us is unknown. */
  readonly signIn: SignInConfig | undefined;
  /** Origins other than our own whose pages may call us. */
  readonly allowedOrigins: readonly string[];
  /** Headers that their pages may send besides the usual ones. */
  readonly allowedHeaders: readonly string[];
  /** Whether GraphiQL is served. */
  readonly graphiql: boolean;
  /** Whether the dashboard is served. */
  readonly dashboard: boolean;
  /** Whether the schema is served as a subgraph of Apollo Federation. */
  readonly federation: boolean;
  /** The bounds that operators can set, but for budgets. */
  readonly limits: Partial<Limits>;
  /** What people and organizations may do in a minute. */
  readonly budgets: BudgetLimits;
  /** File of documents that are known by their hash, and whether nothing else is done; absent for none. */
  readonly persisted: { readonly file: string; readonly only: boolean } | undefined;
  /** Where metrics are served, on a port of their own; absent for nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Where spans are sent, and how many; absent for nowhere. */
  readonly tracing: TracingOptions | undefined;
  /** How long requests and sockets may take to end after SIGTERM, in milliseconds. */
  readonly drainTimeout: number;
  /** How far back a cursor may be before it gets a `Reset`. */
  readonly replay: ReplayBounds;
  /** The private key that checkpoints of the log are signed by, in PEM, or the file that has it; absent for unsigned ones. */
  readonly checkpointKey: string | undefined;
  /** How long records of access are kept, in days. */
  readonly accessRecordDays: number;
  /** Secrets that seal what is stored, the first one for what is sealed from now on; empty where the server's own secret does. */
  readonly sealingKeys: readonly string[];
  /** Private networks in which issuers of organizations may be, in CIDR notation. */
  readonly issuerNetworks: readonly string[];
  /** Private networks that webhooks may reach, in CIDR notation. */
  readonly webhookNetworks: readonly string[];
}

/** The configuration of browser sessions. */
export interface SignInConfig extends Pick<SignInOptions, 'origin' | 'limits'> {
  /** The identity provider and our client at it; absent if people do not sign in there. */
  readonly provider: SignInOptions['provider'];
}

/** Everything that is wrong with the environment. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'an error' : `${problems.length} errors`}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nSee docs/configuration.md.`,
    );
  }
}

/** In milliseconds. */
const HOUR = 3_600_000;

/**
 * Reads the configuration from the environment, of a server by default. An empty variable counts as absent.
 * @throws ConfigError that names every error at once.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>, { serves = true } = {}): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  const issues = parsed.success ? [] : parsed.error.issues;
  const problems = [
    ...issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`),
    ...togetherProblems(given, serves),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const env = parsed.data;
  return {
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    storage: env.DATABASE_URL
      ? { kind: 'server', url: env.DATABASE_URL, poolSize: env.DATABASE_POOL }
      : { kind: 'embedded', dataDir: env.DATA_DIR },
    databaseTimeouts: {
      lock: env.DATABASE_LOCK_TIMEOUT,
      statement: env.DATABASE_STATEMENT_TIMEOUT,
      idleInTransaction: env.DATABASE_IDLE_TIMEOUT,
    },
    redisUrl: env.REDIS_URL,
    redisPrefix: env.REDIS_PREFIX,
    trust: trust(env),
    signIn: signIn(env),
    allowedOrigins: env.ALLOWED_ORIGINS,
    allowedHeaders: env.ALLOWED_HEADERS,
    graphiql: env.GRAPHIQL,
    dashboard: env.DASHBOARD,
    federation: env.FEDERATION,
    limits: {
      maxDocumentBytes: env.MAX_DOCUMENT_BYTES,
      maxResponseBytes: env.MAX_RESPONSE_BYTES,
      maxConcurrentPerPerson: env.MAX_CONCURRENT_PER_PERSON,
      maxConnections: env.MAX_CONNECTIONS,
      maxConnectionsPerPerson: env.MAX_CONNECTIONS_PER_PERSON,
      maxConnectionsPerOrganization: env.MAX_CONNECTIONS_PER_ORGANIZATION,
      maxExportsPerPerson: env.MAX_EXPORTS_PER_PERSON,
      maxExportsPerOrganization: env.MAX_EXPORTS_PER_ORGANIZATION,
      maxViews: env.MAX_VIEWS,
      maxViewsPerPerson: env.MAX_VIEWS_PER_PERSON,
      maxViewCostPerPerson: env.MAX_VIEW_COST_PER_PERSON,
    },
    budgets: {
      person: { operations: env.MAX_OPERATIONS_PER_PERSON, cost: env.MAX_COST_PER_PERSON },
      organization: { operations: env.MAX_OPERATIONS_PER_ORGANIZATION, cost: env.MAX_COST_PER_ORGANIZATION },
    },
    persisted: env.PERSISTED_OPERATIONS
      ? { file: env.PERSISTED_OPERATIONS, only: env.PERSISTED_OPERATIONS_MODE === 'only' }
      : undefined,
    metrics: env.METRICS_PORT === undefined ? undefined : { host: env.METRICS_HOST, port: env.METRICS_PORT },
    tracing: tracing(env),
    drainTimeout: env.DRAIN_TIMEOUT,
    replay: { maxEvents: env.REPLAY_MAX_EVENTS, maxAge: env.REPLAY_MAX_AGE * HOUR },
    checkpointKey: env.CHECKPOINT_KEY,
    accessRecordDays: env.ACCESS_RECORD_DAYS,
    sealingKeys: env.SEALING_KEYS,
    issuerNetworks: env.ISSUER_NETWORKS,
    webhookNetworks: env.WEBHOOK_NETWORKS,
  };
}

/** What is wrong with variables together, whether or not each is right by itself. */
function* togetherProblems(given: Readonly<Record<string, string | undefined>>, serves: boolean): Iterable<string> {
  const { PERSISTED_OPERATIONS, PERSISTED_OPERATIONS_MODE } = given;
  if (PERSISTED_OPERATIONS_MODE && !PERSISTED_OPERATIONS)
    yield 'PERSISTED_OPERATIONS: needed with PERSISTED_OPERATIONS_MODE';
  const { HOST, DATABASE_URL, REDIS_URL, AUTH_SECRET, AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE } = given;
  const { AUTH_CLIENT_ID, AUTH_CLIENT_SECRET, PUBLIC_URL } = given;
  const provider = AUTH_JWKS_URL ? 'AUTH_JWKS_URL' : AUTH_ISSUER ? 'AUTH_ISSUER' : undefined;
  if (AUTH_SECRET && provider) yield `AUTH_SECRET, ${provider}: set one of them, not both`;
  if (serves && DATABASE_URL && !AUTH_SECRET && !provider) {
    yield 'AUTH_SECRET: with DATABASE_URL the server is not a demo: it needs AUTH_SECRET or AUTH_ISSUER to identify its users';
  }
  if (AUTH_JWKS_URL && !AUTH_ISSUER) yield 'AUTH_ISSUER: needed with AUTH_JWKS_URL';
  if (provider && !AUTH_AUDIENCE) yield `AUTH_AUDIENCE: needed with ${provider}`;
  if (provider === 'AUTH_ISSUER' && !isWebAddress(AUTH_ISSUER)) {
    yield 'AUTH_ISSUER: without AUTH_JWKS_URL it must be a URL that begins with https:// or http://';
  }
  if (AUTH_CLIENT_ID && !isWebAddress(AUTH_ISSUER)) yield 'AUTH_ISSUER: needed with AUTH_CLIENT_ID, as an address';
  if (AUTH_CLIENT_ID && !PUBLIC_URL)
    yield 'PUBLIC_URL: needed with AUTH_CLIENT_ID, since the provider redirects browsers there';
  if (AUTH_CLIENT_SECRET && !AUTH_CLIENT_ID) yield 'AUTH_CLIENT_ID: needed with AUTH_CLIENT_SECRET';
  if (given['AUTH_JIT'] === 'true' && !AUTH_CLIENT_ID) yield 'AUTH_CLIENT_ID: needed with AUTH_JIT';
  if (given['AUTH_SUBJECT_CLAIM'] && !provider) yield 'AUTH_ISSUER: needed with AUTH_SUBJECT_CLAIM';
  if (given['AUTH_SCOPES'] && !AUTH_CLIENT_ID) yield 'AUTH_CLIENT_ID: needed with AUTH_SCOPES';
  if (given['AUTH_GROUPS_CLAIM'] && !AUTH_CLIENT_ID) yield 'AUTH_CLIENT_ID: needed with AUTH_GROUPS_CLAIM';
  for (const name of ['AUTH_JIT_ROLE', 'AUTH_JIT_GROUP'])
    if (given[name] && given['AUTH_JIT'] !== 'true') yield `AUTH_JIT: needed with ${name}`;
  if (!DATABASE_URL && PUBLIC_URL?.startsWith('https:'))
    yield 'PUBLIC_URL: without DATABASE_URL it must be a loopback address such as http://127.0.0.1:4000';
  if (!DATABASE_URL && HOST && !LOOPBACK.includes(HOST)) {
    yield 'HOST: without DATABASE_URL the server is a demo that anyone can read, so it must listen on a loopback address such as 127.0.0.1';
  }
  if (!DATABASE_URL && REDIS_URL) yield 'REDIS_URL: the embedded database has one server only; set DATABASE_URL too';
}

function isWebAddress(value: string | undefined): boolean {
  return value !== undefined && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** The demo is reached at a loopback name; the address of any other server is known to its operator only. */
function signIn(env: Environment): SignInConfig | undefined {
  if (!env.PUBLIC_URL && env.DATABASE_URL) return undefined;
  const { AUTH_ISSUER: issuer, AUTH_JWKS_URL: keys, AUTH_CLIENT_ID: clientId, AUTH_CLIENT_SECRET: clientSecret } = env;
  const { AUTH_GROUPS_CLAIM: groupsClaim, AUTH_SUBJECT_CLAIM: subjectClaim, AUTH_SCOPES: scopes } = env;
  const claims = { groupsClaim, subjectClaim, scopes };
  const accounts = env.AUTH_JIT ? { role: env.AUTH_JIT_ROLE, group: env.AUTH_JIT_GROUP } : undefined;
  return {
    origin: env.PUBLIC_URL && new URL(env.PUBLIC_URL).origin,
    limits: { maxIdle: env.SESSION_MAX_IDLE * HOUR, maxAge: env.SESSION_MAX_AGE * HOUR },
    provider: issuer && clientId ? { issuer, url: keys, clientId, clientSecret, accounts, ...claims } : undefined,
  };
}

function trust(env: Environment): TokenTrust | undefined {
  if (env.AUTH_SECRET) return { kind: 'secret', secret: env.AUTH_SECRET };
  if (!env.AUTH_ISSUER) return undefined;
  const {
    AUTH_JWKS_URL: url,
    AUTH_ISSUER: issuer,
    AUTH_AUDIENCE: audience = '',
    AUTH_SUBJECT_CLAIM: subjectClaim,
  } = env;
  return { kind: 'jwks', url, issuer, audience, subjectClaim };
}

function tracing(env: Environment): TracingOptions | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = env;
  if (!endpoint) return undefined;
  // As the specification of OTLP has it: the path of the signal comes below that of the endpoint.
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  return { url, serviceName: env.OTEL_SERVICE_NAME, ratio: env.OTEL_TRACES_SAMPLER_ARG };
}
