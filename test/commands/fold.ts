import { expect } from 'vitest';
import type { App } from '../../src/server/app.js';
import type { Event } from '../../src/generated/prisma/client.js';

/** Fields that tell what an event adds, not all that there is. */
const ADDED: readonly string[] = ['superseded'];

/** A record as its events tell it; what each says was there before must be what the earlier ones told. */
export function fold(events: readonly Event[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [index, { before, after, recordVersion }] of events.entries()) {
    expect(recordVersion).toBe(index + 1);
    const fields = after as Record<string, unknown>;
    if (index > 0) {
      const known = Object.keys(fields).filter((field) => !ADDED.includes(field));
      expect(before).toEqual(Object.fromEntries(known.map((field) => [field, record[field]])));
    }
    Object.assign(record, fields, { version: recordVersion });
  }
  for (const field of ['updatedAt', ...ADDED]) delete record[field];
  return record;
}

/** A row as JSON, without the time of its last change, which events tell by their own. */
export const json = (value: object): unknown =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'updatedAt' ? undefined : each)));

/** The events of a record, oldest first. */
export const told = async (app: App, recordId: string): Promise<Event[]> =>
  app.services.database.prisma.event.findMany({ where: { recordId }, orderBy: { position: 'asc' } });
