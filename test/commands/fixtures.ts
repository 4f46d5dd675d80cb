import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/database/database.js';
import type { Prisma, Role } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import type { App } from '../../src/server/app.js';

/** A record of a test, under its ids. */
export interface Put {
  readonly id: string;
  readonly globalId: string;
}

const now = new Date('2026-01-15T12:00:00.000Z');
const times = { createdAt: now, updatedAt: now };

/** Day of a date in a fixture. */
export const day = (date: string): Date => new Date(`${date}T00:00:00.000Z`);

const put = (typename: string, { id }: { id: string }): Put => ({ id, globalId: encodeGlobalId(typename, id) });

/** Puts an improvement into the database, in any state; no event tells of it. */
export async function putImprovement(
  app: App,
  organizationId: string,
  values: Partial<Prisma.ImprovementUncheckedCreateInput> = {},
): Promise<Put> {
  const data: Prisma.ImprovementUncheckedCreateInput = {
    organizationId,
    title: `Improvement ${randomUUID()}`,
    description: 'What it is for.',
    kind: 'PROCESS',
    scale: 'INCREMENTAL',
    origin: 'SUGGESTION',
    practices: ['OPM SP 3.2'],
    state: 'DEPLOYING',
    ...times,
    ...values,
  };
  return put('Improvement', await prisma(app).improvement.create({ data }));
}

/** Puts a deployment into the database, in any state, of an improvement that is being deployed unless one is given. */
export async function putDeployment(
  app: App,
  organizationId: string,
  unitId: string,
  values: Partial<Prisma.DeploymentUncheckedCreateInput> = {},
): Promise<Put> {
  const data: Prisma.DeploymentUncheckedCreateInput = {
    organizationId,
    unitId,
    improvementId: values.improvementId ?? (await putImprovement(app, organizationId)).id,
    plannedStart: day('2026-01-01'),
    plannedEnd: day('2026-03-01'),
    ...times,
    ...values,
  };
  return put('Deployment', await prisma(app).deployment.create({ data }));
}

/** Puts something in the way of a deployment; its global id. */
export async function putBlocker(app: App, deploymentId: string): Promise<string> {
  const data = { deploymentId, reason: 'The supplier has not agreed.', openedAt: now };
  return put('Blocker', await prisma(app).blocker.create({ data })).globalId;
}

/** Puts a unit into the database. */
export async function putUnit(app: App, organizationId: string, leads: readonly string[] = []): Promise<Put> {
  const unit = await prisma(app).unit.create({
    data: {
      organizationId,
      kind: 'PROJECT',
      name: `Project ${randomUUID()}`,
      ...times,
      leads: { create: leads.map((personId) => ({ personId })) },
    },
  });
  return put('Unit', unit);
}

/** Puts a person into the database. */
export async function putPerson(app: App, organizationId: string, role: Role, active = true): Promise<Put> {
  const name = `Person ${randomUUID()}`;
  return put(
    'Person',
    await prisma(app).person.create({ data: { organizationId, role, name, subject: name, active, ...times } }),
  );
}

/** Puts a group into the database, with members by hand and, where one is given, a role or a unit that it is mapped to. */
export async function putGroup(
  app: App,
  organizationId: string,
  { members = [], ...mapping }: { members?: readonly string[]; role?: Role; unitId?: string } = {},
): Promise<Put> {
  const personIds = members.map((personId) => ({ organizationId, personId, managedBy: 'HAND' as const, addedAt: now }));
  const data = {
    organizationId,
    name: `Group ${randomUUID()}`,
    ...times,
    members: { create: personIds },
    mappings: { create: Object.keys(mapping).length > 0 ? [{ organizationId, ...mapping, addedAt: now }] : [] },
  };
  return put('Group', await prisma(app).group.create({ data }));
}

/** Puts a service account with a role and an owner. */
export async function putServiceAccount(
  app: App,
  organizationId: string,
  role: Role,
  ownerId: string,
): Promise<Put & { subject: string }> {
  const subject = `service-account-${randomUUID()}`;
  const data = { organizationId, role, name: `Account ${subject}`, subject, ownerId, ...times };
  return { ...put('Person', await prisma(app).person.create({ data })), subject };
}

/** Everything in the database, a checksum a table, but that something was refused: what must not change where nothing is written. */
export async function everything(app: App): Promise<Record<string, string>> {
  const tables = await prisma(app).$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'AccessRecord', 'AccessLog')`;
  // The catalog is long to read, and its checksum tells as much.
  const from = (name: string): string =>
    name === 'CatalogImport' ? `(SELECT "number", "checksum" FROM "CatalogImport")` : `"${name}"`;
  // A sum does not depend on the order of the rows, and is much cheaper than to read and sort them here.
  const sums = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, COUNT(*) || ' ' || COALESCE(SUM(hashtextextended(t::text, 0)), 0) AS sum FROM ${from(name)} t`,
  );
  const all = await prisma(app).$queryRawUnsafe<{ name: string; sum: string }[]>(sums.join(' UNION ALL '));
  return Object.fromEntries(all.map(({ name, sum }) => [name, sum]));
}

function prisma(app: App): Database['prisma'] {
  return app.services.database.prisma;
}
