import { Prisma } from '../generated/prisma/client.js';
import type { LoggedEvent } from './event.js';

/** The column of an event that each condition of a filter is about. */
const COLUMNS = {
  types: 'type',
  actorIds: 'actorId',
  improvementIds: 'improvementId',
  planIds: 'planId',
  unitIds: 'unitId',
  deploymentIds: 'deploymentId',
} as const;

/** Which events are wanted: those with one of the values in each column. What is absent does not narrow it. */
export type EventFilter = { readonly [Name in keyof typeof COLUMNS]?: readonly string[] | undefined };

/** Whether an event is wanted. */
export function passes(event: LoggedEvent, filter: EventFilter): boolean {
  return conditionsOf(filter).every(([column, values]) => {
    const value = event[column];
    return value !== null && values.includes(value);
  });
}

/** The same as conditions in SQL, over events `d`. */
export function filterSql(filter: EventFilter): Prisma.Sql[] {
  return conditionsOf(filter).map(([column, values]) => {
    const type = Prisma.raw(column === 'type' ? 'text[]' : 'uuid[]');
    return Prisma.sql`d.${Prisma.raw(`"${column}"`)} = ANY(${[...values]}::${type})`;
  });
}

function conditionsOf(filter: EventFilter) {
  return Object.entries(COLUMNS).flatMap(([name, column]) => {
    const values = filter[name as keyof EventFilter];
    return values ? [[column, values] as const] : [];
  });
}
