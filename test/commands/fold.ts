import { expect } from 'vitest';
import type { Event } from '../../src/generated/prisma/client.js';

/** A record as its events tell it; what each says was there before must be what the earlier ones told. */
export function fold(events: readonly Event[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [index, { before, after, recordVersion }] of events.entries()) {
    expect(recordVersion).toBe(index + 1);
    const fields = after as Record<string, unknown>;
    if (index > 0) {
      expect(before).toEqual(Object.fromEntries(Object.keys(fields).map((field) => [field, record[field]])));
    }
    Object.assign(record, fields, { version: recordVersion });
  }
  delete record['updatedAt'];
  return record;
}

/** A row as JSON, without when it was last changed: events do not tell that apart. */
export const json = (value: object): unknown =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'updatedAt' ? undefined : each)));
