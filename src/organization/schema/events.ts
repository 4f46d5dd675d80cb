import { encodeGlobalId } from '../../ids.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { EventInterface } from '../../schema/event.js';
import { eventList } from '../../schema/event-list.js';
import { recordEvents } from '../../schema/record-events.js';
import { recordField } from '../../schema/record-field.js';
import { erasureEvents, personEvents, unitEvents, unitLeadEvents } from '../events.js';
import type { ErasedPlaces } from '../operations/erasing.js';
import { Person } from './person.js';
import { Unit } from './unit.js';

builder.interfaceField(EventInterface, 'actor', (t) =>
  recordField(t, { type: Person, description: 'Who caused it; null if the system did.', id: ({ actorId }) => actorId }),
);

/** Names of tokens, by the ids of their organization and their own. Only the name: not everyone sees the rest of a token. */
const tokenNames = batchLoader<Via, string | null, string>(
  async (wanted, { database }) => {
    const ids = wanted.map(({ tokenId }) => tokenId);
    const found = await database.prisma.token.findMany({
      where: { id: { in: ids }, organizationId: { in: wanted.map(({ organizationId }) => organizationId) } },
      select: { id: true, organizationId: true, name: true },
    });
    const names = new Map(found.map(({ name, ...token }) => [keyOf({ ...token, tokenId: token.id }), name]));
    return wanted.map((via) => names.get(keyOf(via)) ?? null);
  },
  (via) => keyOf(via),
);

/** A token that caused an event. */
interface Via {
  readonly organizationId: string;
  readonly tokenId: string;
}

function keyOf({ organizationId, tokenId }: Via): string {
  return `${organizationId} ${tokenId}`;
}

const EventVia = builder
  .objectRef<Via>('EventVia')
  .implement({
    description: 'The API token with which somebody caused an event.',
    fields: (t) => ({
      tokenId: t.id({
        description: 'Id of the token, which its person and administrators see.',
        resolve: ({ tokenId }) => encodeGlobalId('Token', tokenId),
      }),
      name: t.string({
        nullable: true,
        description: 'Name of the token; null in a copy of an organization, which has no tokens.',
        resolve: (via, _args, context) => tokenNames(context).load(via),
      }),
    }),
  });

builder.interfaceField(EventInterface, 'via', (t) =>
  t.field({
    type: EventVia,
    nullable: true,
    description: 'The API token with which the actor caused it; null if they did it by themselves.',
    resolve: ({ organizationId, viaTokenId }) => (viaTokenId === null ? null : { organizationId, tokenId: viaTokenId }),
  }),
);

builder.interfaceField(EventInterface, 'unit', (t) =>
  recordField(t, { type: Unit, description: 'The unit concerned, as it is now.', id: ({ unitId }) => unitId }),
);

recordEvents(unitEvents, { record: ['unit', Unit] });
recordEvents(personEvents, { record: ['person', Person] });

for (const type of recordEvents(unitLeadEvents, { record: ['unit', Unit] })) {
  builder.objectField(type, 'person', (t) =>
    recordField(t, {
      type: Person,
      description: 'The person who became a lead or is no longer one; null for a person who was already a lead.',
      id: ({ before, after }) => {
        const [earlier, later] = [leadsIn(before), leadsIn(after)];
        return [...earlier, ...later].find((id) => earlier.includes(id) !== later.includes(id)) ?? null;
      },
    }),
  );
}

const ErasedPlacesObject = builder
  .objectRef<ErasedPlaces>('ErasedPlaces')
  .implement({
    description: 'How many texts of one kind were erased.',
    fields: (t) => ({
      table: t.exposeString('table', { description: 'The table that had them, such as Event.' }),
      kind: t.exposeString('kind', {
        description:
          'What had them: a field of the person, a type of event, a command whose outcome is kept for a key, or a session.',
      }),
      count: t.exposeInt('count', { description: 'How many.' }),
    }),
  });

for (const type of recordEvents(erasureEvents, { record: ['person', Person] })) {
  builder.objectField(type, 'places', (t) =>
    t.field({
      type: [ErasedPlacesObject],
      description: 'Where texts were erased, by table and kind.',
      resolve: ({ after }) => [...placesIn(after)],
    }),
  );
}

builder.prismaObjectField(Unit, 'events', (t) =>
  eventList(t, {
    description: 'Its history: the events about it and in it.',
    of: ({ id }) => ({ column: 'unitId', id }),
  }),
);

builder.prismaObjectField(Person, 'events', (t) =>
  eventList(t, {
    description: 'What they did: the events that they caused, not those about them.',
    of: ({ id }) => ({ column: 'actorId', id }),
  }),
);

function placesIn(fields: unknown): readonly ErasedPlaces[] {
  return (fields as { places: readonly ErasedPlaces[] }).places;
}

function leadsIn(fields: unknown): readonly string[] {
  return (fields as { leads: readonly string[] }).leads;
}
