import { Practice } from '../../catalog/schema/practice.js';
import { encodeGlobalId } from '../../ids.js';
import type { LoggedEvent } from '../../log/event.js';
import { builder } from '../../schema/builder.js';
import { EventInterface } from '../../schema/event.js';
import { filterIds } from '../../schema/filter-ids.js';
import { computedList } from '../../schema/lists/fields.js';
import { countEvidence, evidence } from '../operations/items.js';
import { EVIDENCE_KINDS, evidenceTags, subpracticesOf } from '../subpractices.js';
import type { EvidenceKind } from '../subpractices.js';

const EvidenceKindEnum = builder.enumType('EvidenceKind', {
  description: 'Kinds of evidence.',
  values: Object.fromEntries(
    Object.entries(EVIDENCE_KINDS).map(([kind, description]) => [kind, { value: kind as EvidenceKind, description }]),
  ) as Record<EvidenceKind, { value: EvidenceKind; description: string }>,
});

const EvidenceItem = builder.objectRef<LoggedEvent>('EvidenceItem').implement({
  description:
    'Evidence that a practice is performed: an event of the log and its record. It shows that there is something to assess, never that it is sufficient.',
  fields: (t) => ({
    kind: t.field({
      type: EvidenceKindEnum,
      description: 'Kind of evidence.',
      resolve: ({ type }) => {
        const kind = evidenceTags[type]?.kind;
        if (!kind) throw new Error(`${type} is no evidence.`);
        return kind;
      },
    }),
    subpractices: t.intList({
      complexity: 1,
      description:
        'Numbers of the subpractices of OPM SP 3.2 that it supports; empty if it supports other practices only.',
      resolve: (event) => [...subpracticesOf(event)],
    }),
    event: t.field({ type: EventInterface, description: 'The event.', resolve: (event) => event }),
    record: t.node({
      description:
        'The record that changed, as it is now; null for a lesson, whose access is restricted: read it through its review.',
      // Hazard: a lesson has no node, so that it is only reached where who may read it is asked.
      id: ({ recordType, recordId }) => (recordType === 'Lesson' ? null : encodeGlobalId(recordType, recordId)),
    }),
  }),
});

const EvidenceItemFilter = builder.inputType('EvidenceItemFilter', {
  description: 'Filters evidence. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'Of any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    from: t.field({ type: 'DateTime', description: 'From this time on.' }),
    to: t.field({ type: 'DateTime', description: 'Before this time.' }),
    subpractices: t.intList({ description: 'For any of these subpractices of OPM SP 3.2, by number.' }),
    kinds: t.field({ type: [EvidenceKindEnum], description: 'Of any of these kinds.' }),
  }),
});

builder.objectField(Practice, 'evidence', (t) =>
  computedList(t, {
    type: EvidenceItem,
    description:
      'Evidence of your organization that the practice is performed, newest first. Archived events are not included. Empty for practices that no records relate to. Affirmations are listed separately.',
    args: { filter: t.arg({ type: EvidenceItemFilter, description: 'Which evidence. Default: all.' }) },
    order: { name: 'EvidenceItem', keys: [{ type: 'integer', descending: true }] },
    valuesOf: ({ position }) => [position],
    read: async (slice, { ref }, args, context) => {
      const filter = {
        organizationId: (await context.actor()).organizationId,
        practiceRef: ref,
        improvementIds: filterIds(args.filter?.improvementIds, 'Improvement'),
        unitIds: filterIds(args.filter?.unitIds, 'Unit'),
        from: args.filter?.from ?? undefined,
        to: args.filter?.to ?? undefined,
        subpractices: args.filter?.subpractices ?? undefined,
        kinds: args.filter?.kinds ?? undefined,
      };
      const { prisma } = context.services.database;
      return { items: await evidence(prisma, filter, slice), total: () => countEvidence(prisma, filter) };
    },
  }),
);
