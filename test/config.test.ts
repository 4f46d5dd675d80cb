import { describe, expect, it, test } from 'vitest';
import { ConfigError, readConfig } from '../src/cli/config.js';
import { settings } from '../src/cli/settings.js';

const SECRET = 'a secret of 32 characters or more';
const DATABASE = { DATABASE_URL: 'postgres://uplift@db.example/uplift', AUTH_SECRET: SECRET };
const JWKS = { AUTH_JWKS_URL: 'https://id.example/keys', AUTH_ISSUER: 'https://id.example', AUTH_AUDIENCE: 'uplift' };

const CLIENT = {
  ...JWKS,
  DATABASE_URL: DATABASE.DATABASE_URL,
  PUBLIC_URL: 'https://uplift.example',
  AUTH_CLIENT_ID: 'u',
  AUTH_CLIENT_SECRET: 's',
};

/** What is wrong with an environment, all of it. */
function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** Bounds that no test here changes. */
const USUAL = {
  maxConcurrentPerPerson: 8,
  maxConnectionsPerPerson: 1_000,
  maxConnectionsPerOrganization: 10_000,
  maxExportsPerPerson: 4,
  maxExportsPerOrganization: 12,
};

it('takes a claim that names people for good, for tokens and sign-ins alike, and scopes', () => {
  const named = readConfig({ ...CLIENT, AUTH_SUBJECT_CLAIM: 'oid', AUTH_SCOPES: 'offline_access, groups' });
  expect(named.trust).toMatchObject({ subjectClaim: 'oid' });
  expect(named.signIn?.provider).toMatchObject({ subjectClaim: 'oid', scopes: ['offline_access', 'groups'] });
  const problem = 'AUTH_SUBJECT_CLAIM: must be a claim that people keep for good: not an e-mail address or a name';
  expect(problemsOf({ ...CLIENT, AUTH_SUBJECT_CLAIM: 'email' })).toEqual([problem]);
  expect(problemsOf({ ...DATABASE, AUTH_SUBJECT_CLAIM: 'oid' })).toEqual([
    'AUTH_ISSUER: needed with AUTH_SUBJECT_CLAIM',
  ]);
  expect(problemsOf({ ...CLIENT, AUTH_SCOPES: 'a b' })).toEqual([
    expect.stringMatching(/^AUTH_SCOPES: must be scopes/),
  ]);
});

it('gives accounts at the first sign-in where that is said, to viewers unless another role is', () => {
  const accountsOf = (more: object) => readConfig({ ...CLIENT, ...more }).signIn?.provider?.accounts;
  expect(accountsOf({})).toBeUndefined();
  expect(accountsOf({ AUTH_JIT: 'true' })).toEqual({ role: 'VIEWER' });
  const given = { AUTH_JIT: 'true', AUTH_JIT_ROLE: 'SPONSOR', AUTH_JIT_GROUP: 'uplift' };
  expect(accountsOf(given)).toEqual({ role: 'SPONSOR', group: 'uplift' });
});

it('is the demo on this machine where nothing is said', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 4_000,
    logLevel: 'info',
    storage: { kind: 'embedded', dataDir: '.data' },
    databaseTimeouts: { lock: 5_000, statement: 15_000, idleInTransaction: 10_000 },
    redisUrl: undefined,
    redisPrefix: 'uplift',
    trust: undefined,
    signIn: { origin: undefined, limits: { maxIdle: 43_200_000, maxAge: 604_800_000 }, provider: undefined },
    allowedOrigins: [],
    allowedHeaders: [],
    graphiql: true,
    dashboard: true,
    federation: false,
    limits: {
      ...USUAL,
      maxDocumentBytes: 32_768,
      maxResponseBytes: 8_388_608,
      maxConnections: 20_000,
      maxViews: 20_000,
      maxViewsPerPerson: 1_000,
      maxViewCostPerPerson: 100_000,
    },
    budgets: {
      person: { operations: 12_000, cost: 20_000_000 },
      organization: { operations: 120_000, cost: 200_000_000 },
    },
    accessRecordDays: 365,
    webhookNetworks: [],
    issuerNetworks: [],
    sealingKeys: [],
    drainTimeout: 10_000,
    replay: { maxEvents: 100_000, maxAge: 604_800_000 },
  });
});

it('takes every variable', () => {
  const config = readConfig({
    ...DATABASE,
    HOST: '0.0.0.0',
    PORT: '80',
    LOG_LEVEL: 'warn',
    DATABASE_POOL: '32',
    DRAIN_TIMEOUT: '2500',
    ACCESS_RECORD_DAYS: '30',
    WEBHOOK_NETWORKS: '10.20.0.0/16, fd00::/8,127.0.0.1',
    ISSUER_NETWORKS: '10.30.0.0/16',
    SEALING_KEYS: 'a sealing key of the present time, an older key of the same length as it,',
    REDIS_URL: 'rediss://cache.example:6380/1',
    REDIS_PREFIX: 'acme.staging',
    ALLOWED_ORIGINS: 'https://app.example, http://localhost:5173 ,',
    ALLOWED_HEADERS: 'X-Tenant, x-b3-traceid',
    GRAPHIQL: 'false',
    DASHBOARD: 'false',
    FEDERATION: 'true',
    METRICS_HOST: '10.0.0.7',
    METRICS_PORT: '9464',
    REPLAY_MAX_EVENTS: '500',
    REPLAY_MAX_AGE: '48',
    MAX_OPERATIONS_PER_PERSON: '60',
    MAX_COST_PER_PERSON: '250000',
    MAX_OPERATIONS_PER_ORGANIZATION: '600',
    MAX_COST_PER_ORGANIZATION: '0',
    PERSISTED_OPERATIONS: '/etc/uplift/operations.json',
    PERSISTED_OPERATIONS_MODE: 'only',
    MAX_DOCUMENT_BYTES: '65536',
    MAX_RESPONSE_BYTES: '1000000',
    DATABASE_LOCK_TIMEOUT: '1000',
    DATABASE_STATEMENT_TIMEOUT: '2000',
    DATABASE_IDLE_TIMEOUT: '0',

    MAX_CONNECTIONS: '5000',
    MAX_VIEWS: '300',
    MAX_VIEWS_PER_PERSON: '20',
    MAX_VIEW_COST_PER_PERSON: '5000',
    PATH: '/usr/bin',
  });
  expect(config).toEqual({
    host: '0.0.0.0',
    port: 80,
    logLevel: 'warn',
    storage: { kind: 'server', url: DATABASE.DATABASE_URL, poolSize: 32 },
    databaseTimeouts: { lock: 1_000, statement: 2_000, idleInTransaction: 0 },
    redisUrl: 'rediss://cache.example:6380/1',
    redisPrefix: 'acme.staging',
    trust: { kind: 'secret', secret: SECRET },
    allowedOrigins: ['https://app.example', 'http://localhost:5173'],
    allowedHeaders: ['X-Tenant', 'x-b3-traceid'],
    graphiql: false,
    dashboard: false,
    federation: true,
    metrics: { host: '10.0.0.7', port: 9_464 },
    limits: {
      ...USUAL,
      maxDocumentBytes: 65_536,
      maxResponseBytes: 1_000_000,
      maxConnections: 5_000,
      maxViews: 300,
      maxViewsPerPerson: 20,
      maxViewCostPerPerson: 5_000,
    },
    budgets: { person: { operations: 60, cost: 250_000 }, organization: { operations: 600, cost: Infinity } },
    persisted: { file: '/etc/uplift/operations.json', only: true },
    accessRecordDays: 30,
    webhookNetworks: ['10.20.0.0/16', 'fd00::/8', '127.0.0.1'],
    issuerNetworks: ['10.30.0.0/16'],
    sealingKeys: ['a sealing key of the present time', 'an older key of the same length as it'],
    drainTimeout: 2_500,
    replay: { maxEvents: 500, maxAge: 172_800_000 },
  });
});

test.each<[variables: Record<string, string>, expected: Partial<ReturnType<typeof readConfig>>]>([
  [{ DATA_DIR: '/var/lib/uplift' }, { storage: { kind: 'embedded', dataDir: '/var/lib/uplift' } }],
  [{ DATA_DIR: 'x', ...DATABASE }, { storage: { kind: 'server', url: DATABASE.DATABASE_URL, poolSize: 16 } }],
  [{ HOST: '::1' }, { host: '::1' }],
  [{ HOST: 'localhost' }, { host: 'localhost' }],
  [{ PORT: '0' }, { port: 0 }],
  [{ PORT: '65535' }, { port: 65_535 }],
  [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
  [{ DRAIN_TIMEOUT: '0' }, { drainTimeout: 0 }],
  [{ GRAPHIQL: 'true' }, { graphiql: true }],
  [{ DASHBOARD: 'true' }, { dashboard: true }],
  [{ FEDERATION: 'true' }, { federation: true }],
  [{ METRICS_PORT: '9464' }, { metrics: { host: '127.0.0.1', port: 9_464 } }],
  [
    { AUTH_ISSUER: 'https://id.example/realm', AUTH_AUDIENCE: 'uplift' },
    {
      trust: {
        kind: 'jwks',
        url: undefined,
        issuer: 'https://id.example/realm',
        audience: 'uplift',
        subjectClaim: 'sub',
      },
    },
  ],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/', OTEL_TRACES_SAMPLER_ARG: '0.1' },
    { tracing: { url: 'http://collector:4318/v1/traces', serviceName: 'uplift', ratio: 0.1 } },
  ],
  [{ METRICS_HOST: '10.0.0.7' }, { metrics: undefined }],
  [{ ...DATABASE, REDIS_URL: 'redis+cluster://a:1,b:2' }, { redisUrl: 'redis+cluster://a:1,b:2' }],
  [{ AUTH_SECRET: SECRET }, { trust: { kind: 'secret', secret: SECRET } }],
  [
    { ...JWKS, DATABASE_URL: 'postgresql://db.example/uplift' },
    {
      storage: { kind: 'server', url: 'postgresql://db.example/uplift', poolSize: 16 },
      trust: {
        kind: 'jwks',
        url: JWKS.AUTH_JWKS_URL,
        issuer: JWKS.AUTH_ISSUER,
        audience: JWKS.AUTH_AUDIENCE,
        subjectClaim: 'sub',
      },
    },
  ],
])('%j is fine', (variables, expected) => {
  expect(readConfig(variables)).toMatchObject(expected);
});

describe('a variable that is empty', () => {
  it('counts as absent', () => {
    const names = [
      'HOST',
      'PORT',
      'LOG_LEVEL',
      'DATABASE_URL',
      'DATABASE_POOL',
      'DATA_DIR',
      'REDIS_URL',
      'AUTH_SECRET',
    ];
    const others = [
      'AUTH_JWKS_URL',
      'AUTH_ISSUER',
      'AUTH_AUDIENCE',
      'ALLOWED_ORIGINS',
      'GRAPHIQL',
      'DASHBOARD',
      'FEDERATION',
      'METRICS_HOST',
      'METRICS_PORT',
      'DRAIN_TIMEOUT',
      'REPLAY_MAX_EVENTS',
      'REPLAY_MAX_AGE',
    ];
    const empty = Object.fromEntries([...names, ...others].map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('does not stand for a secret', () => {
    expect(problemsOf({ ...DATABASE, AUTH_SECRET: '' })).toEqual([expect.stringMatching(/^AUTH_SECRET: /)]);
  });
});

describe('is refused, with the reason:', () => {
  test.each<[variables: Record<string, string>, problem: string | RegExp]>([
    [{ PORT: 'http' }, 'PORT: must be a whole number'],
    [{ PORT: '-1' }, 'PORT: must be a whole number'],
    [{ PORT: '80.5' }, 'PORT: must be a whole number'],
    [{ PORT: '65536' }, 'PORT: must be at most 65535'],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: .*"info"/],
    [
      { ...DATABASE, DATABASE_URL: 'mysql://db.example/uplift' },
      /^DATABASE_URL: must be a URL that begins with postgres:\/\//,
    ],
    [{ ...DATABASE, DATABASE_URL: 'db.example' }, /^DATABASE_URL: must be a URL/],
    [{ ...DATABASE, DATABASE_POOL: '0' }, 'DATABASE_POOL: must be at least 1'],
    [{ ...DATABASE, DATABASE_POOL: '501' }, 'DATABASE_POOL: must be at most 500'],
    [{ ...DATABASE, REDIS_URL: 'http://cache.example' }, /^REDIS_URL: must be a URL that begins with redis:\/\//],
    [{ ...DATABASE, REDIS_URL: 'redis+sentinel://a:1,b:2' }, /^REDIS_URL: must end with the name of the group/],
    [{ ...DATABASE, AUTH_SECRET: 'short' }, 'AUTH_SECRET: must have at least 32 characters'],
    [{ AUTH_SECRET: 'x'.repeat(31) }, 'AUTH_SECRET: must have at least 32 characters'],
    [{ ...JWKS, AUTH_JWKS_URL: 'file:///keys' }, /^AUTH_JWKS_URL: must be a URL that begins with https:\/\//],
    [{ ALLOWED_ORIGINS: 'app.example' }, /^ALLOWED_ORIGINS: must be origins such as https:\/\/app\.example\.org/],
    [{ ALLOWED_ORIGINS: 'https://app.example/' }, /^ALLOWED_ORIGINS: /],
    [{ ALLOWED_ORIGINS: '*' }, /^ALLOWED_ORIGINS: /],
    [{ METRICS_PORT: 'yes' }, 'METRICS_PORT: must be a whole number'],
    [{ METRICS_PORT: '65536' }, 'METRICS_PORT: must be at most 65535'],
    [{ GRAPHIQL: 'yes' }, /^GRAPHIQL: .*"true".*"false"/],
    [{ DRAIN_TIMEOUT: '600001' }, 'DRAIN_TIMEOUT: must be at most 600000'],

    [
      { DATABASE_URL: DATABASE.DATABASE_URL },
      /^AUTH_SECRET: with DATABASE_URL .* not a demo: it needs AUTH_SECRET or AUTH_ISSUER/,
    ],
    [{ HOST: '0.0.0.0' }, /^HOST: without DATABASE_URL the server is a demo that anyone can read/],
    [{ HOST: '192.168.0.7', AUTH_SECRET: SECRET }, /^HOST: without DATABASE_URL/],
    [{ HOST: '::' }, /^HOST: without DATABASE_URL/],
    [{ ...DATABASE, REDIS_PREFIX: 'a:b' }, /^REDIS_PREFIX: must be 1 to 64 letters/],
    [{ REDIS_URL: 'redis://cache.example' }, /^REDIS_URL: the embedded database has one server only/],
    [{ ...DATABASE, ...JWKS }, 'AUTH_SECRET, AUTH_JWKS_URL: set one of them, not both'],
    [{ ...JWKS, AUTH_ISSUER: '' }, 'AUTH_ISSUER: needed with AUTH_JWKS_URL'],
    [{ ...JWKS, AUTH_AUDIENCE: '' }, 'AUTH_AUDIENCE: needed with AUTH_JWKS_URL'],
    [{ AUTH_ISSUER: 'https://id.example' }, 'AUTH_AUDIENCE: needed with AUTH_ISSUER'],
    [
      { ...DATABASE, AUTH_ISSUER: 'https://id.example', AUTH_AUDIENCE: 'u' },
      'AUTH_SECRET, AUTH_ISSUER: set one of them, not both',
    ],
    [{ AUTH_ISSUER: 'id.example', AUTH_AUDIENCE: 'u' }, /^AUTH_ISSUER: without AUTH_JWKS_URL it must be a URL/],
    [{ ...DATABASE, PUBLIC_URL: 'uplift.example' }, /^PUBLIC_URL: must be a URL/],
    [{ ...DATABASE, PUBLIC_URL: 'https://uplift.example/app' }, /^PUBLIC_URL: must be an origin/],
    [{ ...DATABASE, PUBLIC_URL: 'http://uplift.example' }, /^PUBLIC_URL: must begin with https:/],
    [{ PUBLIC_URL: 'https://uplift.example' }, /^PUBLIC_URL: without DATABASE_URL it must be a loopback address/],
    [{ ...CLIENT, PUBLIC_URL: '' }, /^PUBLIC_URL: needed with AUTH_CLIENT_ID/],
    [
      { ...DATABASE, PUBLIC_URL: 'https://uplift.example', AUTH_CLIENT_ID: 'u' },
      /^AUTH_ISSUER: needed with AUTH_CLIENT_ID/,
    ],
    [{ ...CLIENT, AUTH_CLIENT_ID: '' }, 'AUTH_CLIENT_ID: needed with AUTH_CLIENT_SECRET'],
    [{ ...DATABASE, AUTH_JIT: 'true' }, 'AUTH_CLIENT_ID: needed with AUTH_JIT'],
    [{ ...CLIENT, AUTH_JIT_ROLE: 'SPONSOR' }, 'AUTH_JIT: needed with AUTH_JIT_ROLE'],
    [{ ...CLIENT, AUTH_JIT: 'false', AUTH_JIT_GROUP: 'uplift' }, 'AUTH_JIT: needed with AUTH_JIT_GROUP'],
    [{ ...CLIENT, AUTH_JIT: 'true', AUTH_JIT_ROLE: 'ADMINISTRATOR' }, /^AUTH_JIT_ROLE: /],
    [{ SESSION_MAX_IDLE: '0' }, 'SESSION_MAX_IDLE: must be at least 1'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /^OTEL_EXPORTER_OTLP_ENDPOINT: must be a URL/],
    [{ OTEL_TRACES_SAMPLER_ARG: '1.5' }, 'OTEL_TRACES_SAMPLER_ARG: must be a number from 0 to 1'],
  ])('%j', (variables, problem) => {
    expect(problemsOf(variables)).toEqual([
      typeof problem === 'string' ? problem : (expect.stringMatching(problem) as unknown),
    ]);
  });
});

describe('sessions of browsers', () => {
  it('are at the public address, or at a loopback name in the demo', () => {
    expect(readConfig(DATABASE).signIn).toBeUndefined();
    for (const PUBLIC_URL of ['https://uplift.example', 'https://uplift.example/'])
      expect(readConfig({ ...DATABASE, PUBLIC_URL }).signIn?.origin).toBe('https://uplift.example');
    for (const PUBLIC_URL of ['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000'])
      expect(readConfig({ ...DATABASE, PUBLIC_URL }).signIn?.origin).toBe(PUBLIC_URL);
  });

  it('begin at the provider, and last as long as is said', () => {
    expect(readConfig({ ...CLIENT, SESSION_MAX_IDLE: '1', SESSION_MAX_AGE: '2' }).signIn).toEqual({
      origin: 'https://uplift.example',
      limits: { maxIdle: 3_600_000, maxAge: 7_200_000 },
      provider: {
        issuer: 'https://id.example',
        url: JWKS.AUTH_JWKS_URL,
        clientId: 'u',
        clientSecret: 's',
        subjectClaim: 'sub',
        scopes: [],
      },
    });
  });
});

describe('every error is named at once', () => {
  it('of single variables', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'x', GRAPHIQL: 'x', AUTH_SECRET: 'x', DRAIN_TIMEOUT: 'x' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'GRAPHIQL',
      'DRAIN_TIMEOUT',
      'AUTH_SECRET',
      'LOG_LEVEL',
    ]);
  });

  it('of variables that do not go together', () => {
    const problems = problemsOf({ AUTH_JWKS_URL: JWKS.AUTH_JWKS_URL, HOST: '0.0.0.0', REDIS_URL: 'redis://x' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'AUTH_ISSUER',
      'AUTH_AUDIENCE',
      'HOST',
      'REDIS_URL',
    ]);
  });

  it('of both kinds', () => {
    const problems = problemsOf({ PORT: 'x', DATABASE_URL: DATABASE.DATABASE_URL });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['PORT', 'AUTH_SECRET']);
  });

  it('one to a line', () => {
    expect(() => readConfig({ PORT: 'x', GRAPHIQL: 'x' })).toThrow(
      /^The configuration has 2 errors:\n {2}- PORT: .*\n {2}- GRAPHIQL: .*\nSee docs\/configuration\.md\.$/,
    );
    expect(() => readConfig({ PORT: 'x' })).toThrow(
      /^The configuration has an error:\n {2}- PORT: .*\nSee docs\/configuration\.md\.$/,
    );
  });

  it('without the value of a secret', () => {
    expect(problemsOf({ AUTH_SECRET: 'hunter2', DATABASE_URL: 'mysql://u:hunter2@db' }).join()).not.toContain(
      'hunter2',
    );
  });
});

it('says of every variable what it means', () => {
  const all = [...settings.values()].flat();
  expect(all.length).toBeGreaterThan(45);
  expect(all.filter(({ meaning }) => meaning === '')).toEqual([]);
});
