import { randomBytes } from 'node:crypto';
import { ROLES } from '../../src/auth/permissions.js';
import { signToken } from '../../src/auth/tokens.js';
import type { Clock } from '../../src/clock.js';
import { openMemoryDatabase } from '../../src/database/embedded.js';
import { openServerDatabase } from '../../src/database/server.js';
import { DEFAULT_PREFIX, namespaceOf } from '../../src/database/installation.js';
import type { Database } from '../../src/database/database.js';
import type { SessionTimeouts } from '../../src/database/server.js';
import type { Role } from '../../src/generated/prisma/enums.js';
import { encodeGlobalId } from '../../src/ids.js';
import { openBus } from '../../src/live/open-bus.js';
import { createLogger } from '../../src/logger.js';
import { createOrganization } from '../../src/organization/operations/organization.js';
import { schema } from '../../src/graph/schema.js';
import { createApp } from '../../src/server/app.js';
import type { App, AppParts } from '../../src/server/app.js';

/** The secret of all tokens in tests. */
export const SECRET = 'a secret of 32 characters or more, for tests';

/** In milliseconds. */
export const HOUR = 3_600_000;

/** What a test asks of a server. */
export interface TestAppOptions {
  /** A Postgres database; without it, one in memory. */
  readonly databaseUrl?: string | undefined;
  readonly timeouts?: SessionTimeouts | undefined;
  readonly redisUrl?: string;
  readonly redisPrefix?: string;
  readonly clock?: Clock;
  /** Parts to use instead of the usual ones. A database given here is not closed by a stop. */
  readonly parts?: Partial<AppParts>;
}

/** A server under test. */
export interface TestApp extends App {
  readonly url: string;
  /** SQL statements since the last call of `forgetStatements`, but for what it looks for by itself. */
  readonly statements: readonly string[];
  forgetStatements(): void;
}

/** The server looks for a newer catalog once a second, and for webhooks to send, whoever asks or not. */
const isPoll = (sql: string): boolean =>
  /"checksum" FROM "public"\."CatalogImport"|UPDATE "Webhook" |"Webhook"\."senderId" = /.test(sql);

/** What the databases of tests were asked, by their clients: servers that share a database say the same. */
const statementsOf = new WeakMap<Database['prisma'], string[]>();

const createTestLogger = () => createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent');

/** Opens a database whose statements are noted: the given one of Postgres, or an empty one in memory. */
export async function openTestDatabase({
  databaseUrl,
  timeouts = { lock: 5_000, statement: 15_000, idleInTransaction: 10_000 },
}: Pick<TestAppOptions, 'databaseUrl' | 'timeouts'> = {}): Promise<Database> {
  const statements: string[] = [];
  const note = (sql: string): void => void (isPoll(sql) || statements.push(sql));
  const database = databaseUrl
    ? await openServerDatabase(databaseUrl, 10, createTestLogger(), note, timeouts)
    : await openMemoryDatabase(note);
  statementsOf.set(database.prisma, statements);
  return database;
}

/** Starts a server on a free port. Several may share a database, and a Redis. */
export async function startApp({
  databaseUrl,
  timeouts,
  redisUrl,
  redisPrefix = DEFAULT_PREFIX,
  clock,
  parts = {},
}: TestAppOptions = {}): Promise<TestApp> {
  const logger = createTestLogger();
  const database = parts.database
    ? { ...parts.database, close: async () => undefined }
    : await openTestDatabase({ databaseUrl, timeouts });
  const app = await createApp({
    schema,
    bus: await openBus({ redisUrl, redisPrefix }, database, logger),
    logger,
    clock: clock ?? database.clock.now,
    trust: { kind: 'secret', secret: SECRET },
    anonymous: null,
    host: '127.0.0.1',
    port: 0,
    signIn: { limits: { maxIdle: 12 * HOUR, maxAge: 168 * HOUR } },
    allowedOrigins: ['https://allowed.example'],
    graphiql: true,
    dashboard: false,
    drainTimeout: 500,
    replay: { maxEvents: 100_000, maxAge: 604_800_000 },
    tellsDays: false,
    ...parts,
    database,
  });
  const url = await app.start();
  const statements = statementsOf.get(database.prisma) ?? [];
  return { ...app, url, statements, forgetStatements: () => void (statements.length = 0) };
}

/** The channel of Redis on which the servers of a database tell one another. */
export async function channelOf({ services: { database } }: TestApp): Promise<string> {
  return `${await namespaceOf(DEFAULT_PREFIX, database)}:hints`;
}

/** Somebody of a test's organization. */
export interface TestPerson {
  /** Database id. */
  readonly id: string;
  /** Global id. */
  readonly globalId: string;
  /** What they send as `Authorization`. */
  readonly bearer: string;
}

/** An organization of a test: somebody of each role, and two projects of which the project lead leads the first. */
export interface TestOrganization {
  readonly id: string;
  readonly slug: string;
  readonly people: Readonly<Record<Role, TestPerson>>;
  /** A second project lead, who leads no unit. */
  readonly otherLead: TestPerson;
  readonly ledUnit: { readonly id: string; readonly globalId: string };
  readonly otherUnit: { readonly id: string; readonly globalId: string };
}

/** Sets up an organization directly in the database (events of it: one), with a slug of its own unless given. */
export async function createTestOrganization(
  app: App,
  slug = `org-${randomBytes(4).toString('hex')}`,
): Promise<TestOrganization> {
  const { database, clock } = app.services;
  const now = clock();
  const { organization, administrator } = await createOrganization(database, clock, {
    slug,
    name: `Organization ${slug}`,
    administrator: { name: 'Ada ADMINISTRATOR', subject: `${slug}-ADMINISTRATOR` },
  });
  const person = async (id: string, subject: string): Promise<TestPerson> => ({
    id,
    globalId: encodeGlobalId('Person', id),
    bearer: `Bearer ${await signToken(SECRET, subject, slug, '1h')}`,
  });
  const add = async (role: Role, subject: string): Promise<TestPerson> => {
    const { id } = await database.prisma.person.create({
      data: {
        organizationId: organization.id,
        name: `Person ${subject}`,
        subject,
        role,
        createdAt: now,
        updatedAt: now,
      },
    });
    return person(id, subject);
  };
  const unit = async (name: string, leads: string[]) => {
    const { id } = await database.prisma.unit.create({
      data: {
        organizationId: organization.id,
        kind: 'PROJECT',
        name,
        createdAt: now,
        updatedAt: now,
        leads: { create: leads.map((personId) => ({ personId })) },
      },
    });
    return { id, globalId: encodeGlobalId('Unit', id) };
  };
  const people = { ADMINISTRATOR: await person(administrator.id, `${slug}-ADMINISTRATOR`) } as Record<Role, TestPerson>;
  for (const role of ROLES) if (role !== 'ADMINISTRATOR') people[role] = await add(role, `${slug}-${role}`);
  return {
    id: organization.id,
    slug,
    people,
    otherLead: await add('PROJECT_LEAD', `${slug}-other-lead`),
    ledUnit: await unit('Led project', [people.PROJECT_LEAD.id]),
    otherUnit: await unit('Other project', []),
  };
}
