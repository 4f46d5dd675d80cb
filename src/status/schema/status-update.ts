import { StateCount } from '../../deployments/schema/connections.js';
import { Health } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';
import { changesBetween, isContradicted } from '../rules.js';
import type { FigureChange, Figures } from '../rules.js';

/** How something stands, in the graph. */
export const HealthEnum = builder.enumType(Health, {
  name: 'Health',
  description: 'How something stands, as somebody says.',
  values: {
    ON_TRACK: { description: 'It goes as planned.' },
    AT_RISK: { description: 'It may miss its plan.' },
    OFF_TRACK: { description: 'It misses its plan.' },
  },
});

const FiguresObject = builder
  .objectRef<Figures>('StatusFigures')
  .implement({
    description: 'How the deployments of a record stood when a status update was posted.',
    fields: (t) => ({
      states: t.field({
        type: [StateCount],
        description: 'How many were in which state; states without one are left out.',
        resolve: ({ states }) => [...states],
      }),
      total: t.exposeInt('total', { description: 'How many there were.' }),
      percent: t.exposeInt('percent', {
        nullable: true,
        description: 'Progress in percent, calculated as for an improvement; null if no deployments counted.',
      }),
      late: t.exposeInt('late', { description: 'How many were late.' }),
      atRisk: t.exposeInt('atRisk', {
        description: 'How many were not late, but blocked, deferred, not started on time or behind.',
      }),
    }),
  });

const FigureChangeObject = builder
  .objectRef<FigureChange>('StatusFigureChange')
  .implement({
    description: 'A figure that changed from one status update to the next.',
    fields: (t) => ({
      figure: t.exposeString('figure', {
        description: '`TOTAL`, `PERCENT`, `LATE`, `AT_RISK`, or a state of deployments, such as `ADOPTED`.',
      }),
      before: t.exposeInt('before', { nullable: true, description: 'What it was; null if there was none.' }),
      after: t.exposeInt('after', { nullable: true, description: 'What it became; null if there is none.' }),
    }),
  });

/** A status update, in the graph. */
export const StatusUpdate = builder.prismaNode('StatusUpdate', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement', { nullable: true }),
    plan: t.relation('plan', { nullable: true }),
    unit: t.relation('unit', { nullable: true }),
    health: t.expose('health', { type: HealthEnum }),
    text: t.exposeString('text'),
    cadenceDays: t.exposeInt('cadenceDays', { nullable: true }),
    figures: t.field({
      type: FiguresObject,
      description: 'How its deployments stood when it was posted.',
      select: { figures: true },
      resolve: ({ figures }) => figures as unknown as Figures,
    }),
    contradicted: t.boolean({
      description: 'Whether it says ON_TRACK although its figures say that deployments were late or at risk.',
      select: { health: true, figures: true },
      resolve: ({ health, figures }) => isContradicted(health, figures as unknown as Figures),
    }),
    changes: t.field({
      type: [FigureChangeObject],
      description: 'The figures that changed since the one before it; none for the first.',
      select: { figures: true, previous: { select: { figures: true } } },
      resolve: ({ figures, previous }) =>
        previous ? changesBetween(previous.figures as unknown as Figures, figures as unknown as Figures) : [],
    }),
    previous: t.relation('previous', { nullable: true }),
    author: t.relation('author'),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});
