import { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyIdOfSql } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { Measure, MeasureReading } from './measure.js';

const MeasureFilter = builder.inputType('MeasureFilter', {
  description: 'Filters measures. Conditions are ANDed.',
  fields: (t) => ({ improvementIds: t.idList({ description: 'Of any of these improvements.' }) }),
});

const measures = new NodeList({
  type: Measure,
  filter: MeasureFilter,
  where: ({ improvementIds }, organizationId) => ({
    organizationId,
    improvementId: anyIdOf(improvementIds, 'Improvement'),
  }),
  orders: {
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were defined.' },
    NAME: { by: (direction) => ({ name: direction }), description: 'By name.' },
  },
  order: ['CREATED_AT', 'asc'],
});

const MeasureReadingFilter = builder.inputType('MeasureReadingFilter', {
  description: 'Filters readings of measures. Conditions are ANDed.',
  fields: (t) => ({
    measureIds: t.idList({ description: 'Of any of these measures.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    from: t.field({ type: 'Date', description: 'From this day on.' }),
    to: t.field({ type: 'Date', description: 'Up to this day.' }),
  }),
});

const readings = new NodeList({
  type: MeasureReading,
  filter: MeasureReadingFilter,
  where: ({ measureIds, unitIds, from, to }, organizationId) => ({
    organizationId,
    measureId: anyIdOf(measureIds, 'Measure'),
    unitId: anyIdOf(unitIds, 'Unit'),
    day: { ...(from ? { gte: from } : {}), ...(to ? { lte: to } : {}) },
  }),
  sql: ({ measureIds, unitIds, from, to }, organizationId) =>
    Prisma.join(
      [
        Prisma.sql`d."organizationId" = ${organizationId}::uuid`,
        ...anyIdOfSql(Prisma.sql`d."measureId"`, measureIds, 'Measure'),
        ...anyIdOfSql(Prisma.sql`d."unitId"`, unitIds, 'Unit'),
        ...(from ? [Prisma.sql`d."day" >= ${from}::date`] : []),
        ...(to ? [Prisma.sql`d."day" <= ${to}::date`] : []),
      ],
      ' AND ',
    ),
  orders: { DAY: { by: (direction) => ({ day: direction }), description: 'By day.', isDay: true } },
  order: ['DAY', 'desc'],
});

builder.queryField('measures', (t) =>
  measures.root(t, 'The measures of your organization, also those that were dropped.'),
);

builder.prismaObjectField(Improvement, 'measures', (t) => measures.below(t, 'measures', 'Its measures.'));

builder.prismaObjectField(Measure, 'readings', (t) => readings.nested(t, 'measureId', 'Its readings.'));

builder.prismaObjectField(Unit, 'readings', (t) => readings.nested(t, 'unitId', 'The readings of measures in it.'));
