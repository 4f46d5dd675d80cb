import { dayOf } from '../../clock.js';
import { Deployment } from '../../deployments/schema/deployment.js';
import type {
  Deployment as DeploymentRow,
  DeploymentPlan as PlanRow,
  Improvement as ImprovementRow,
  Increment as IncrementRow,
} from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Increment } from '../../plans/schema/increment.js';
import { DeploymentPlan } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import { waiting, WAITING_KINDS } from '../operations/waiting.js';
import type { Waiting } from '../operations/waiting.js';
import { offsetPage, selectionOf, totalCountConnection } from './paging.js';

const WaitingKindEnum = builder.enumType('WaitingKind', {
  description: 'Where work waits for somebody to decide or to act.',
  values: {
    SUGGESTION_TO_ANALYZE: {
      value: 'SUGGESTION_TO_ANALYZE',
      description: 'An improvement that nobody has looked into.',
    },
    ANALYSIS_TO_SELECT: { value: 'ANALYSIS_TO_SELECT', description: 'An analyzed improvement: chosen or not?' },
    SELECTION_WITHOUT_PLAN: { value: 'SELECTION_WITHOUT_PLAN', description: 'A chosen improvement without a plan.' },
    IMPROVEMENT_ON_HOLD: { value: 'IMPROVEMENT_ON_HOLD', description: 'An improvement that was set aside.' },
    PLAN_TO_SUBMIT: { value: 'PLAN_TO_SUBMIT', description: 'A plan that is being written.' },
    PLAN_TO_AGREE: { value: 'PLAN_TO_AGREE', description: 'A plan that not all have agreed to.' },
    PLAN_TO_ACTIVATE: { value: 'PLAN_TO_ACTIVATE', description: 'A plan that all have agreed to.' },
    GATE_TO_DECIDE: { value: 'GATE_TO_DECIDE', description: 'An increment at its gate.' },
    ADOPTION_TO_CONFIRM: {
      value: 'ADOPTION_TO_CONFIRM',
      description: 'An adopted deployment that nobody has confirmed.',
    },
    BLOCKER_WITHOUT_OWNER: {
      value: 'BLOCKER_WITHOUT_OWNER',
      description: "A deployment with something in its way that is nobody's to remove.",
    },
  } as const,
});

interface Item extends Waiting {
  readonly improvement: ImprovementRow | undefined;
  readonly plan: PlanRow | undefined;
  readonly increment: IncrementRow | undefined;
  readonly deployment: DeploymentRow | undefined;
  readonly today: Date;
}

const WaitingObject = builder.objectRef<Item>('WaitingItem').implement({
  description: 'Something that waits for somebody to decide or to act: one of the records below.',
  fields: (t) => ({
    kind: t.expose('kind', { type: WaitingKindEnum, description: 'What it waits for.' }),
    improvement: t.expose('improvement', {
      type: Improvement,
      nullable: true,
      description: 'The improvement that waits.',
    }),
    plan: t.expose('plan', { type: DeploymentPlan, nullable: true, description: 'The plan that waits.' }),
    increment: t.expose('increment', { type: Increment, nullable: true, description: 'The increment that waits.' }),
    deployment: t.expose('deployment', { type: Deployment, nullable: true, description: 'The deployment that waits.' }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when.' }),
    ageDays: t.int({
      description: 'For how many days.',
      resolve: ({ since, today }) => Math.max(0, Math.floor((today.getTime() - dayOf(since).getTime()) / 86_400_000)),
    }),
  }),
});

builder.queryField('waitingWork', (t) =>
  t.connection(
    {
      type: WaitingObject,
      description: 'Where work waits for somebody to decide or to act, the longest first.',
      complexity: connectionCost,
      args: {
        kinds: t.arg({ type: [WaitingKindEnum], description: 'Only of these kinds; all where nothing is said.' }),
      },
      resolve: async (_root, args, context, info) => {
        const { organizationId } = await context.actor();
        const { prisma } = context.services.database;
        const today = dayOf(context.services.clock());
        return offsetPage(args, async (page) => {
          const { items, total } = await waiting(prisma, organizationId, args.kinds ?? WAITING_KINDS, page);
          const where = (recordType: Waiting['recordType']) => ({
            organizationId,
            id: { in: items.filter((item) => item.recordType === recordType).map(({ recordId }) => recordId) },
          });
          const query = (typeName: string, field: string) => selectionOf(context, info, typeName, field);
          const [improvements, plans, increments, deployments] = await Promise.all([
            prisma.improvement.findMany({
              ...(await query('Improvement', 'improvement')),
              where: where('Improvement'),
            }),
            prisma.deploymentPlan.findMany({
              ...(await query('DeploymentPlan', 'plan')),
              where: where('DeploymentPlan'),
            }),
            prisma.increment.findMany({ ...(await query('Increment', 'increment')), where: where('Increment') }),
            prisma.deployment.findMany({ ...(await query('Deployment', 'deployment')), where: where('Deployment') }),
          ]);
          const of = <Row extends { id: string }>(rows: Row[], item: Waiting) =>
            rows.find(({ id }) => id === item.recordId);
          return {
            total,
            items: items.map((item) => ({
              ...item,
              improvement: of(improvements, item),
              plan: of(plans, item),
              increment: of(increments, item),
              deployment: of(deployments, item),
              today,
            })),
          };
        });
      },
    },
    totalCountConnection('A page of what waits.'),
    { description: 'Something that waits, with its cursor.' },
  ),
);
