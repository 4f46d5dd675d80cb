import { encodeCursor } from '../log/cursor.js';
import type { GraphQLSchema } from 'graphql';
import type { FieldValues, LoggedEvent, NewEvent } from '../log/event.js';
import { loggedEvent, readHead, SECRETS } from '../log/event-log.js';
import { batchLoader } from './batch-loader.js';
import { builder, isNodeType } from './builder.js';
import type { Context } from './context.js';
import { encodeGlobalId } from '../ids.js';
import { isViewerDependent } from './sharing.js';
import { FieldChange, fieldChanges } from './field-change.js';

/** An event with the epoch of its log, where known, for its cursor where it has no hash. */
export type EventSource = LoggedEvent & { readonly epoch?: string };

/** Epoch of an organization's log, by the organization's id. */
const epochOf = batchLoader<string, string>((organizationIds, { database }) =>
  Promise.all(organizationIds.map(async (id) => (await readHead(database.prisma, id))?.epoch ?? '')),
);

/** What all events have in common. Features add what the event is about, and the types of event. */
export const EventInterface = builder.interfaceRef<EventSource>('Event');

EventInterface.implement({
  description:
    "An entry of your organization's log: one change, as it was committed. The log is the audit trail and the source of " +
    'live subscriptions.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: typeOf,
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Position in the log: 1, 2, 3 … without gaps.' }),
    cursor: t.field({
      type: 'LogCursor',
      description: 'Cursor of this event: pass it as `after` to resume behind it.',
      resolve: async (event, _args, context) =>
        encodeCursor({
          epoch: event.hash ? '' : (event.epoch ?? (await epochOf(context).load(event.organizationId))),
          position: event.position,
          hash: event.hash,
        }),
    }),
    occurredAt: t.expose('occurredAt', {
      type: 'DateTime',
      description: 'When it was committed; never earlier than the previous event.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'The note or reason that the actor gave.' }),
    record: t.node({
      description:
        'The record that changed, as it is now. Null for the process model, a Reset, and lessons: access to those is restricted, so read them through `review`.',
      id: ({ recordType, recordId }, _args, _context, { schema }) =>
        isNodeType(schema, recordType) && !isViewerDependent(schema, recordType)
          ? encodeGlobalId(recordType, recordId)
          : null,
    }),
    recordVersion: t.exposeInt('recordVersion', { description: 'Version of the changed record after the change.' }),
    changes: t.field({
      type: [FieldChange],
      description:
        'The fields that changed; all fields if the record is new. Fields with restricted access are omitted.',
      resolve: (event, _args, _context, { schema }) => changesOf(schema, event),
    }),
  }),
});

/** The changes of an event that every member may see. */
export function changesOf(
  schema: GraphQLSchema,
  { type, recordType, before, after }: Pick<NewEvent, 'type' | 'recordType'> & { before?: unknown; after: unknown },
) {
  const confidential = confidentialFields.get(type) ?? [];
  const changes = fieldChanges(schema, recordType, (before ?? null) as FieldValues | null, after as FieldValues);
  return changes.filter(({ field }) => !confidential.includes(field));
}

const knownTypes = new Set<string>();

/** Fields of records, by the type of event, that not every member may read: the graph's events never show them. */
const confidentialFields = new Map<string, readonly string[]>();

/** The types of event to filter by, by their name in the graph. Every feature adds its own, also those downstream. */
export const eventTypes: Record<string, string> = {};
const eventTypeValues: Record<string, { description: string }> = {};

/**
 * Adds a type of event to the schema; more fields can be added to what it returns. `confidential` are the fields that not
 * every member may read. Hazard: the log is for all members, and one execution serves many of them.
 */
export function eventType(name: string, description: string, confidential: readonly string[] = []) {
  confidentialFields.set(name, confidential);
  const value = constantCase(name);
  eventTypes[value] = name;
  eventTypeValues[value] = { description };
  return eventObject(name, description);
}

/** Defines the enum of the types of event, once every feature has added its own. */
export function defineEventTypes(): void {
  builder.enumType(eventTypes, { name: 'EventType', description: 'What happened.', values: eventTypeValues });
}

function eventObject(name: string, description: string) {
  knownTypes.add(name);
  return builder.node(builder.objectRef<EventSource>(name), {
    description,
    interfaces: [EventInterface],
    // A Reset has the position of an event, and must not pass for it in a cache: the type is part of a global id.
    id: { resolve: ({ organizationId, position }) => `${organizationId}:${position}`, description: 'Opaque id.' },
    loadOne: async (id, context) => {
      const event = await findEvent(id, context);
      return event && typeOf(event) === name ? event : null;
    },
  });
}

/** The event with an id, in the reader's organization; null where there is none, or where it was archived. */
async function findEvent(id: string, context: Context): Promise<EventSource | null> {
  const [, organizationId, position] = /^(.+):([1-9]\d{0,8})$/.exec(id) ?? [];
  if (organizationId !== context.organizationId()) return null;
  const event = await context.services.database.prisma.event.findUnique({
    where: { organizationId_position: { organizationId, position: Number(position) } },
    omit: SECRETS,
  });
  return event && loggedEvent(event);
}

/** Name of the type of an event in the graph. */
function typeOf({ type }: EventSource): string {
  return knownTypes.has(type) ? type : 'OtherEvent';
}

eventObject('Reset', 'The events after your cursor are no longer available. Refetch, then resume from this cursor.');
eventObject('OtherEvent', 'An event of a type that this version of the server does not know.');

function constantCase(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
