import { DeploymentState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import { ownedBy, recordKey, recordUuid } from '../../schema/record-key.js';
import { daysLate, isLate } from '../progress.js';

/** State of a deployment, in the graph. */
export const DeploymentStateEnum = builder.enumType(DeploymentState, {
  name: 'DeploymentState',
  description: 'State of a deployment.',
  values: {
    PLANNED: { description: 'Planned; not started.' },
    PREPARING: { description: 'The project is preparing: tailoring, training, consulting.' },
    IN_PROGRESS: { description: 'The project is adopting the improvement.' },
    ADOPTED: { description: 'The project works with it; a second person still has to confirm.' },
    CONFIRMED: { description: 'A second person confirmed that it is complete.' },
    BLOCKED: { description: 'Blocked.' },
    DEFERRED: { description: 'Deferred.' },
    WAIVED: { description: 'Waived: the project need not adopt the improvement.' },
    ROLLED_BACK: { description: 'Rolled back.' },
  },
});

/** What is in the way of a deployment, in the graph. */
export const Blocker = builder.prismaNode('Blocker', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: (id, context) => ({ id: recordUuid(id), deployment: ownedBy(context) }),
  nullable: true,
  fields: (t) => ({
    reason: t.exposeString('reason'),
    owner: t.relation('owner', { nullable: true }),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    removedAt: t.expose('removedAt', { type: 'DateTime', nullable: true }),
    resolution: t.exposeString('resolution', { nullable: true }),
  }),
});

/** A deployment, in the graph. */
export const Deployment = builder.prismaNode('Deployment', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement'),
    unit: t.relation('unit'),
    state: t.expose('state', { type: DeploymentStateEnum }),
    resumeState: t.expose('resumeState', { type: DeploymentStateEnum, nullable: true }),
    percent: t.exposeInt('percent'),
    percentBeforeAdoption: t.exposeInt('percentBeforeAdoption', { nullable: true }),
    plannedStart: t.expose('plannedStart', { type: 'Date' }),
    plannedEnd: t.expose('plannedEnd', { type: 'Date' }),
    hasOwnDates: t.exposeBoolean('hasOwnDates'),
    expectedEnd: t.expose('expectedEnd', { type: 'Date', nullable: true }),
    rescheduleRequestedAt: t.expose('rescheduleRequestedAt', { type: 'DateTime', nullable: true }),
    deferredUntil: t.expose('deferredUntil', { type: 'Date', nullable: true }),
    actualStart: t.expose('actualStart', { type: 'Date', nullable: true }),
    actualEnd: t.expose('actualEnd', { type: 'Date', nullable: true }),
    processVersion: t.relation('definedProcessVersion', { nullable: true }),
    processVersionLabel: t.exposeString('processVersion', { nullable: true }),
    waiver: t.exposeString('waiver', { nullable: true }),
    rollBackReason: t.exposeString('rollBackReason', { nullable: true }),
    adoptedBy: t.relation('adoptedBy', { nullable: true }),
    confirmedBy: t.relation('confirmedBy', { nullable: true }),
    confirmedAt: t.expose('confirmedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    late: t.boolean({
      description: 'Whether its planned end has passed while it is neither over nor adopted (days of its unit).',
      select: { unitId: true, state: true, plannedEnd: true, actualEnd: true },
      resolve: async (deployment, _args, context) => isLate(deployment, (await daysOf(context)).in(deployment.unitId)),
    }),
    daysLate: t.int({
      description: 'Days by which it is late, or was when it was adopted; 0 if it is on time, waived or rolled back.',
      select: { unitId: true, state: true, plannedEnd: true, actualEnd: true },
      resolve: async (deployment, _args, context) =>
        daysLate(deployment, (await daysOf(context)).in(deployment.unitId)),
    }),
    blockers: t.relation('blockers', {
      type: Blocker,
      description: 'Its blockers, open and resolved, newest first, at most 100.',
      args: { open: t.arg.boolean({ description: 'Only open blockers (true), or only resolved ones (false).' }) },
      query: ({ open }) => ({
        where: open === null || open === undefined ? {} : { removedAt: open ? null : { not: null } },
        orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
        take: 100,
      }),
    }),
  }),
});
