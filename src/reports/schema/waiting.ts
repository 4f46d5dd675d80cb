import { daysBetween } from '../../clock.js';
import { encodeGlobalId } from '../../ids.js';
import type { Person as PersonRow } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { watchedFields } from '../../deployments/schema/watched-fields.js';
import { watchState } from '../../deployments/schema/watching.js';
import type { WatchedState } from '../../deployments/schema/watching.js';
import { Person } from '../../organization/schema/person.js';
import { Unit } from '../../organization/schema/unit.js';
import { Viewer } from '../../organization/schema/viewer.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { readHead } from '../../log/event-log.js';
import { builder } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import { shareable } from '../../schema/sharing.js';
import { filterId, filterIds } from '../../schema/filter-ids.js';
import { computedList } from '../../schema/lists/fields.js';
import type { FieldBuilder } from '../../schema/lists/fields.js';
import { peopleFor, workerOf } from '../operations/responsible.js';
import { WAITING_KINDS } from '../operations/waiting-kinds.js';
import type { WaitingKind } from '../operations/waiting-kinds.js';
import { waiting, WAITING_KEYS } from '../operations/waiting.js';
import type { Waiting } from '../operations/waiting.js';
import type { Days } from '../../time/calendar.js';
import { concerned } from './concerned.js';

const WaitingKindEnum = builder.enumType('WaitingKind', {
  description: 'Why a record is waiting for a decision or an action.',
  values: Object.fromEntries(
    Object.entries(WAITING_KINDS).map(([kind, { description }]) => [kind, { value: kind as WaitingKind, description }]),
  ) as Record<WaitingKind, { value: WaitingKind; description: string }>,
});

const ResponsibleEnum = builder.enumType('Responsible', {
  description: 'For whom work is waiting.',
  values: {
    OWNER: { value: 'OWNER' as const, description: 'The owner of the record.' },
    UNIT_LEADS: { value: 'UNIT_LEADS' as const, description: 'The people who lead the unit.' },
    DEPLOYMENT_LEADS: {
      value: 'DEPLOYMENT_LEADS' as const,
      description: 'The deployment leads, or the people of the next higher role if there are none.',
    },
    SPONSORS: { value: 'SPONSORS' as const, description: 'The sponsors, or the administrators if there are none.' },
  },
});

type Item = Waiting & { readonly days: Days; readonly organizationId: string };

const people = batchLoader<Item, PersonRow[]>((items, { database }) =>
  peopleFor(database.prisma, items[0]?.organizationId ?? '', items),
);

const WaitingItem = builder
  .objectRef<Item>('WaitingItem')
  .implement({
    description: 'A record that is waiting for a decision or an action: for what, for whom, and since when.',
    fields: (t) => ({
      kind: t.expose('kind', { type: WaitingKindEnum, description: 'What it is waiting for.' }),
      record: t.node({
        description: 'The record that is waiting.',
        id: ({ recordType, recordId }) => encodeGlobalId(recordType, recordId),
      }),
      ...concerned(t),
      since: t.expose('since', { type: 'DateTime', description: 'When it began to wait.' }),
      ageDays: t.int({
        description: 'Days since then.',
        resolve: ({ since, unitId, days }) => Math.max(0, daysBetween(days.of(since, unitId), days.in(unitId))),
      }),
      dueOn: t.expose('dueOn', {
        type: 'Date',
        nullable: true,
        description: 'The day by which it is due; null if none is planned.',
      }),
      responsible: t.field({
        type: [ResponsibleEnum],
        description: 'For whom it is waiting.',
        resolve: ({ kind }) => [...WAITING_KINDS[kind].responsible],
      }),
      people: t.field({
        type: [Person],
        description: 'The people for whom it is waiting, at most 20; empty if there are none.',
        complexity: { field: 5, multiplier: 1 },
        resolve: (item, _args, context) => people(context).load(item),
      }),
      mutations: t.stringList({
        description: 'Names of the mutations that resolve it.',
        resolve: ({ kind }) => [...WAITING_KINDS[kind].commands],
      }),
    }),
  });

const WaitingItemFilter = builder.inputType('WaitingItemFilter', {
  description: 'Filters waiting work. Conditions are ANDed.',
  fields: (t) => ({
    kinds: t.field({ type: [WaitingKindEnum], description: 'Of any of these kinds.' }),
    improvementIds: t.idList({ description: 'About any of these improvements.' }),
    unitIds: t.idList({ description: 'About any of these units. Work about an improvement as a whole is omitted.' }),
    personId: t.id({ description: 'Waiting for this person.' }),
    dueBy: t.field({ type: 'Date', description: 'Due on or before this day. Work without a due day is omitted.' }),
  }),
});

/** What waiting work is narrowed to, by plain ids. */
interface Within {
  readonly unitId?: string | undefined;
  readonly improvementId?: string | undefined;
  readonly personId?: string | undefined;
}

/** A list of waiting work. `within` narrows it to the parent. */
function workList<Parent>(t: FieldBuilder<Parent>, description: string, within: (parent: Parent) => Within) {
  return computedList(t, {
    type: WaitingItem,
    description,
    args: { filter: t.arg({ type: WaitingItemFilter, description: 'Which work. Default: all.' }) },
    cost: 1_000,
    order: { name: 'WaitingItem', keys: WAITING_KEYS },
    valuesOf: ({ since, recordId, kind, unitId }) => [since, recordId, kind, unitId ?? ''],
    read: async (slice, parent, { filter }, context) => {
      const { organizationId } = await context.actor();
      const { unitId, improvementId, personId } = within(parent);
      const db = context.services.database.prisma;
      const asked = filterId(filter?.personId, 'Person');
      const [workerId] = narrowed(personId, asked === undefined ? undefined : [asked]) ?? [];
      const worker = workerId === undefined ? undefined : await workerOf(db, organizationId, workerId);
      if (!worker && (personId ?? asked) !== undefined) return { total: 0, items: [] };
      const days = await daysOf(context);
      const { items, total } = await waiting(
        db,
        organizationId,
        {
          kinds: filter?.kinds ?? undefined,
          improvementIds: narrowed(improvementId, filterIds(filter?.improvementIds, 'Improvement')),
          unitIds: narrowed(unitId, filterIds(filter?.unitIds, 'Unit')),
          dueBy: filter?.dueBy ?? undefined,
          worker,
        },
        days,
        slice,
      );
      return { total, items: items.map((item) => ({ ...item, organizationId, days })) };
    },
  });
}

/** What remains of the values that a filter gives below a parent with one of its own; undefined where neither narrows. */
function narrowed(own: string | undefined, given: readonly string[] | undefined): readonly string[] | undefined {
  if (own === undefined) return given;
  return given === undefined || given.includes(own) ? [own] : [];
}

builder.queryField('waitingWork', (t) =>
  workList(t, 'Records that are waiting for a decision or an action, longest first.', () => ({})),
);

builder.objectField(Viewer, 'work', (t) =>
  workList(t, 'Work that is waiting for you, longest first.', ({ personId }) => ({ personId })),
);

builder.prismaObjectField(Person, 'work', (t) =>
  workList(t, 'Work that is waiting for them, longest first.', ({ id }) => ({ personId: id })),
);

builder.prismaObjectField(Unit, 'work', (t) =>
  workList(t, 'Work that is waiting in it, for anyone, longest first.', ({ id }) => ({ unitId: id })),
);

builder.prismaObjectField(Improvement, 'work', (t) =>
  workList(t, 'Work about it that is waiting, for anyone, longest first.', ({ id }) => ({ improvementId: id })),
);

type WatchedWork = WatchedState<Within & { readonly organizationId: string }, NonNullable<Head>>;
type Head = Awaited<ReturnType<typeof readHead>>;

const WaitingWorkState = builder
  .objectRef<WatchedWork>('WaitingWorkState')
  .implement({
    description: 'Waiting work, at one moment or a little later, never earlier.',
    fields: (t) => ({
      ...watchedFields(t),
      work: workList(t, 'The waiting work, longest first.', ({ scope }) => scope),
    }),
  });

builder.subscriptionField('waitingWork', (t) =>
  t.field({
    type: WaitingWorkState,
    description:
      'Work that is waiting for a person, in a unit, about an improvement, or at all: the current state, and again after each change. Changes ' +
      'that arrive faster than you read are merged; the newest state is always delivered.',
    extensions: shareable(),
    args: {
      personId: t.arg.id({ description: 'Only work that is waiting for this person.' }),
      unitId: t.arg.id({ description: 'Only work in this unit.' }),
      improvementId: t.arg.id({ description: 'Only work about this improvement.' }),
    },
    subscribe: async (_root, { personId, unitId, improvementId }, context) => {
      const { organizationId } = await context.actor();
      const { prisma } = context.services.database;
      return watchState(context.services, {
        scope: {
          organizationId,
          personId: filterId(personId, 'Person'),
          unitId: filterId(unitId, 'Unit'),
          improvementId: filterId(improvementId, 'Improvement'),
        },
        read: async () => {
          const head = await readHead(prisma, organizationId);
          if (!head) throw new Error(`The organization ${organizationId} has no log.`);
          return head;
        },
        // Nearly every event settles something, or makes something wait; those of people and units decide for whom.
        concerns: () => true,
      });
    },
    resolve: ({ value }) => value,
  }),
);
