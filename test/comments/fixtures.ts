import type { Prisma } from '../../src/generated/prisma/client.js';
import { encodeGlobalId } from '../../src/ids.js';
import type { App } from '../../src/server/app.js';
import { putDeployment } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

const now = new Date('2026-01-15T12:00:00.000Z');

/** Puts a comment of a viewer on a deployment in the led unit into the database, in any state; no event tells of it. */
export async function putComment(
  app: App,
  { id: organizationId, ledUnit, people }: TestOrganization,
  values: Partial<Prisma.CommentUncheckedCreateInput> = {},
): Promise<Put> {
  const isElsewhere = Object.keys(values).some((field) => field.endsWith('Id') && !/author|inReplyTo|By/.test(field));
  const { id } = await app.services.database.prisma.comment.create({
    data: {
      organizationId,
      authorId: people.VIEWER.id,
      body: 'Who has the licenses?',
      createdAt: now,
      updatedAt: now,
      ...(isElsewhere ? {} : { deploymentId: (await putDeployment(app, organizationId, ledUnit.id)).id }),
      ...values,
    },
  });
  return { id, globalId: encodeGlobalId('Comment', id) };
}
