import type { App } from '../../src/server/app.js';
import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import { day, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');
const times = { createdAt: now, updatedAt: now };

/** A training item of a test. */
export interface PutItem extends Put {
  readonly improvement: Put;
  /** The version in use. */
  readonly publishedId: string;
}

/** Puts a training item into the database, with a version in use and another one in the making; no event tells of it. */
export async function putTrainingItem(
  app: App,
  { id: organizationId, people }: TestOrganization,
  values: Partial<Prisma.TrainingItemUncheckedCreateInput> = {},
): Promise<PutItem> {
  const improvement = values.improvementId
    ? { id: values.improvementId, globalId: encodeGlobalId('Improvement', values.improvementId) }
    : await putImprovement(app, organizationId);
  const version = (number: number, publishedAt: Date | null) => ({
    number,
    publishedAt,
    text: 'What to do.',
    writtenById: people.DEPLOYMENT_LEAD.id,
    createdAt: now,
  });
  const { id, versions } = await app.services.database.prisma.trainingItem.create({
    data: {
      organizationId,
      improvementId: improvement.id,
      kind: 'TRAINING',
      title: 'Peer reviews',
      audience: 'Reviewers',
      assetChange: 'Review procedure',
      state: 'PUBLISHED',
      ...times,
      ...values,
      versions: { create: [version(1, now), version(2, null)] },
    },
    include: { versions: { orderBy: { number: 'asc' } } },
  });
  return { id, globalId: encodeGlobalId('TrainingItem', id), improvement, publishedId: versions[0]?.id ?? '' };
}

/** Puts a delivery of a training item in the led unit into the database, with one attendee. */
export async function putDelivery(app: App, organization: TestOrganization, item?: PutItem): Promise<Put> {
  const { id: itemId, publishedId } = item ?? (await putTrainingItem(app, organization));
  const { id } = await app.services.database.prisma.trainingDelivery.create({
    data: {
      organizationId: organization.id,
      itemId,
      versionId: publishedId,
      unitId: organization.ledUnit.id,
      deliveredOn: day('2026-01-16'),
      trainer: 'Tina',
      headCount: 3,
      ...times,
      attendees: { create: { personId: organization.people.VIEWER.id } },
    },
  });
  return { id, globalId: encodeGlobalId('TrainingDelivery', id) };
}

/** Puts a waiver of a training item for the led unit into the database. */
export async function putWaiver(app: App, organization: TestOrganization, item?: PutItem): Promise<Put> {
  const { id: itemId } = item ?? (await putTrainingItem(app, organization));
  const { id } = await app.services.database.prisma.trainingWaiver.create({
    data: {
      organizationId: organization.id,
      itemId,
      unitId: organization.ledUnit.id,
      reason: 'They wrote it.',
      acceptedById: organization.people.SPONSOR.id,
      ...times,
    },
  });
  return { id, globalId: encodeGlobalId('TrainingWaiver', id) };
}
