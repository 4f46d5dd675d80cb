import { beforeEach, describe, expect, it } from 'vitest';
import { demandNoCircle, wayOfRequirements } from '../../src/improvements/relation-rules.js';
import type { Requirement } from '../../src/improvements/relation-rules.js';
import { putDeployment } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { refusalOf } from '../commands/refusal-of.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';
import { DAYS, Stage } from './stage.js';
import type { Hand } from './stage.js';

describe('a circle of requirements', () => {
  const edges = (text: string): Requirement[] =>
    text.split(' ').flatMap((edge) => {
      const [fromId, toId] = edge.split('>');
      return fromId && toId ? [{ fromId, toId }] : [];
    });

  it.each([
    ['', 'a>b', undefined],
    ['a>b', 'b>c', undefined],
    ['a>b a>c b>d c>d', 'd>e', undefined],
    ['a>b', 'b>a', 'a,b'],
    ['a>b b>c', 'c>a', 'a,b,c'],
    ['a>b b>c c>d a>d', 'd>a', 'a,d'],
    ['b>c c>b', 'a>b', undefined],
  ])('with %s, %s', (there, added, way) => {
    const [edge] = edges(added);
    if (!edge) throw new Error('No edge.');
    expect(wayOfRequirements(edges(there), edge.toId, edge.fromId)?.join(',')).toBe(way);
    expect(refusalOf(() => demandNoCircle(edges(there), edge))?.kind).toBe(way && 'RuleViolationError');
  });
});

describe('relations of improvements', () => {
  let organization: TestOrganization;
  let stage: Stage;
  let lead: Hand;
  let a: Put;
  let b: Put;

  const app = useApp();
  beforeEach(async () => {
    organization = await createTestOrganization(app);
    stage = new Stage(app, app.url);
    lead = stage.as(organization.people.DEPLOYMENT_LEAD);
    [a, b] = [await stage.improvement(organization), await stage.improvement(organization, 'SELECTED', 'The other')];
  });

  const relations = async (improvement: Put) => {
    const answer = await ask(
      app.url,
      `query ($id: ID!) { node(id: $id) { ... on Improvement { relations { from { id } kind to { id } note } } } }`,
      { id: improvement.globalId },
      organization.people.VIEWER.bearer,
    );
    return answer.data?.['node'].relations as unknown;
  };

  it('are read from both ends, and taken back', async () => {
    const relation = { improvementId: a.globalId, kind: 'REQUIRES', relatedId: b.globalId };
    await lead.done('relateImprovement', { ...relation, note: 'It builds on it.' });
    const told = [{ from: { id: a.globalId }, kind: 'REQUIRES', to: { id: b.globalId }, note: 'It builds on it.' }];
    expect(await relations(a)).toEqual(told);
    expect(await relations(b)).toEqual(told);
    expect(await lead.refused('relateImprovement', relation)).toMatchObject({ __typename: 'AlreadyExistsError' });
    await lead.done('unrelateImprovement', relation);
    expect(await relations(b)).toEqual([]);
    expect(await lead.refused('unrelateImprovement', relation)).toMatchObject({
      __typename: 'NotFoundError',
      recordType: 'ImprovementRelation',
    });
    const events = await app.services.database.prisma.event.findMany({
      where: { recordId: a.id },
      orderBy: { position: 'asc' },
    });
    expect(events).toMatchObject([
      {
        type: 'ImprovementRelated',
        improvementId: a.id,
        before: { relations: [] },
        after: { relations: [{ toId: b.id }] },
      },
      { type: 'ImprovementUnrelated', before: { relations: [{}] }, after: { relations: [] } },
    ]);
  });

  it('never lead back to the improvement', async () => {
    expect(
      await lead.refused('relateImprovement', { improvementId: a.globalId, kind: 'REPLACES', relatedId: a.globalId }),
    ).toMatchObject({ rule: 'no-relation-with-itself' });
    await lead.done('relateImprovement', { improvementId: a.globalId, kind: 'REQUIRES', relatedId: b.globalId });
    expect(
      await lead.refused('relateImprovement', { improvementId: b.globalId, kind: 'REQUIRES', relatedId: a.globalId }),
    ).toMatchObject({ rule: 'no-circle-of-requirements' });
  });

  it('that hold both ways are there once', async () => {
    await lead.done('relateImprovement', { improvementId: a.globalId, kind: 'CONFLICTS_WITH', relatedId: b.globalId });
    expect(
      await lead.refused('relateImprovement', {
        improvementId: b.globalId,
        kind: 'CONFLICTS_WITH',
        relatedId: a.globalId,
      }),
    ).toMatchObject({ __typename: 'AlreadyExistsError' });
  });

  describe('stand in the way of a plan', () => {
    /** A plan of the first improvement that everybody agreed to. */
    const agreedPlan = async (): Promise<{ planId: string }> => {
      const targetUnitIds = [organization.ledUnit.globalId];
      const plan = await lead.done('draftPlan', { improvementId: a.globalId, targetUnitIds, ...DAYS });
      const planId = { planId: plan['id'] as string };
      await lead.done('submitPlan', planId);
      await stage.as(organization.people.SPONSOR).done('agreeToPlan', planId);
      const unitIds = [organization.ledUnit.globalId];
      await stage.as(organization.people.PROJECT_LEAD).done('agreeToPlan', { ...planId, unitIds });
      return planId;
    };

    it('until what it requires is deployed', async () => {
      await lead.done('relateImprovement', { improvementId: a.globalId, kind: 'REQUIRES', relatedId: b.globalId });
      const plan = await agreedPlan();
      expect(await lead.refused('activatePlan', plan)).toMatchObject({
        rule: 'required-improvements-deployed',
        missing: [
          'the required improvement "The other" in DEPLOYED or CLOSED (now: SELECTED), or planned in "Led project"',
        ],
      });
      await app.services.database.prisma.improvement.update({ where: { id: b.id }, data: { state: 'DEPLOYED' } });
      await lead.done('activatePlan', plan);
    });

    it('not where what it requires is planned in the same targets, where it comes first', async () => {
      await lead.done('relateImprovement', { improvementId: a.globalId, kind: 'REQUIRES', relatedId: b.globalId });
      const { id } = await putDeployment(app, organization.id, organization.ledUnit.id, { improvementId: b.id });
      const plan = await agreedPlan();
      await app.services.database.prisma.deployment.update({ where: { id }, data: { state: 'WAIVED' } });
      expect(await lead.refused('activatePlan', plan)).toMatchObject({ rule: 'required-improvements-deployed' });
      await app.services.database.prisma.deployment.update({ where: { id }, data: { state: 'PLANNED' } });
      await lead.done('activatePlan', plan);
    });

    it.each(['from it', 'to it'])('while a conflicting one, recorded %s, is under way in a target', async (end) => {
      const [from, to] = end === 'from it' ? [a, b] : [b, a];
      await lead.done('relateImprovement', {
        improvementId: from.globalId,
        kind: 'CONFLICTS_WITH',
        relatedId: to.globalId,
      });
      const { prisma } = app.services.database;
      await prisma.improvement.update({ where: { id: b.id }, data: { state: 'DEPLOYING' } });
      // Elsewhere it does not matter.
      await putDeployment(app, organization.id, organization.otherUnit.id, { improvementId: b.id });
      const there = await putDeployment(app, organization.id, organization.ledUnit.id, {
        improvementId: b.id,
        state: 'IN_PROGRESS',
      });
      const plan = await agreedPlan();
      expect(await lead.refused('activatePlan', plan)).toMatchObject({
        rule: 'no-conflicting-deployment',
        missing: ['the end of the deployment of "The other", which conflicts with this one, in "Led project"'],
      });
      await prisma.deployment.update({ where: { id: there.id }, data: { state: 'WAIVED' } });
      await lead.done('activatePlan', plan);
      await lead.done('suspendPlan', { ...plan, reason: 'The holidays.' });
      await prisma.deployment.update({ where: { id: there.id }, data: { state: 'PLANNED' } });
      expect(await lead.refused('resumePlan', plan)).toMatchObject({ rule: 'no-conflicting-deployment' });
    });
  });
});
