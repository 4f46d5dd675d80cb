import { z } from 'zod';
import { splitAddress } from '../database/address.js';
import { DEFAULT_PREFIX } from '../database/installation.js';
import { schemaOf } from '../database/session.js';
import { limits } from '../limits.js';
import type { BoundName } from '../limits.js';
import { readRedisAddress } from '../live/redis-address.js';
import { CHANGING_CLAIMS } from '../auth/issuer-outlet.js';
import { isNetwork } from '../networks.js';

/** The host names of this machine. */
export const LOOPBACK: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

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

const flag = (byDefault: 'true' | 'false') =>
  z
    .enum(['true', 'false'])
    .default(byDefault)
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

const isLoopback = (host: string): boolean => LOOPBACK.includes(host.replace(/^\[|\]$/g, ''));

const server = {
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('address to listen on; without `DATABASE_URL`, it must be a loopback address'),
  PORT: integer(0, 65_535).default(4_000).describe('port to listen on; 0 takes a free one'),
  PUBLIC_URL: url('https:', 'http:')
    .refine((value) => [new URL(value).origin, `${new URL(value).origin}/`].includes(value), {
      message: 'must be an origin such as https://uplift.example.org',
    })
    .refine((value) => value.startsWith('https:') || isLoopback(new URL(value).hostname), {
      message: 'must begin with https:// unless it is a loopback address: the session cookie needs TLS',
    })
    .optional()
    .describe(
      'the origin at which browsers reach the server, such as `https://uplift.example.org`; required to sign in in a browser',
    ),
  ALLOWED_ORIGINS: list(
    (origin) => URL.canParse(origin) && new URL(origin).origin === origin,
    'must be origins such as https://app.example.org, with commas between',
  ).describe('origins of other sites whose pages may call the API, separated by commas'),
  ALLOWED_HEADERS: list(
    (name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name),
    'must be names of headers such as x-tenant, with commas between',
  ).describe('headers that these pages may send besides those of GraphQL clients and tracing, separated by commas'),
  GRAPHIQL: flag('true').describe('`false` serves no GraphiQL'),
  DASHBOARD: flag('true').describe('`false` serves no dashboard'),
  FEDERATION: flag('false').describe(
    '`true` serves the graph as a [subgraph of Apollo Federation 2](operating.md#apollo-federation)',
  ),
  DRAIN_TIMEOUT: integer(0, 600_000)
    .default(10_000)
    .describe('how long requests and connections may take to end after SIGTERM, in milliseconds'),
};

const database = {
  DATABASE_URL: url('postgres:', 'postgresql:')
    .refine((value) => !schemaOf(value).includes('"'), 'must not name a schema with a double quote')
    .optional()
    .describe(
      'a Postgres server (15 or newer), or [several](operating.md#failover); without it, the demo with Postgres embedded in the process',
    ),
  DATABASE_POOL: integer(1, 500).default(16).describe('maximum number of connections to Postgres'),
  DATABASE_LOCK_TIMEOUT: integer(0, 600_000)
    .default(5_000)
    .describe('how long a statement may wait for a lock, in milliseconds; 0 for no limit'),
  DATABASE_STATEMENT_TIMEOUT: integer(0, 600_000)
    .default(15_000)
    .describe('how long a statement may take, in milliseconds; 0 for no limit'),
  DATABASE_IDLE_TIMEOUT: integer(0, 600_000)
    .default(10_000)
    .describe('how long Postgres keeps the transaction of a server that hangs, in milliseconds; 0 for ever'),
  DATA_DIR: z.string().default('.data').describe('directory of the embedded database'),
};

const redis = {
  REDIS_URL: redisUrl
    .optional()
    .describe(
      'address of the Redis that notifies servers, in one of [these forms](#redis-addresses); without it they find changes by polling (200 ms)',
    ),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, hyphens and underscores')
    .default(DEFAULT_PREFIX)
    .describe('prefix of all names in Redis, before the id of the installation'),
};

const signIn = {
  AUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters')
    .optional()
    .describe('secret of our own tokens (HS256), 32 characters or more'),
  AUTH_ISSUER: z
    .string()
    .optional()
    .describe(
      'instead of `AUTH_SECRET`: your [identity provider](operating.md#sign-in-by-an-identity-provider) (OpenID Connect)',
    ),
  AUTH_AUDIENCE: z.string().optional().describe('the required `aud` of its tokens'),
  AUTH_JWKS_URL: url('https:', 'http:').optional().describe('address of its keys, if it has no discovery document'),
  AUTH_CLIENT_ID: z
    .string()
    .optional()
    .describe('the client as which people sign in at the provider [in a browser](operating.md#in-a-browser)'),
  AUTH_CLIENT_SECRET: z.string().optional().describe('the secret of this client; a public client has none'),
  AUTH_SUBJECT_CLAIM: z
    .string()
    .min(1)
    .refine((claim) => !CHANGING_CLAIMS.includes(claim), {
      message: 'must be a claim that people keep for good: not an e-mail address or a name',
    })
    .default('sub')
    .describe(
      'the claim of ID tokens and access tokens that [names a person](sign-in.md#the-claim-that-names-a-person), such as `oid` of Entra ID',
    ),
  AUTH_SCOPES: list(
    (scope) => /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]+$/.test(scope),
    'must be scopes of OAuth 2.0 such as offline_access, with commas between',
  ).describe(
    'scopes that are asked of the provider at a sign-in in a browser besides `openid`, such as `offline_access` for a [refresh token](sign-in.md#whether-the-provider-still-knows-them), separated by commas',
  ),
  AUTH_JIT: flag('false').describe(
    'whether people get an account at their [first sign-in](operating.md#accounts-at-the-first-sign-in), in the organization that the provider names',
  ),
  AUTH_JIT_ROLE: z
    .enum(['VIEWER', 'PROJECT_LEAD', 'DEPLOYMENT_LEAD', 'SPONSOR'])
    .default('VIEWER')
    .describe('the role of these accounts'),
  AUTH_JIT_GROUP: z
    .string()
    .optional()
    .describe('the group in the claim `groups` that they must have; absent for everybody'),
  AUTH_GROUPS_CLAIM: z
    .string()
    .optional()
    .describe(
      'the claim of ID tokens, such as `groups`, by which people become members of [groups](people-and-units.md#groups) when they sign in in a browser; without it, none counts',
    ),
  SEALING_KEYS: list((key) => key.length >= 32, 'must have at least 32 characters each, with commas between').describe(
    'secrets that encrypt those of [clients](operating.md#issuers-of-organizations) and [webhooks](integrations.md#security) in the database, 32 characters or more each, separated by commas: the first one encrypts, each of them decrypts. Default: `AUTH_SECRET`, or the secret of the demo',
  ),
  ISSUER_NETWORKS: list(isNetwork, 'must be networks or addresses such as 10.20.0.0/16, with commas between').describe(
    'private networks in which [issuers of organizations](operating.md#issuers-of-organizations) may be, over HTTP as well, in CIDR notation, separated by commas; without it, public addresses only, over HTTPS',
  ),
  SESSION_MAX_IDLE: integer(1, 876_000)
    .default(12)
    .describe('how long a browser session lasts without being used, in hours'),
  SESSION_MAX_AGE: integer(1, 876_000).default(168).describe('how long a browser session lasts at most, in hours'),
  ACCESS_RECORD_DAYS: integer(1, 36_500)
    .default(365)
    .describe('how long [records of access](operating.md#records-of-access) are kept, in days'),
};

const log = {
  REPLAY_MAX_EVENTS: integer(0, 2_147_483_647)
    .default(100_000)
    .describe('how many events a cursor may be behind; beyond that it gets one `Reset`'),
  REPLAY_MAX_AGE: integer(0, 876_000)
    .default(168)
    .describe('maximum age of the first event after a cursor, in hours; beyond that it gets one `Reset`'),
  CHECKPOINT_KEY: z
    .string()
    .optional()
    .describe('private key (Ed25519) that signs [checkpoints](operating.md#audit) of the log: PEM, or a file with it'),
};

const webhooks = {
  WEBHOOK_NETWORKS: list(isNetwork, 'must be networks or addresses such as 10.20.0.0/16, with commas between').describe(
    'private networks that [webhooks](integrations.md#webhooks) may reach, over HTTP as well, in CIDR notation, separated by commas; without it, public addresses only, over HTTPS',
  ),
};

const observability = {
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('`fatal` `error` `warn` `info` `debug` `trace` `silent`; logs are JSON lines on standard output'),
  METRICS_PORT: integer(0, 65_535)
    .optional()
    .describe('port for [Prometheus metrics](operating.md#metrics); without it, they are off'),
  METRICS_HOST: z.string().default('127.0.0.1').describe('address that the metrics endpoint listens on'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('https:', 'http:')
    .optional()
    .describe('OpenTelemetry collector for [traces](operating.md#traces); without it, tracing is off'),
  OTEL_SERVICE_NAME: z.string().default('uplift').describe('name of the server in traces'),
  OTEL_TRACES_SAMPLER_ARG: share.default(1).describe('share of traces to keep, 0 to 1'),
};

const bounds = {
  MAX_DOCUMENT_BYTES: bound('maxDocumentBytes').describe('largest GraphQL document, in bytes'),
  MAX_RESPONSE_BYTES: bound('maxResponseBytes', 256 * 1024 * 1024).describe(
    'largest response of an operation, and result of a subscription, in bytes',
  ),
  MAX_CONNECTIONS: bound('maxConnections').describe('WebSockets and event streams at once'),
  MAX_CONNECTIONS_PER_PERSON: bound('maxConnectionsPerPerson').describe('of these, those of one person'),
  MAX_CONNECTIONS_PER_ORGANIZATION: bound('maxConnectionsPerOrganization').describe(
    'of these, those of one organization',
  ),
  MAX_EXPORTS_PER_PERSON: bound('maxExportsPerPerson').describe(
    'lists and work products that one person downloads at once',
  ),
  MAX_EXPORTS_PER_ORGANIZATION: bound('maxExportsPerOrganization').describe('those of one organization'),
  MAX_VIEWS: bound('maxViews').describe('distinct views that are executed at once for subscribers'),
  MAX_VIEWS_PER_PERSON: bound('maxViewsPerPerson').describe('distinct views of them that one person may watch'),
  MAX_VIEW_COST_PER_PERSON: bound('maxViewCostPerPerson').describe('cost of one result of each of these views, summed'),
  MAX_CONCURRENT_PER_PERSON: bound('maxConcurrentPerPerson').describe(
    'operations of one person that are executed at once; the next ones wait for up to 5 seconds',
  ),
  MAX_OPERATIONS_PER_PERSON: budget('maxOperationsPerPerson').describe(
    'operations of one person per minute; 0 for unlimited',
  ),
  MAX_COST_PER_PERSON: budget('maxCostPerPerson', limits.maxComplexity).describe(
    'cost of the operations of one person per minute; 0 for unlimited',
  ),
  MAX_OPERATIONS_PER_ORGANIZATION: budget('maxOperationsPerOrganization').describe(
    'operations of all people of one organization per minute; 0 for unlimited',
  ),
  MAX_COST_PER_ORGANIZATION: budget('maxCostPerOrganization', limits.maxComplexity).describe(
    'cost of their operations per minute; 0 for unlimited',
  ),
  PERSISTED_OPERATIONS: z
    .string()
    .optional()
    .describe('a file of [documents by hash](clients.md#persisted-documents): a JSON map, or an Apollo manifest'),
  PERSISTED_OPERATIONS_MODE: z
    .enum(['allow', 'only'])
    .default('allow')
    .describe(
      "`only` rejects every unlisted document, introspection included, except the dashboard's; `allow` accepts any",
    ),
};

/** The environment variables, each with what it must look like. Undescribed variables do not pass the test of docs/configuration.md. */
export const environment = z.object({
  ...server,
  ...database,
  ...redis,
  ...signIn,
  ...log,
  ...webhooks,
  ...observability,
  ...bounds,
});

/** What the variables say, checked one by one. */
export type Environment = z.output<typeof environment>;

/** A variable as docs/configuration.md lists it. */
export interface Setting {
  readonly name: string;
  /** Markdown, as seen from docs/. */
  readonly meaning: string;
  /** What applies where it is not set; empty for nothing. */
  readonly default: string;
}

/** A value of a variable as an operator would write it; empty for none. */
const inWords = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

const groups: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  Server: server,
  Database: database,
  Redis: redis,
  'Sign-in': signIn,
  Log: log,
  Webhooks: webhooks,
  'Logs, metrics and traces': observability,
  Limits: bounds,
};

/** All variables, by the heading under which they are listed. */
export const settings: ReadonlyMap<string, readonly Setting[]> = new Map(
  Object.entries(groups).map(([heading, variables]) => [
    heading,
    Object.entries(variables).map(([name, variable]) => ({
      name,
      meaning: variable.description ?? '',
      default: inWords(variable.parse(undefined)),
    })),
  ]),
);
