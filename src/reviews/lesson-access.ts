import type { Actor } from '../auth/actor.js';
import { includesRole } from '../auth/permissions.js';
import type { Prisma } from '../generated/prisma/client.js';

/** Fields of records, by the type of event, that not every member may read: the words of lessons are read from their review. */
export const confidentialFields: Readonly<Record<string, readonly string[]>> = {
  LessonRecorded: ['text'],
  LessonRevised: ['text'],
};

/**
 * The one rule of who reads which lessons: deployment leads, sponsors and administrators read all; the leads of a unit
 * read those of the unit; every member reads those of a review that is shared. Lessons are not for judging people.
 */
export function readableLessons({ role, leads }: Pick<Actor, 'role' | 'leads'>): Prisma.LessonWhereInput {
  if (includesRole(role, 'DEPLOYMENT_LEAD')) return {};
  return { OR: [{ review: { state: 'SHARED' } }, { unitId: { in: [...leads] } }] };
}
