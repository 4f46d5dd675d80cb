import { encodeGlobalId } from '../../ids.js';
import { EVENT_SERVICES, eventSignIn } from '../../log/event.js';
import type { EventService, EventSignIn } from '../../log/event.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { EventInterface } from '../../schema/event.js';
import { eventList } from '../../schema/event-list.js';
import { recordEvents } from '../../schema/record-events.js';
import { recordField } from '../../schema/record-field.js';
import {
  erasureEvents,
  groupEvents,
  groupMappingEvents,
  groupMemberEvents,
  issuerEvents,
  organizationEvents,
  personEvents,
  unitEvents,
  unitLeadEvents,
} from '../events.js';
import type { ErasedPlaces } from '../operations/erasing.js';
import { Group } from './group.js';
import { Issuer } from './issuer.js';
import { Person } from './person.js';
import { Unit } from './unit.js';
import { Organization } from './viewer.js';

builder.interfaceField(EventInterface, 'actor', (t) =>
  recordField(t, {
    type: Person,
    description: 'Who caused it; null if Uplift did, as `via` says.',
    id: ({ actorId }) => actorId,
  }),
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

const EventServiceEnum = builder.enumType('EventService', {
  description: 'What of Uplift causes events by itself, where no person and no service account does.',
  values: {
    SIGN_IN: { description: 'The sign-in at the identity provider: it adds people at their first sign-in.' },
    CALENDAR: { description: 'The calendar: it tells which days begin, and what becomes late by that.' },
  } satisfies Record<EventService, object>,
});

const EventVia = builder
  .objectRef<Via | EventService>('EventVia')
  .implement({
    description: 'With which API token somebody caused an event, or what of Uplift did it by itself.',
    fields: (t) => ({
      service: t.field({
        type: EventServiceEnum,
        nullable: true,
        description: 'What of Uplift caused it, which has no actor then; null where a token did.',
        resolve: (via) => (typeof via === 'string' ? via : null),
      }),
      tokenId: t.id({
        nullable: true,
        description: 'Id of the token, which its person and administrators see; null where it was none.',
        resolve: (via) => (typeof via === 'string' ? null : encodeGlobalId('Token', via.tokenId)),
      }),
      name: t.string({
        nullable: true,
        description:
          'Name of the token; null where it was none, and in a copy of an organization, which has no tokens.',
        resolve: (via, _args, context) => (typeof via === 'string' ? null : tokenNames(context).load(via)),
      }),
    }),
  });

builder.interfaceField(EventInterface, 'via', (t) =>
  t.field({
    type: EventVia,
    nullable: true,
    description:
      'The API token with which the actor caused it, or what of Uplift did it by itself; null if the actor did it by themselves.',
    resolve({ organizationId, viaTokenId, viaService }) {
      const service = EVENT_SERVICES.find((each) => each === viaService);
      return service ?? (viaTokenId === null ? null : { organizationId, tokenId: viaTokenId });
    },
  }),
);

const EventSignInObject = builder
  .objectRef<EventSignIn>('EventSignIn')
  .implement({
    description: 'The fresh sign-in that stands behind an event.',
    fields: (t) => ({
      at: t.field({
        type: 'DateTime',
        description: 'When the actor proved who they are: to their identity provider, by a link or in the demo.',
        resolve: ({ at }) => new Date(at),
      }),
      acr: t.exposeString('acr', {
        nullable: true,
        description: 'The class of this authentication (`acr`), as the identity provider names it; null for none.',
      }),
    }),
  });

builder.interfaceField(EventInterface, 'signIn', (t) =>
  t.field({
    type: EventSignInObject,
    nullable: true,
    description:
      'The fresh sign-in for which the organization asked before the mutation that caused it; null where it asked for none.',
    resolve: ({ signIn }) => eventSignIn(signIn),
  }),
);

builder.interfaceField(EventInterface, 'unit', (t) =>
  recordField(t, { type: Unit, description: 'The unit concerned, as it is now.', id: ({ unitId }) => unitId }),
);

recordEvents(unitEvents, { record: ['unit', Unit] });
recordEvents(personEvents, { record: ['person', Person] });
recordEvents(groupEvents, { record: ['group', Group] });
recordEvents(groupMappingEvents, { record: ['group', Group] });

for (const type of recordEvents(groupMemberEvents, { record: ['group', Group] })) {
  builder.objectField(type, 'person', (t) =>
    recordField(t, {
      type: Person,
      description: 'The person whose membership was added or removed.',
      id: ({ before, after }) => memberIn(after) ?? memberIn(before),
    }),
  );
}
recordEvents(issuerEvents, { record: ['issuer', Issuer] });
recordEvents(organizationEvents, { record: ['organization', Organization] });

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

function memberIn(fields: unknown): string | null {
  const { member } = (fields ?? {}) as { member?: { personId: string } | null };
  return member?.personId ?? null;
}

function leadsIn(fields: unknown): readonly string[] {
  return (fields as { leads: readonly string[] }).leads;
}
