import type { App } from '../../src/server/app.js';
import { encodeGlobalId } from '../../src/ids.js';
import { putImprovement } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';
import { putIssue } from '../issues/fixtures.js';
import type { RecordRow, RecordTakes } from '../records/suite.js';
import { putIncrement, putPlan } from './fixtures.js';
import { DAYS } from './stage.js';

type PlanValues = NonNullable<Parameters<typeof putPlan>[2]>;
type IncrementValues = NonNullable<Parameters<typeof putIncrement>[2]>;

/** The mutations of relations, plans and increments, with who may do them. The app is asked for when they are run. */
export function planRows(app: () => App): Readonly<Record<string, RecordRow>> {
  const onPlan = (
    event: string,
    state: PlanValues['state'],
    more: object = {},
    takes: RecordTakes = 'deploymentLead',
  ) => ({
    takes,
    event,
    input: async (organization: TestOrganization) => {
      const { globalId } = await putPlan(app(), organization, state ? { state } : {});
      const named =
        takes === 'targetLead' ? { planVersion: 1, unitIds: [organization.ledUnit.globalId] } : { version: 1 };
      return { planId: globalId, ...named, ...more };
    },
  });
  const onIncrement = (
    event: string,
    state: IncrementValues['state'],
    more: object = {},
    takes: RecordTakes = 'deploymentLead',
  ) => ({
    takes,
    event,
    input: async (organization: TestOrganization) => {
      const { globalId } = await putIncrement(app(), organization, state ? { state } : {});
      return { incrementId: globalId, version: 1, ...more };
    },
  });
  const related = async ({ id }: TestOrganization) => {
    const [from, to] = [await putImprovement(app(), id), await putImprovement(app(), id)];
    return { from, to, input: { improvementId: from.globalId, version: 1, kind: 'REQUIRES', relatedId: to.globalId } };
  };

  return {
    relateImprovement: {
      takes: 'deploymentLead',
      event: 'ImprovementRelated',
      input: async (organization) => (await related(organization)).input,
    },
    unrelateImprovement: {
      takes: 'deploymentLead',
      event: 'ImprovementUnrelated',
      async input(organization) {
        const { from, to, input } = await related(organization);
        const data = { fromId: from.id, toId: to.id, kind: 'REQUIRES' as const, createdAt: new Date() };
        await app().services.database.prisma.improvementRelation.create({ data });
        return input;
      },
    },

    draftPlan: {
      takes: 'deploymentLead',
      event: 'PlanDrafted',
      input: async ({ id, ledUnit, otherUnit }) => ({
        improvementId: (await putImprovement(app(), id)).globalId,
        targetUnitIds: [ledUnit.globalId],
        exclusions: [{ unitId: otherUnit.globalId, reason: 'Its contract ends.' }],
        ...DAYS,
      }),
    },
    revisePlan: {
      takes: 'deploymentLead',
      event: 'PlanRevised',
      input: async (organization) => ({
        planId: (await putPlan(app(), organization)).globalId,
        version: 1,
        targetUnitIds: [organization.otherUnit.globalId],
      }),
    },
    submitPlan: onPlan('PlanSubmitted', 'DRAFT'),
    agreeToPlan: onPlan('PlanAgreed', 'IN_REVIEW', {}, 'targetLead'),
    declinePlan: onPlan('PlanDeclined', 'IN_REVIEW', { reason: 'Not yet.' }, 'targetLead'),
    activatePlan: onPlan('PlanActivated', 'AGREED'),
    suspendPlan: onPlan('PlanSuspended', 'ACTIVE', { reason: 'The holidays.' }),
    resumePlan: onPlan('PlanResumed', 'SUSPENDED'),
    cancelPlan: onPlan('PlanCanceled', 'DRAFT', { reason: 'No use.' }),
    confirmPlan: onPlan('PlanConfirmed', 'ACTIVE'),
    acceptDeviation: {
      takes: 'sponsor',
      event: 'PlanDeviationAccepted',
      async input(organization) {
        const { globalId, improvement, deployment } = await putPlan(app(), organization, { state: 'ACTIVE' });
        const issue = await putIssue(app(), organization, { improvementId: improvement.id });
        return {
          planId: globalId,
          version: 1,
          deploymentId: deployment.globalId,
          issueId: issue.globalId,
          deviation: 'The tool has no licenses.',
          reason: 'They come with the next budget.',
        };
      },
    },

    addIncrement: {
      takes: 'deploymentLead',
      event: 'IncrementAdded',
      input: async (organization) => ({
        planId: (await putPlan(app(), organization)).globalId,
        title: 'Early adopters',
        fallBack: 'The old form.',
        ...DAYS,
      }),
    },
    assignDeploymentsToIncrement: {
      takes: 'deploymentLead',
      event: 'IncrementDeploymentsAssigned',
      async input(organization) {
        const { globalId, plan } = await putIncrement(app(), organization);
        return { incrementId: globalId, version: 1, deploymentIds: [plan.deployment.globalId] };
      },
    },
    meetCondition: {
      takes: 'deploymentLead',
      event: 'IncrementConditionMet',
      async input(organization) {
        const { id: incrementId, globalId } = await putIncrement(app(), organization);
        const entry = { incrementId, kind: 'ENTRY', ordinal: 1, text: 'The course was held' } as const;
        const { id: conditionId } = await app().services.database.prisma.incrementCondition.create({ data: entry });
        return { incrementId: globalId, version: 1, conditionId: encodeGlobalId('IncrementCondition', conditionId) };
      },
    },
    reviseIncrement: onIncrement('IncrementRevised', 'PLANNED', { title: 'Volunteers' }),
    reorderIncrements: {
      takes: 'deploymentLead',
      event: 'PlanIncrementsReordered',
      async input(organization) {
        const { globalId, plan } = await putIncrement(app(), organization);
        return { planId: plan.globalId, version: 1, incrementIds: [globalId] };
      },
    },
    readyIncrement: onIncrement('IncrementReadied', 'PLANNED'),
    startIncrement: onIncrement('IncrementStarted', 'READY'),
    bringIncrementToGate: onIncrement('IncrementBroughtToGate', 'RUNNING'),
    decideGate: onIncrement('GateDecided', 'AT_GATE', { decision: 'HOLD', reason: 'Not yet.' }, 'sponsor'),
    resumeIncrement: onIncrement('IncrementResumed', 'HELD'),
  };
}
