import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { fault } from '../../schema/faults.js';
import { momentAt, momentNow } from '../operations/as-of.js';
import type { Moment } from '../operations/as-of.js';

/** A moment of the log, in the graph. */
export const MomentObject = builder
  .objectRef<Moment>('LogMoment')
  .implement({
    description: 'The moment that an answer is about: what the log had by then has happened, and nothing else.',
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: 'The time; lateness is judged by its day in each unit.' }),
      position: t.exposeInt('position', { description: 'Position of the newest event by then; 0 before the first.' }),
    }),
  });

/** The moment that a caller asks for: the time given, or now. Refuses times to come. */
export async function momentOf(context: Context, asOf: Date | null | undefined): Promise<Moment> {
  const { organizationId } = await context.actor();
  const { prisma } = context.services.database;
  const now = context.services.clock();
  if (!asOf) return momentNow(prisma, organizationId, now);
  if (asOf > now) throw fault('BAD_USER_INPUT', 'asOf must not be in the future.');
  const moment = await momentAt(prisma, organizationId, asOf);
  if (!moment) throw fault('BAD_USER_INPUT', 'The log of that time has been archived: ask for a later time.');
  return moment;
}

/** Text of the argument that asks for a moment. */
export const AS_OF = 'How it was at this time, by the log. Default: now. Not in the future.';
