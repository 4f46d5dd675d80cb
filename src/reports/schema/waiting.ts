import { dayOf } from '../../clock.js';
import { encodeGlobalId } from '../../ids.js';
import { builder } from '../../schema/builder.js';
import { computedList } from '../../schema/lists/fields.js';
import { WAITING_KINDS } from '../operations/waiting-rules.js';
import type { WaitingKind } from '../operations/waiting-rules.js';
import { waiting, WAITING_KEYS } from '../operations/waiting.js';
import type { Waiting } from '../operations/waiting.js';
import { concerned } from './concerned.js';

const WaitingKindEnum = builder.enumType('WaitingKind', {
  description: 'Why a record waits for a decision or an action.',
  values: Object.fromEntries(
    Object.entries(WAITING_KINDS).map(([kind, description]) => [kind, { value: kind as WaitingKind, description }]),
  ) as Record<WaitingKind, { value: WaitingKind; description: string }>,
});

const WaitingObject = builder
  .objectRef<Waiting & { readonly today: Date }>('WaitingItem')
  .implement({
    description: 'A record that waits for a decision or an action: for what, and since when.',
    fields: (t) => ({
      kind: t.expose('kind', { type: WaitingKindEnum, description: 'What it waits for.' }),
      record: t.node({
        description: 'The record that waits.',
        id: ({ recordType, recordId }) => encodeGlobalId(recordType, recordId),
      }),
      ...concerned(t),
      since: t.expose('since', { type: 'DateTime', description: 'Since when.' }),
      ageDays: t.int({
        description: 'For how many days.',
        resolve: ({ since, today }) => Math.max(0, Math.floor((today.getTime() - dayOf(since).getTime()) / 86_400_000)),
      }),
    }),
  });

const WaitingItemFilter = builder.inputType('WaitingItemFilter', {
  description: 'Filters work that waits.',
  fields: (t) => ({ kinds: t.field({ type: [WaitingKindEnum], description: 'Of any of these kinds.' }) }),
});

builder.queryField('waitingWork', (t) =>
  computedList(t, {
    type: WaitingObject,
    description: 'Records that wait for a decision or an action, the longest-waiting first.',
    args: { filter: t.arg({ type: WaitingItemFilter, description: 'Which work. Default: all.' }) },
    cost: 1_000,
    order: { name: 'WaitingItem', keys: WAITING_KEYS },
    valuesOf: ({ since, recordId, kind }) => [since, recordId, kind],
    read: async (slice, _root, { filter }, context) => {
      const { organizationId } = await context.actor();
      const now = context.services.clock();
      const all = Object.keys(WAITING_KINDS) as WaitingKind[];
      const { items, total } = await waiting(
        context.services.database.prisma,
        organizationId,
        filter?.kinds ?? all,
        now,
        slice,
      );
      return { total, items: items.map((item) => ({ ...item, today: dayOf(now) })) };
    },
  }),
);
