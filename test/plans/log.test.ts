import { beforeAll, describe, expect, it } from 'vitest';
import { decodeGlobalId, encodeGlobalId } from '../../src/ids.js';
import { encodeCursor } from '../../src/log/cursor.js';
import { subscribeWs } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import type { Put } from '../commands/fixtures.js';
import { fold, json, told } from '../commands/fold.js';
import { DAYS, Stage } from './stage.js';
import type { Hand } from './stage.js';

let improvement: Put;
let stage: Stage;
let lead: Hand;
let sponsor: Hand;

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  stage = new Stage(app, app.url);
  lead = stage.as(organization.people.DEPLOYMENT_LEAD);
  sponsor = stage.as(organization.people.SPONSOR);
  improvement = await stage.improvement(organization);
});

describe('the log', () => {
  it('tells of plans and increments live, to who watches their improvement', async () => {
    const feed = subscribeWs(
      app.url,
      `subscription ($ids: [ID!]!) {
        events(filter: { improvementIds: $ids, types: [PLAN_DRAFTED, PLAN_AGREED, GATE_DECIDED, INCREMENT_ADDED] }) {
          __typename improvement { id } ... on PlanDrafted { planState plan { id state } } ... on PlanAgreed { plan { id } }
          ... on IncrementAdded { increment { ordinal } } ... on GateDecided { incrementState increment { id state gateReason } } } }`,
      { ids: [improvement.globalId] },
      organization.people.VIEWER.bearer,
    );
    // The subscription stands once something that it wants has come through.
    let plan = { planId: '' };
    await expect
      .poll(
        async () => {
          if (plan.planId) await lead.done('cancelPlan', { ...plan, reason: 'Another try.' });
          const drafted = await lead.done('draftPlan', {
            improvementId: improvement.globalId,
            targetUnitIds: [organization.ledUnit.globalId],
            ...DAYS,
          });
          plan = { planId: drafted['id'] as string };
          return feed.next(500).catch(() => feed.ended);
        },
        { timeout: 10_000 },
      )
      .toMatchObject({ data: { events: { __typename: 'PlanDrafted', improvement: { id: improvement.globalId } } } });

    const { ledUnit } = organization;
    await lead.done('revisePlan', { ...plan, risks: [{ risk: 'Suppliers object', mitigation: 'Told in advance.' }] });
    const exclusions = [{ unitId: organization.otherUnit.globalId, reason: 'Its contract ends.' }];
    await lead.done('revisePlan', { ...plan, exclusions });
    await lead.done('submitPlan', plan);
    await sponsor.done('declinePlan', { ...plan, reason: 'Not yet.' });
    await sponsor.done('agreeToPlan', plan);
    await stage.as(organization.people.PROJECT_LEAD).done('agreeToPlan', { ...plan, unitIds: [ledUnit.globalId] });
    await lead.done('activatePlan', plan);
    const { id: incrementId } = await lead.done('addIncrement', {
      ...plan,
      title: 'All',
      fallBack: 'The old form.',
      ...DAYS,
      entryConditions: ['Course held'],
      exitConditions: ['Reviews done', 'Nobody complains'],
    });
    const increment = { incrementId: incrementId as string };
    const deployment = await app.services.database.prisma.deployment.findFirstOrThrow({
      where: { improvementId: improvement.id },
    });
    const deploymentIds = [encodeGlobalId('Deployment', deployment.id)];
    await lead.done('assignDeploymentsToIncrement', { ...increment, deploymentIds });
    const ready = await lead.done('readyIncrement', increment);
    const [entry] = ready['conditions'] as { id: string }[];
    await lead.done('meetCondition', { ...increment, conditionId: entry?.id, evidence: 'A list.' });
    await lead.done('startIncrement', increment);
    await lead.done('bringIncrementToGate', increment);
    await sponsor.done('decideGate', { ...increment, decision: 'ROLL_BACK', reason: 'It does not work.' });
    await lead.done('suspendPlan', { ...plan, reason: 'To think again.' });
    await lead.done('resumePlan', plan);

    const next = async () => (await feed.next()).data?.['events'] as Record<string, unknown>;
    for (;;) {
      const event = await next();
      if (event['__typename'] === 'PlanDrafted') continue;
      expect(event).toMatchObject({ __typename: 'PlanAgreed', plan: { id: plan.planId } });
      break;
    }
    expect(await next()).toMatchObject({ __typename: 'PlanAgreed' });
    expect(await next()).toMatchObject({ __typename: 'IncrementAdded', increment: { ordinal: 1 } });
    expect(await next()).toMatchObject({
      __typename: 'GateDecided',
      incrementState: 'ROLLED_BACK',
      increment: { id: incrementId, gateReason: 'It does not work.' },
    });
    await feed.stop();
  });

  it('tells everything: a plan is what its events say', async () => {
    const { prisma } = app.services.database;
    const plans = await prisma.deploymentPlan.findMany({
      where: { organizationId: organization.id },
      include: {
        versions: {
          orderBy: { number: 'desc' },
          take: 1,
          include: {
            targets: true,
            exclusions: { select: { unitId: true, reason: true } },
            agreements: { orderBy: { id: 'asc' }, omit: { versionId: true, organizationId: true } },
          },
        },
        deviations: { omit: { planId: true, organizationId: true } },
      },
    });
    expect(plans.length).toBeGreaterThan(0);
    for (const { versions, ...row } of plans) {
      const [current] = versions;
      const content = {
        id: current?.id,
        number: current?.number,
        writtenById: current?.writtenById,
        createdAt: current?.createdAt,
        plannedStart: current?.plannedStart,
        plannedEnd: current?.plannedEnd,
        trainingNotes: current?.trainingNotes,
        consultingNotes: current?.consultingNotes,
        targetUnitIds: current?.targets.map(({ unitId }) => unitId),
        exclusions: current?.exclusions,
        barriers: current?.barriers,
        risks: current?.risks,
      };
      // A word is told alone, and once more where it is changed; with what a version says, all words on it are told.
      const words = new Map<string, unknown>();
      const events = (await told(app, row.id)).map((event) => {
        const { agreements, agreement, ...after } = event.after as unknown as {
          agreements?: { id: string }[];
          agreement?: { id: string };
        };
        if (agreements) words.clear();
        for (const word of [...(agreements ?? []), ...(agreement ? [agreement] : [])]) words.set(word.id, word);
        const {
          agreements: _agreements,
          agreement: _agreement,
          ...before
        } = (event.before ?? {}) as Record<string, unknown>;
        return { ...event, after, before: event.before && before } as typeof event;
      });
      expect([...words.values()]).toEqual(json(current?.agreements ?? []));
      expect(fold(events)).toEqual(json({ ...row, content }));
    }
    const last = plans.find(({ state }) => state === 'ACTIVE');
    expect(last).toMatchObject({ planVersion: 2, reason: null });
  });

  it('tells everything: an increment is what its events say', async () => {
    const [increment, ...others] = await app.services.database.prisma.increment.findMany({
      where: { organizationId: organization.id },
      include: {
        conditions: {
          orderBy: [{ kind: 'asc' }, { ordinal: 'asc' }],
          omit: { incrementId: true, organizationId: true },
        },
        deployments: true,
      },
    });
    expect(others).toEqual([]);
    const { deployments = [], ...row } = increment ?? {};
    const deploymentIds = deployments.map(({ deploymentId }) => deploymentId);
    expect(deploymentIds).toHaveLength(1);
    expect(fold(await told(app, increment?.id ?? ''))).toEqual(json({ ...row, deploymentIds }));
  });

  it('has the plan of every event under it, which reach those who watch the plan', async () => {
    const { prisma } = app.services.database;
    const { id, people, ledUnit } = organization;
    const other = await stage.improvement(organization, 'SELECTED');
    const drafted = await lead.done('draftPlan', {
      improvementId: other.globalId,
      targetUnitIds: [ledUnit.globalId],
      ...DAYS,
    });
    const planId = drafted['id'] as string;
    const { position } = await prisma.eventLog.findUniqueOrThrow({ where: { organizationId: id } });
    const planned = await lead.done('planDeployment', {
      improvementId: other.globalId,
      unitId: ledUnit.globalId,
      ...DAYS,
    });
    await lead.done('addIncrement', { planId, title: 'All', fallBack: 'The old form.', ...DAYS });
    await lead.done('rescheduleDeployment', { deploymentId: planned['id'] as string, ...DAYS });
    await lead.done('cancelPlan', { planId, reason: 'No use.' });
    await lead.done('rescheduleDeployment', { deploymentId: planned['id'] as string, ...DAYS });
    const after = await prisma.event.findMany({
      where: { organizationId: id, position: { gt: position } },
      orderBy: { position: 'asc' },
    });
    const plan = decodeGlobalId(planId)?.id;
    expect(after.map((event) => `${event.type} ${event.planId === plan}`)).toEqual([
      'DeploymentPlanned true',
      'IncrementAdded true',
      'DeploymentRescheduled true',
      'PlanCanceled true',
      'DeploymentRescheduled false',
    ]);
    expect(after.at(-1)?.planId).toBeNull();

    const { epoch } = await prisma.eventLog.findUniqueOrThrow({ where: { organizationId: id } });
    const feed = subscribeWs(
      app.url,
      `subscription ($ids: [ID!], $after: LogCursor) { events(filter: { planIds: $ids }, after: $after) {
        __typename plan { id state } } }`,
      { ids: [planId], after: encodeCursor({ epoch, position }) },
      people.VIEWER.bearer,
    );
    for (const { type } of after.slice(0, -1)) {
      expect((await feed.next()).data?.['events']).toEqual({
        __typename: type,
        plan: { id: planId, state: 'CANCELED' },
      });
    }
    await feed.stop();
  });
});
