import type { Unit as UnitRow } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { liveUnitIds } from '../../reports/operations/as-of.js';
import { AS_OF, momentOf } from '../../reports/schema/moment.js';
import { selectionAt } from '../../reports/schema/selection.js';
import { builder } from '../../schema/builder.js';
import { coverage } from '../operations/coverage.js';
import type { SubpracticeCoverage, UnitCoverage } from '../operations/coverage.js';
import { DEPLOYMENT_PRACTICE } from '../subpractices.js';

const AFFIRMATIONS = 'Number of affirmations of it that are in force, for the improvement and this unit.';

const SubpracticeCoverageObject = builder
  .objectRef<SubpracticeCoverage>('SubpracticeCoverage')
  .implement({
    description: 'Evidence for one subpractice of OPM SP 3.2. The amount never passes or fails.',
    fields: (t) => ({
      number: t.exposeInt('number', { description: 'Number of the subpractice, from 1.' }),
      items: t.exposeInt('items', { description: 'Number of items of evidence, as listed by Practice.evidence.' }),
      newest: t.expose('newest', {
        type: 'DateTime',
        nullable: true,
        description: 'When the newest of them happened; null if there are none.',
      }),
      affirmations: t.exposeInt('affirmations', { description: AFFIRMATIONS }),
    }),
  });

const UnitCoverageObject = builder
  .objectRef<UnitCoverage & { readonly unit: UnitRow | null }>('DeploymentCoverage')
  .implement({
    description: 'Evidence of OPM SP 3.2 for one improvement in one unit, by subpractice.',
    fields: (t) => ({
      unit: t.field({
        type: Unit,
        nullable: true,
        description: 'The unit; null for evidence about the improvement as a whole, such as its plan.',
        resolve: ({ unit }) => unit,
      }),
      subpractices: t.field({
        type: [SubpracticeCoverageObject],
        complexity: { field: 1, multiplier: 8 },
        description: 'Each subpractice of the practice in the model in force, by number.',
        resolve: ({ subpractices }) => [...subpractices],
      }),
      affirmations: t.exposeInt('affirmations', {
        description:
          'Number of affirmations of the practice as a whole that are in force, for the improvement and this unit.',
      }),
    }),
  });

builder.prismaObjectField(Improvement, 'coverage', (t) =>
  t.field({
    type: [UnitCoverageObject],
    complexity: { field: 2_000, multiplier: 100 },
    description:
      'Evidence of OPM SP 3.2 for it, by unit and subpractice: how much, how recent, and with how many affirmations. First for the improvement as a whole, then for each unit that has any and is not retired, by name. It never passes or fails.',
    args: { asOf: t.arg({ type: 'DateTime', description: AS_OF }) },
    select: { id: true },
    resolve: async ({ id }, { asOf }, context, info) => {
      const { organizationId } = await context.actor();
      const { prisma } = context.services.database;
      const numbers = context.catalog.practice(DEPLOYMENT_PRACTICE)?.subpractices.map(({ number }) => number) ?? [];
      const moment = asOf ? await momentOf(context, asOf) : null;
      const found = await coverage(prisma, organizationId, id, numbers, moment);
      const live = moment ? await liveUnitIds(prisma, moment) : null;
      const units = await prisma.unit.findMany({
        ...(await selectionAt(context, info, 'Unit', ['unit'])),
        where: {
          organizationId,
          ...(live ? { AND: [{ id: { in: live } }] } : { retiredAt: null }),
          id: { in: found.flatMap(({ unitId }) => unitId ?? []) },
        },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return [null, ...units].flatMap((unit) =>
        found.filter(({ unitId }) => unitId === (unit?.id ?? null)).map((each) => ({ ...each, unit })),
      );
    },
  }),
);
