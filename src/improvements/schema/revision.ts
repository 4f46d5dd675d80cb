import { RevisionKind } from '../../generated/prisma/enums.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { encodeGlobalId } from '../../ids.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import type { FieldValues } from '../../log/event.js';
import { FieldChange, fieldChanges } from '../../schema/field-change.js';
import { recordKey } from '../../schema/record-key.js';
import { Improvement } from './improvement.js';

const RevisionKindEnum = builder.enumType(RevisionKind, {
  name: 'RevisionKind',
  description: 'What a revision changed.',
  values: {
    MEASURE: { description: 'What shows the value of an improvement.' },
    OBJECTIVE: { description: 'The value that a measure is to reach.' },
    PRIORITY: { description: 'The priority of an improvement.' },
    PLAN: { description: 'How an improvement is deployed.' },
  },
});

/** A revision, in the graph. */
export const Revision = builder.prismaNode('Revision', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement'),
    kind: t.expose('kind', { type: RevisionKindEnum }),
    changes: t.field({
      type: [FieldChange],
      description: 'The fields that changed.',
      select: { kind: true, before: true, after: true },
      resolve: ({ kind, before, after }, _args, _context, { schema }) =>
        fieldChanges(schema, REVISED[kind], before as FieldValues, after as FieldValues),
    }),
    record: t.node({
      description: 'The measure, improvement or plan that was changed, as it is now.',
      id: ({ kind, recordId }) => encodeGlobalId(REVISED[kind], recordId),
    }),
    units: t.prismaField({
      type: [Unit],
      description: 'The units to which the changes of a plan refer, by name; empty for other kinds.',
      select: { before: true, after: true },
      resolve: async (query, { before, after }, _args, context) => {
        const ids = [...new Set([before, after].flatMap(unitIdsIn))];
        const { unit } = context.services.database.prisma;
        const units = await Promise.all(ids.map((id) => unit.findUnique({ ...query, where: recordKey(id, context) })));
        return units.filter((each) => each !== null).toSorted((a, b) => (a.name < b.name ? -1 : 1));
      },
    }),
    reason: t.exposeString('reason', { nullable: true }),
    review: t.relation('review', { nullable: true }),
    revisedBy: t.relation('revisedBy'),
    revisedAt: t.expose('revisedAt', { type: 'DateTime' }),
  }),
});

const RevisionFilter = builder.inputType('RevisionFilter', {
  description: 'Filters revisions. Conditions are ANDed.',
  fields: (t) => ({ kinds: t.field({ type: [RevisionKindEnum], description: 'Of any of these kinds.' }) }),
});

const revisions = new NodeList({
  type: Revision,
  filter: RevisionFilter,
  where: ({ kinds }, organizationId) => ({ organizationId, kind: anyOf(kinds) }),
  orders: { REVISED_AT: { by: (direction) => ({ revisedAt: direction }), description: 'By when they were made.' } },
  order: ['REVISED_AT', 'desc'],
});

builder.prismaObjectField(Improvement, 'revisions', (t) =>
  revisions.below(t, 'revisions', 'The revisions of its measures, their objectives, its priority and its plans.'),
);

/** The type of the record that a revision changed, by its kind. */
const REVISED: Readonly<Record<RevisionKind, string>> = {
  MEASURE: 'Measure',
  OBJECTIVE: 'Measure',
  PRIORITY: 'Improvement',
  PLAN: 'DeploymentPlan',
};

/** Plain ids of the units that are targets or exclusions in what a plan said. */
function unitIdsIn(content: Prisma.JsonValue): readonly string[] {
  const { targetUnitIds = [], exclusions = [] } = content as {
    targetUnitIds?: readonly string[];
    exclusions?: readonly { unitId: string }[];
  };
  return [...targetUnitIds, ...exclusions.map(({ unitId }) => unitId)];
}
