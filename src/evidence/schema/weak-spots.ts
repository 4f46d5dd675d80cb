import { encodeGlobalId } from '../../ids.js';
import { concerned } from '../../reports/schema/concerned.js';
import { builder } from '../../schema/builder.js';
import { filterId } from '../../schema/filter-ids.js';
import { computedList } from '../../schema/lists/fields.js';
import { WEAK_SPOT_KEYS, WEAK_SPOT_KINDS, weakSpots } from '../operations/weak-spots.js';
import type { WeakSpot, WeakSpotKind } from '../operations/weak-spots.js';

const WeakSpotKindEnum = builder.enumType('WeakSpotKind', {
  description: 'Why evidence may not convince somebody who looks closely.',
  values: Object.fromEntries(
    Object.entries(WEAK_SPOT_KINDS).map(([kind, description]) => [kind, { value: kind as WeakSpotKind, description }]),
  ) as Record<WeakSpotKind, { value: WeakSpotKind; description: string }>,
});

const WeakSpotObject = builder
  .objectRef<WeakSpot>('WeakSpot')
  .implement({
    description: 'A record that makes the evidence weak, and why. Something to look into, never a score.',
    fields: (t) => ({
      kind: t.expose('kind', { type: WeakSpotKindEnum, description: 'Why.' }),
      record: t.node({
        description: 'The record that causes it.',
        id: ({ recordType, recordId }) => encodeGlobalId(recordType, recordId),
      }),
      ...concerned(t),
    }),
  });

builder.queryField('weakSpots', (t) =>
  computedList(t, {
    type: WeakSpotObject,
    description: 'Where evidence is weak, computed from the records as they are now, by kind.',
    args: {
      improvementId: t.arg.id({ description: 'Only of this improvement.' }),
      unitId: t.arg.id({
        description: 'Only in this unit; what concerns the whole of an improvement that is deployed there counts, too.',
      }),
      kinds: t.arg({ type: [WeakSpotKindEnum], description: 'Only of any of these kinds. Default: all.' }),
    },
    cost: 30_000,
    order: { name: 'WeakSpot', keys: WEAK_SPOT_KEYS },
    valuesOf: ({ kind, recordId }) => [kind, recordId],
    read: async (slice, _root, args, context) => {
      const { organizationId } = await context.actor();
      const filter = {
        organizationId,
        improvementId: filterId(args.improvementId, 'Improvement'),
        unitId: filterId(args.unitId, 'Unit'),
        kinds: args.kinds ?? undefined,
      };
      return weakSpots(context.services.database.prisma, filter, slice);
    },
  }),
);
