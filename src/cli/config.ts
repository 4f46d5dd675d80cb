import { z } from 'zod';
import type { TokenTrust } from '../auth/tokens.js';
import { splitAddress } from '../database/address.js';
import { DEFAULT_PREFIX } from '../database/installation.js';
import type { SessionTimeouts } from '../database/server.js';
import { schemaOf } from '../database/session.js';
import { limits } from '../limits.js';
import type { BoundName, Limits } from '../limits.js';
import type { ReplayBounds } from '../live/replay.js';
import type { SignInOptions } from '../server/browser-sessions.js';
import type { BudgetLimits } from '../server/limits/budgets.js';
import { readRedisAddress } from '../live/redis-address.js';
import type { TracingOptions } from '../server/ops/tracing/tracing.js';
import type { Storage } from '../database/storage.js';

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
      `The configuration has ${problems.length === 1 ? 'an error' : `${problems.length} errors`}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }
}

const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => splitAddress(value).every((each) => URL.canParse(each) && protocols.includes(new URL(each).protocol)),
      {
        abort: true,
        message: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
      },
    );

const redisUrl = z.string().superRefine((value, context) => {
  const address = readRedisAddress(value);
  if (typeof address === 'string') context.addIssue({ code: 'custom', message: address });
});

const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));

/** Texts with commas between, each of which `fits`. */
const list = (fits: (item: string) => boolean, message: string) =>
  z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().refine(fits, { message })));

const flag = z
  .enum(['true', 'false'])
  .default('true')
  .transform((value) => value === 'true');
const share = z
  .string()
  .regex(/^(0|1|0?\.\d+)$/, 'must be a number from 0 to 1')
  .transform(Number);

/** What may be done in a minute; 0 for as much as one likes. An operation that is allowed at all must fit. */
const budget = (name: BoundName, least = 1) =>
  integer(0, 1_000_000_000_000)
    .default(limits[name])
    .refine((value) => value === 0 || value >= least, `must be at least ${least}, or 0 for no limit`)
    .transform((value) => value || Infinity);

/** A bound that operators can set. */
const bound = (name: BoundName, most = 1_000_000) => integer(1, most).default(limits[name]);

/** In milliseconds. */
const HOUR = 3_600_000;

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: integer(0, 65_535).default(4_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DATABASE_URL: url('postgres:', 'postgresql:')
    .refine((value) => !schemaOf(value).includes('"'), 'must not name a schema with a double quote')
    .optional(),
  DATABASE_POOL: integer(1, 500).default(16),
  DATABASE_LOCK_TIMEOUT: integer(0, 600_000).default(5_000),
  DATABASE_STATEMENT_TIMEOUT: integer(0, 600_000).default(15_000),
  DATABASE_IDLE_TIMEOUT: integer(0, 600_000).default(10_000),
  DATA_DIR: z.string().default('.data'),
  REDIS_URL: redisUrl.optional(),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, hyphens and underscores')
    .default(DEFAULT_PREFIX),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  AUTH_JWKS_URL: url('https:', 'http:').optional(),
  AUTH_ISSUER: z.string().optional(),
  AUTH_AUDIENCE: z.string().optional(),
  AUTH_CLIENT_ID: z.string().optional(),
  AUTH_CLIENT_SECRET: z.string().optional(),
  PUBLIC_URL: url('https:', 'http:')
    .refine((value) => [new URL(value).origin, `${new URL(value).origin}/`].includes(value), {
      message: 'must be an origin such as https://uplift.example.org',
    })
    .refine((value) => value.startsWith('https:') || isLoopback(new URL(value).hostname), {
      message: 'must begin with https:// unless it is a loopback address: the session cookie needs TLS',
    })
    .optional(),
  SESSION_MAX_IDLE: integer(1, 876_000).default(12),
  SESSION_MAX_AGE: integer(1, 876_000).default(168),
  ALLOWED_ORIGINS: list(
    (origin) => URL.canParse(origin) && new URL(origin).origin === origin,
    'must be origins such as https://app.example.org, with commas between',
  ),
  ALLOWED_HEADERS: list(
    (name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name),
    'must be names of headers such as x-tenant, with commas between',
  ),
  GRAPHIQL: flag,
  DASHBOARD: flag,
  FEDERATION: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  MAX_DOCUMENT_BYTES: bound('maxDocumentBytes'),
  MAX_RESPONSE_BYTES: bound('maxResponseBytes', 256 * 1024 * 1024),
  MAX_CONCURRENT_PER_PERSON: bound('maxConcurrentPerPerson'),
  MAX_CONNECTIONS: bound('maxConnections'),
  MAX_CONNECTIONS_PER_PERSON: bound('maxConnectionsPerPerson'),
  MAX_CONNECTIONS_PER_ORGANIZATION: bound('maxConnectionsPerOrganization'),
  MAX_EXPORTS_PER_PERSON: bound('maxExportsPerPerson'),
  MAX_EXPORTS_PER_ORGANIZATION: bound('maxExportsPerOrganization'),
  MAX_VIEWS: bound('maxViews'),
  MAX_VIEWS_PER_PERSON: bound('maxViewsPerPerson'),
  MAX_VIEW_COST_PER_PERSON: bound('maxViewCostPerPerson'),
  MAX_OPERATIONS_PER_PERSON: budget('maxOperationsPerPerson'),
  MAX_COST_PER_PERSON: budget('maxCostPerPerson', limits.maxComplexity),
  MAX_OPERATIONS_PER_ORGANIZATION: budget('maxOperationsPerOrganization'),
  MAX_COST_PER_ORGANIZATION: budget('maxCostPerOrganization', limits.maxComplexity),
  PERSISTED_OPERATIONS: z.string().optional(),
  PERSISTED_OPERATIONS_MODE: z.enum(['allow', 'only']).default('allow'),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: integer(0, 65_535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('https:', 'http:').optional(),
  OTEL_SERVICE_NAME: z.string().default('uplift'),
  OTEL_TRACES_SAMPLER_ARG: share.default(1),
  DRAIN_TIMEOUT: integer(0, 600_000).default(10_000),
  REPLAY_MAX_EVENTS: integer(0, 2_147_483_647).default(100_000),
  REPLAY_MAX_AGE: integer(0, 876_000).default(168),
  CHECKPOINT_KEY: z.string().optional(),
});

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

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
  };
}

type Environment = z.output<typeof environment>;

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

function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host.replace(/^\[|\]$/g, ''));
}

/** The demo is reached at a loopback name; the address of any other server is known to its operator only. */
function signIn(env: Environment): SignInConfig | undefined {
  if (!env.PUBLIC_URL && env.DATABASE_URL) return undefined;
  const { AUTH_ISSUER: issuer, AUTH_JWKS_URL: keys, AUTH_CLIENT_ID: clientId, AUTH_CLIENT_SECRET: clientSecret } = env;
  return {
    origin: env.PUBLIC_URL && new URL(env.PUBLIC_URL).origin,
    limits: { maxIdle: env.SESSION_MAX_IDLE * HOUR, maxAge: env.SESSION_MAX_AGE * HOUR },
    provider: issuer && clientId ? { issuer, url: keys, clientId, clientSecret } : undefined,
  };
}

function trust(env: Environment): TokenTrust | undefined {
  if (env.AUTH_SECRET) return { kind: 'secret', secret: env.AUTH_SECRET };
  if (!env.AUTH_ISSUER) return undefined;
  return { kind: 'jwks', url: env.AUTH_JWKS_URL, issuer: env.AUTH_ISSUER, audience: env.AUTH_AUDIENCE ?? '' };
}

function tracing(env: Environment): TracingOptions | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = env;
  if (!endpoint) return undefined;
  // As the specification of OTLP has it: the path of the signal comes below that of the endpoint.
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  return { url, serviceName: env.OTEL_SERVICE_NAME, ratio: env.OTEL_TRACES_SAMPLER_ARG };
}
