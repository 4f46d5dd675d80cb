import { Prisma } from '../generated/prisma/client.js';
import { invalidInput, notFound } from '../user-error.js';
import type { UnitOfWork } from './unit-of-work.js';

/** A record by the field that leads to it, and its id. */
export interface Subject<Field extends string> {
  readonly field: Field;
  readonly id: string;
}

/** The record that something is about, by the one of some fields that is given. Refuses none, and more than one. */
export function demandOneRecord<Field extends string>(
  fields: readonly Field[],
  ids: Readonly<Record<Field, string | null>>,
): Subject<Field> {
  const given = fields.flatMap((field) => {
    const id = ids[field];
    return id === null ? [] : [{ field, id }];
  });
  const [only, another] = given;
  if (!only) throw invalidInput([{ path: '', message: `Give the record: one of ${fields.join(', ')}.` }]);
  if (another)
    throw invalidInput([{ path: another.field, message: `Give one record: ${only.field} is there already.` }]);
  return only;
}

/** Finds a record in the actor's organization and locks it: of two who add something to it at once, one has to wait. */
export async function lockRecord({ db, actor }: UnitOfWork, table: string, id: string): Promise<void> {
  const [found] = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM ${Prisma.raw(`"${table}"`)}
     WHERE "id" = ${id}::uuid AND "organizationId" = ${actor.organizationId}::uuid FOR NO KEY UPDATE`;
  if (!found) throw notFound(table);
}
