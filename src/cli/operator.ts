import { findActor } from '../auth/actor.js';
import type { Actor } from '../auth/actor.js';
import type { Database } from '../database/database.js';
import { UsageError } from './failures.js';

/** The person as whom an operator acts: what they may do, the operator may. */
export async function actorAs({ prisma }: Database, organization: string, subject: string): Promise<Actor> {
  const actor = await findActor(prisma, subject, organization);
  if (!actor) throw new UsageError(`${organization} has no active person with the subject ${subject}.`);
  return actor;
}
