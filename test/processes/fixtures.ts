import { randomUUID } from 'node:crypto';
import type { App } from '../../src/server/app.js';
import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import { day, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');
const times = { createdAt: now, updatedAt: now };

/** A version of a defined process of a test, with its process. */
export interface PutVersion extends Put {
  readonly label: string;
  readonly process: Put;
}

/** Puts the next version of a unit's defined process into the database, and the process where there is none. */
export async function putProcessVersion(
  app: App,
  { id: organizationId }: TestOrganization,
  unitId: string,
  label: string = randomUUID(),
): Promise<PutVersion> {
  const { prisma } = app.services.database;
  const process = await prisma.definedProcess.upsert({
    where: { unitId },
    create: { organizationId, unitId, title: 'Our way', ...times },
    update: {},
  });
  const number = (await prisma.processVersion.count({ where: { processId: process.id } })) + 1;
  const { id } = await prisma.processVersion.create({
    data: { organizationId, processId: process.id, number, label, issuedOn: day('2026-01-10'), createdAt: now },
  });
  return {
    id,
    globalId: encodeGlobalId('ProcessVersion', id),
    label,
    process: { id: process.id, globalId: encodeGlobalId('DefinedProcess', process.id) },
  };
}

/** Puts a request for a waiver in the led unit into the database, or whatever the values make of it. */
export async function putTailoring(
  app: App,
  { id: organizationId, ledUnit }: TestOrganization,
  values: Partial<Prisma.TailoringUncheckedCreateInput> = {},
): Promise<Put> {
  const { id } = await app.services.database.prisma.tailoring.create({
    data: {
      organizationId,
      unitId: ledUnit.id,
      state: 'WAIVER_REQUESTED',
      waiver: 'The contract forbids it.',
      improvementId: values.improvementId ?? (await putImprovement(app, organizationId)).id,
      ...times,
      ...values,
    },
  });
  return { id, globalId: encodeGlobalId('Tailoring', id) };
}
