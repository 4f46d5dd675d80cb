import { BEGINNING } from '../../src/log/chain.js';
import { loggedEvent, SECRETS } from '../../src/log/event-log.js';
import type { LoggedEvent } from '../../src/log/event.js';
import { encodeCursor } from '../../src/log/cursor.js';
import type { Database } from '../../src/database/database.js';
import type { Delivery } from '../support/clients.js';

/** The subscription that histories are checked with: all that an event has of its own. */
export const EVENTS = `subscription Events($filter: EventFilter, $after: LogCursor) {
  events(filter: $filter, after: $after) { __typename position cursor occurredAt note recordVersion }
}`;

/** An organization's log, as it stands in the database. */
export interface Log {
  readonly epoch: string;
  readonly events: readonly LoggedEvent[];
}

/** Reads a whole log, past everything that is tested. */
export async function readWholeLog({ prisma }: Database, organizationId: string): Promise<Log> {
  const [head, events] = await Promise.all([
    prisma.eventLog.findUniqueOrThrow({ where: { organizationId } }),
    prisma.event.findMany({ where: { organizationId }, orderBy: { position: 'asc' }, omit: SECRETS }),
  ]);
  return { epoch: head.epoch, events: events.map(loggedEvent) };
}

/** The cursor of a place in a log, counted from its first event. */
export function cursorAt({ epoch, events }: Log, position: number): string {
  return encodeCursor({ epoch, position, hash: position === 0 ? BEGINNING : (events[position - 1]?.hash ?? null) });
}

/** What `EVENTS` delivers of a log, for the events that pass. */
export function expectedOf({ epoch, events }: Log, passes: (event: LoggedEvent) => boolean = () => true): Delivery[] {
  return events.filter(passes).map(({ type, position, occurredAt, note, recordVersion, hash }) => {
    const cursor = encodeCursor({ epoch, position, hash });
    return {
      data: {
        events: { __typename: type, position, cursor, occurredAt: occurredAt.toISOString(), note, recordVersion },
      },
      extensions: { cursor, position },
    };
  });
}

/** What is wrong with a log itself: nothing, for positions 1, 2, 3 … and times that never run backwards. */
export function flawsOfLog({ events }: Log): string[] {
  return events.flatMap((event, index) => {
    const before = events[index - 1];
    return [
      ...(event.position === index + 1 ? [] : [`position ${event.position} stands at place ${index + 1}`]),
      ...(before && event.occurredAt < before.occurredAt ? [`${event.position} is earlier than the one before`] : []),
    ];
  });
}

/** What is wrong with what a subscriber got: nothing, when it is what it should have got, in that order, each once. */
export function flawsOf(received: readonly Delivery[], expected: readonly Delivery[]): string[] {
  const flaws: string[] = [];
  const due = new Map(expected.map((delivery) => [positionOf(delivery), JSON.stringify(delivery)]));
  const seen = new Set<number>();
  let last = 0;
  for (const delivery of received) {
    const position = positionOf(delivery);
    if (position === undefined) {
      flaws.push(`no position: ${JSON.stringify(delivery)}`);
      continue;
    }
    if (seen.has(position)) flaws.push(`${position} doubled`);
    else if (position < last) flaws.push(`${position} after ${last}`);
    const wanted = due.get(position);
    if (wanted === undefined) flaws.push(`${position} invented`);
    else if (JSON.stringify(delivery) !== wanted) flaws.push(`${JSON.stringify(delivery)} instead of ${wanted}`);
    seen.add(position);
    last = Math.max(last, position);
  }
  for (const position of due.keys()) if (position !== undefined && !seen.has(position)) flaws.push(`${position} lost`);
  return flaws.length > 20 ? [...flaws.slice(0, 20), `and ${flaws.length - 20} more`] : flaws;
}

function positionOf({ extensions }: Delivery): number | undefined {
  return extensions?.position;
}
