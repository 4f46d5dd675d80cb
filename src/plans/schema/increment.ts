import { Deployment } from '../../deployments/schema/deployment.js';
import { ConditionKind, IncrementState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import { ownedBy, recordKey, recordUuid } from '../../schema/record-key.js';
import { daysLate, GateDecision, incrementConcerns, isLate } from '../increment-rules.js';
import { MOST_INCREMENTS } from '../rules.js';
import { DeploymentPlan } from './plan.js';

/** State of an increment, in the graph. */
export const IncrementStateEnum = builder.enumType(IncrementState, {
  name: 'IncrementState',
  description: 'State of an increment of a plan.',
  values: {
    PLANNED: { description: 'Planned.' },
    READY: { description: 'Ready to start once its entry conditions are met and the previous one has passed.' },
    RUNNING: { description: 'Running: its deployments are under way.' },
    AT_GATE: { description: 'At its gate: a sponsor has to decide.' },
    PASSED: { description: 'Passed its gate; the next one may start.' },
    HELD: { description: 'Held at the gate until something improves.' },
    ROLLED_BACK: { description: 'Rolled back at the gate, with its deployments.' },
  },
});

builder.enumType(GateDecision, {
  name: 'GateDecision',
  description: 'What a sponsor decides at the gate of an increment.',
  values: {
    PASS: { description: 'Lets it pass: the next increment may start.' },
    HOLD: { description: 'Holds it at the gate until something improves.' },
    ROLL_BACK: { description: 'Rolls back those of its deployments that have started.' },
  },
});

const ConditionKindEnum = builder.enumType(ConditionKind, {
  name: 'ConditionKind',
  description: 'When a condition of an increment has to be met.',
  values: {
    ENTRY: { description: 'Before the increment starts.' },
    EXIT: { description: 'Before the increment passes its gate.' },
  },
});

const IncrementConcernEnum = builder.enumType('IncrementConcern', {
  description: 'Why an increment needs attention by itself, most pressing first.',
  values: {
    LATE: { value: 'LATE', description: 'Its planned end has passed, and it is neither passed nor rolled back.' },
    NOT_STARTED: {
      value: 'NOT_STARTED',
      description:
        'Its plan is active and its planned start has passed, but it has not started: its deployments wait for it.',
    },
  } as const,
});

const IncrementCondition = builder.prismaNode('IncrementCondition', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: (id, context) => ({ id: recordUuid(id), increment: ownedBy(context) }),
  nullable: true,
  fields: (t) => ({
    kind: t.expose('kind', { type: ConditionKindEnum }),
    ordinal: t.exposeInt('ordinal'),
    text: t.exposeString('text'),
    met: t.boolean({
      description: 'Whether it is met.',
      select: { metAt: true },
      resolve: ({ metAt }) => metAt !== null,
    }),
    metAt: t.expose('metAt', { type: 'DateTime', nullable: true }),
    metBy: t.relation('metBy', { nullable: true }),
    evidence: t.exposeString('evidence', { nullable: true }),
  }),
});

/** An increment, in the graph. */
export const Increment = builder.prismaNode('Increment', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    plan: t.relation('plan'),
    ordinal: t.exposeInt('ordinal'),
    title: t.exposeString('title'),
    state: t.expose('state', { type: IncrementStateEnum }),
    plannedStart: t.expose('plannedStart', { type: 'Date' }),
    plannedEnd: t.expose('plannedEnd', { type: 'Date' }),
    actualStart: t.expose('actualStart', { type: 'Date', nullable: true }),
    actualEnd: t.expose('actualEnd', { type: 'Date', nullable: true }),
    late: t.boolean({
      description: 'Whether its planned end has passed although it has neither passed its gate nor been rolled back.',
      select: { state: true, plannedEnd: true },
      resolve: async (increment, _args, context) => isLate(increment, (await daysOf(context)).today),
    }),
    daysLate: t.int({
      description: 'By how many days it is late, or was at its gate; 0 in time or rolled back.',
      select: { state: true, plannedEnd: true, actualEnd: true },
      resolve: async (increment, _args, context) => daysLate(increment, (await daysOf(context)).today),
    }),
    concerns: t.field({
      type: [IncrementConcernEnum],
      complexity: 1,
      description:
        'The reasons why it needs attention now, most pressing first; empty if there are none, or if its plan is over.',
      select: { state: true, plannedStart: true, plannedEnd: true, plan: { select: { state: true } } },
      resolve: async (increment, _args, context) =>
        incrementConcerns(increment, increment.plan.state, (await daysOf(context)).today),
    }),
    fallBack: t.exposeString('fallBack'),
    overrideReason: t.exposeString('overrideReason', { nullable: true }),
    overriddenBy: t.relation('overriddenBy', { nullable: true }),
    gateDecidedBy: t.relation('gateDecidedBy', { nullable: true }),
    gateReason: t.exposeString('gateReason', { nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    conditions: t.relation('conditions', {
      type: IncrementCondition,
      description: 'Its entry and exit conditions, in their order, at most 100.',
      args: { kind: t.arg({ type: ConditionKindEnum, description: 'Only those of this kind.' }) },
      query: ({ kind }) => ({ where: kind ? { kind } : {}, orderBy: [{ kind: 'asc' }, { ordinal: 'asc' }], take: 100 }),
    }),
    deployments: t.field({
      type: [Deployment],
      description: 'The deployments that are part of it, by planned end, at most 1,000.',
      select: (_args, _context, nestedSelection) => ({
        deployments: {
          orderBy: [{ deployment: { plannedEnd: 'asc' } }, { deploymentId: 'asc' }],
          take: 1_000,
          select: { deployment: nestedSelection(true) },
        },
      }),
      resolve: ({ deployments }) => deployments.map(({ deployment }) => deployment),
    }),
  }),
});

builder.prismaObjectField(DeploymentPlan, 'increments', (t) =>
  t.relation('increments', {
    type: Increment,
    description: `Its increments, in their order, at most ${MOST_INCREMENTS}.`,
    query: { orderBy: { ordinal: 'asc' }, take: MOST_INCREMENTS },
  }),
);

builder.prismaObjectField(Deployment, 'increment', (t) =>
  t.field({
    type: Increment,
    nullable: true,
    description:
      'The increment that it is part of, the newest one if earlier ones were rolled back; null if there is none.',
    select: (_args, _context, nestedSelection) => ({
      increments: { orderBy: { incrementId: 'desc' }, take: 1, select: { increment: nestedSelection(true) } },
    }),
    resolve: ({ increments: [latest] }) => latest?.increment ?? null,
  }),
);
