import { PlanState } from '../../generated/prisma/enums.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { ownedBy, recordKey, recordUuid } from '../../schema/record-key.js';
import { Unit } from '../../organization/schema/unit.js';
import type { UnmetRequirement } from '../activation.js';
import type { Content } from '../operations/content.js';
import { unmetForActivationOf } from '../operations/queries.js';

/** Unmet requirements for activation, by the plan's id. */
const unmetForActivation = batchLoader<string, readonly UnmetRequirement[]>((planIds, { database }) =>
  unmetForActivationOf(database.prisma, planIds),
);

/** State of a plan, in the graph. */
export const PlanStateEnum = builder.enumType(PlanState, {
  name: 'PlanState',
  description: 'State of a deployment plan.',
  values: {
    DRAFT: { description: 'Being written; not yet submitted to stakeholders.' },
    IN_REVIEW: { description: 'Submitted to a sponsor and the leads of its targets.' },
    AGREED: { description: 'A sponsor and the lead of every target have agreed to the current version.' },
    ACTIVE: { description: 'In force: the deployment follows it.' },
    SUSPENDED: { description: 'Suspended.' },
    CONFIRMED: { description: 'A second person confirmed that the deployment is complete.' },
    REVIEWED: { description: 'The results of the deployment were reviewed.' },
    CLOSED: { description: 'Nothing more is to be done.' },
    CANCELED: { description: 'Canceled.' },
  },
});

const PlanExclusion = builder.prismaObject('PlanExclusion', {
  fields: (t) => ({ unit: t.relation('unit'), reason: t.exposeString('reason') }),
});

/** A barrier, in the graph. */
export const PlanBarrier = builder
  .objectRef<Content['barriers'][number]>('PlanBarrier')
  .implement({
    description: 'A possible barrier to a deployment, and the countermeasure.',
    fields: (t) => ({
      barrier: t.exposeString('barrier', { description: 'The possible barrier.' }),
      counterStrategy: t.exposeString('counterStrategy', { description: 'The countermeasure.' }),
    }),
  });

/** A risk, in the graph. */
export const PlanRisk = builder
  .objectRef<Content['risks'][number]>('PlanRisk')
  .implement({
    description: 'A risk of a deployment, and its mitigation.',
    fields: (t) => ({
      risk: t.exposeString('risk', { description: 'The risk.' }),
      mitigation: t.exposeString('mitigation', { description: 'The mitigation.' }),
    }),
  });

const PlanAgreement = builder.prismaNode('PlanAgreement', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: (id, context) => ({ id: recordUuid(id), version: { plan: ownedBy(context) } }),
  nullable: true,
  fields: (t) => ({
    person: t.relation('person'),
    unit: t.relation('unit', { nullable: true }),
    agreed: t.exposeBoolean('agreed'),
    note: t.exposeString('note', { nullable: true }),
    saidAt: t.expose('saidAt', { type: 'DateTime' }),
  }),
});

const PlanVersion = builder.prismaNode('PlanVersion', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: (id, context) => ({ id: recordUuid(id), plan: ownedBy(context) }),
  nullable: true,
  fields: (t) => ({
    number: t.exposeInt('number'),
    plannedStart: t.expose('plannedStart', { type: 'Date' }),
    plannedEnd: t.expose('plannedEnd', { type: 'Date' }),
    targets: t.field({
      type: [Unit],
      description: 'The units in which the improvement is to be deployed, by name, at most 1,000.',
      select: (_args, _context, nestedSelection) => ({
        targets: { orderBy: { unit: { name: 'asc' } }, take: 1_000, select: { unit: nestedSelection(true) } },
      }),
      resolve: ({ targets }) => targets.map(({ unit }) => unit),
    }),
    exclusions: t.relation('exclusions', {
      type: PlanExclusion,
      description: 'The excluded units, by name, at most 1,000.',
      query: { orderBy: { unit: { name: 'asc' } }, take: 1_000 },
    }),
    barriers: t.field({
      type: [PlanBarrier],
      description: 'Possible barriers, each with its countermeasure, at most 50.',
      select: { barriers: true },
      resolve: ({ barriers }) => barriers as Content['barriers'],
    }),
    risks: t.field({
      type: [PlanRisk],
      description: 'Risks, each with its mitigation, at most 50.',
      select: { risks: true },
      resolve: ({ risks }) => risks as Content['risks'],
    }),
    trainingNotes: t.exposeString('trainingNotes', { nullable: true }),
    consultingNotes: t.exposeString('consultingNotes', { nullable: true }),
    writtenBy: t.relation('writtenBy'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    agreements: t.relation('agreements', {
      type: PlanAgreement,
      description: 'The latest response of each stakeholder, oldest first, at most 2,000.',
      query: { orderBy: [{ saidAt: 'asc' }, { id: 'asc' }], take: 2_000 },
    }),
  }),
});

/** A requirement for the next step of a plan that is not met, in the graph. */
export const UnmetRequirementType = builder
  .objectRef<UnmetRequirement>('UnmetRequirement')
  .implement({
    description: 'A requirement that a plan does not meet, so that it cannot be activated or confirmed yet.',
    fields: (t) => ({
      rule: t.exposeString('rule', { description: 'Short stable name of the rule that asks for it.' }),
      source: t.exposeString('source', {
        description: 'Where the rule comes from, such as `OPM SP 3.2 subpractice 2`.',
      }),
      missing: t.exposeString('missing', { description: 'What is missing.' }),
    }),
  });

/** A plan, in the graph. */
export const DeploymentPlan = builder.prismaNode('DeploymentPlan', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement'),
    state: t.expose('state', { type: PlanStateEnum }),
    planVersion: t.exposeInt('planVersion'),
    reason: t.exposeString('reason', { nullable: true }),
    activatedBy: t.relation('activatedBy', { nullable: true }),
    confirmedBy: t.relation('confirmedBy', { nullable: true }),
    confirmedAt: t.expose('confirmedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    content: t.field({
      type: PlanVersion,
      description: 'The current version of its content.',
      select: (_args, _context, nestedSelection) => ({
        versions: nestedSelection({ orderBy: { number: 'desc' as const }, take: 1 }),
      }),
      resolve: ({ id, versions: [current] }) => {
        if (!current) throw new Error(`The plan ${id} has no current version.`);
        return current;
      },
    }),
    versions: t.relation('versions', {
      type: PlanVersion,
      description: 'The versions of its content, newest first, at most 100.',
      query: { orderBy: { number: 'desc' }, take: 100 },
    }),
    unmetForActivation: t.field({
      type: [UnmetRequirementType],
      description:
        'Requirements for its activation that are not met: agreements to the current version, improvements that have to be deployed before, conflicting deployments, and what is planned outside of its dates. Empty if it can be activated.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => [...(await unmetForActivation(context).load(id))],
    }),
  }),
});
