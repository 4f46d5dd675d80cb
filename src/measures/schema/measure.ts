import { MeasureDirection } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { ownedBy, recordKey, recordUuid } from '../../schema/record-key.js';

/** Which way a measure gets better, in the graph. */
export const MeasureDirectionEnum = builder.enumType(MeasureDirection, {
  name: 'MeasureDirection',
  description: 'Whether higher or lower values of a measure are better.',
  values: { HIGHER_IS_BETTER: { description: 'More is better.' }, LOWER_IS_BETTER: { description: 'Less is better.' } },
});

const MeasureBaseline = builder.prismaNode('MeasureBaseline', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: (id, context) => ({ id: recordUuid(id), measure: ownedBy(context) }),
  nullable: true,
  fields: (t) => ({
    unit: t.relation('unit', { nullable: true }),
    periodStart: t.expose('periodStart', { type: 'Date' }),
    periodEnd: t.expose('periodEnd', { type: 'Date' }),
    fixedBy: t.relation('fixedBy'),
    fixedAt: t.expose('fixedAt', { type: 'DateTime' }),
  }),
});

/** A reading of a measure, in the graph. */
export const MeasureReading = builder.prismaNode('MeasureReading', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    measure: t.relation('measure'),
    unit: t.relation('unit', { nullable: true }),
    day: t.expose('day', { type: 'Date' }),
    value: t.exposeFloat('value'),
    recordedBy: t.relation('recordedBy'),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

/** A measure, in the graph. */
export const Measure = builder.prismaNode('Measure', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement'),
    name: t.exposeString('name'),
    unitOfMeasurement: t.exposeString('unitOfMeasurement'),
    direction: t.expose('direction', { type: MeasureDirectionEnum }),
    objective: t.exposeFloat('objective', { nullable: true }),
    why: t.exposeString('why'),
    dropReason: t.exposeString('dropReason', { nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    baselines: t.relation('baselines', {
      type: MeasureBaseline,
      description: 'Its baselines, oldest first, at most 500.',
      query: { orderBy: { id: 'asc' }, take: 500 },
    }),
  }),
});
