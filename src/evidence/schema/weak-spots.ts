import { encodeGlobalId } from '../../ids.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { concerned } from '../../reports/schema/concerned.js';
import { builder } from '../../schema/builder.js';
import { filterIds } from '../../schema/filter-ids.js';
import { daysOf } from '../../schema/days.js';
import { computedList } from '../../schema/lists/fields.js';
import type { FieldBuilder } from '../../schema/lists/fields.js';
import { WEAK_SPOT_KEYS, WEAK_SPOT_KINDS, weakSpots } from '../operations/weak-spots.js';
import type { WeakSpot, WeakSpotKind } from '../operations/weak-spots.js';

const WeakSpotKindEnum = builder.enumType('WeakSpotKind', {
  description: 'Why evidence may not convince an appraiser.',
  values: Object.fromEntries(
    Object.entries(WEAK_SPOT_KINDS).map(([kind, description]) => [kind, { value: kind as WeakSpotKind, description }]),
  ) as Record<WeakSpotKind, { value: WeakSpotKind; description: string }>,
});

const WeakSpotObject = builder
  .objectRef<WeakSpot>('WeakSpot')
  .implement({
    description: 'A record that weakens the evidence, and why. A hint for review, never a score.',
    fields: (t) => ({
      kind: t.expose('kind', { type: WeakSpotKindEnum, description: 'The reason.' }),
      record: t.node({
        description: 'The record concerned.',
        id: ({ recordType, recordId }) => encodeGlobalId(recordType, recordId),
      }),
      ...concerned(t),
    }),
  });

const WeakSpotFilter = builder.inputType('WeakSpotFilter', {
  description: 'Filters weak spots. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'Of any of these improvements.' }),
    unitIds: t.idList({
      description: 'In any of these units, or about an improvement as a whole that is deployed in one of them.',
    }),
    kinds: t.field({ type: [WeakSpotKindEnum], description: 'Of any of these kinds.' }),
  }),
});

/** A list of weak spots: of the improvement that is its parent, or of all. */
function weakSpotList<Parent>(
  t: FieldBuilder<Parent>,
  description: string,
  improvementOf: (parent: Parent) => string | undefined,
) {
  return computedList(t, {
    type: WeakSpotObject,
    description,
    args: { filter: t.arg({ type: WeakSpotFilter, description: 'Which weak spots. Default: all.' }) },
    cost: 30_000,
    order: { name: 'WeakSpot', keys: WEAK_SPOT_KEYS },
    valuesOf: ({ kind, recordId }) => [kind, recordId],
    read: async (slice, parent: Parent, { filter }, context) => {
      const { organizationId } = await context.actor();
      const [own, ids] = [improvementOf(parent), filterIds(filter?.improvementIds, 'Improvement')];
      return weakSpots(
        context.services.database.prisma,
        {
          organizationId,
          improvementIds: own === undefined ? ids : [own].filter((id) => ids?.includes(id) ?? true),
          unitIds: filterIds(filter?.unitIds, 'Unit'),
          kinds: filter?.kinds ?? undefined,
        },
        await daysOf(context),
        slice,
      );
    },
  });
}

builder.queryField('weakSpots', (t) =>
  weakSpotList(t, 'Where evidence is weak, computed from the current records, by kind.', () => undefined),
);

builder.prismaObjectField(Improvement, 'weakSpots', (t) =>
  weakSpotList(
    t,
    'Where the evidence of its deployment is weak, computed from the current records, by kind.',
    ({ id }) => id,
  ),
);
