import type { Event } from '../../src/generated/prisma/client.js';
import { ROLES } from '../../src/auth/permissions.js';
import type { Replay } from './replay.js';

// oxlint-disable-next-line typescript/no-explicit-any -- rows of any table, read by their names
type Any = any;

const ENDED = ['CONFIRMED', 'WAIVED', 'ROLLED_BACK'];
const OPEN = ['PLANNED', 'PREPARING', 'IN_PROGRESS', 'BLOCKED', 'DEFERRED'];
const AT_LEAST_LEAD = ['PROJECT_LEAD', 'DEPLOYMENT_LEAD', 'SPONSOR', 'ADMINISTRATOR'];
const AT_LEAST_SPONSOR = ['SPONSOR', 'ADMINISTRATOR'];

/** Says what is broken; nothing where all is well. */
type Law = (told: Replay, event: Event & { readonly after: Any; readonly before: Any }) => string | false | undefined;

const of = (told: Replay, table: Parameters<Replay['list']>[0], fields: Record<string, unknown>): Any[] =>
  told.list(table).filter((row) => Object.entries(fields).every(([field, value]) => row[field] === value));
const the = (told: Replay, table: Parameters<Replay['list']>[0], id: unknown): Any => told.rows(table).get(String(id));

/** The version of a plan's content that is current. */
const currentOf = (told: Replay, planId: string): Any => {
  const { planVersion } = the(told, 'DeploymentPlan', planId);
  return of(told, 'PlanVersion', { planId, number: planVersion })[0];
};

const isActive = (told: Replay, personId: string, roles: readonly string[]): boolean => {
  const person = the(told, 'Person', personId);
  return person.active === true && roles.includes(person.role as string);
};

/** Guard 1, said anew: a sponsor and a lead of each target have said yes to this version, and nobody of them no. */
function agreed(told: Replay, planId: string): string | undefined {
  const { id: versionId } = currentOf(told, planId);
  const words = of(told, 'PlanAgreement', { versionId });
  const heard = (counts: (word: Any) => boolean): boolean => {
    const counting = words.filter(counts);
    return counting.length > 0 && counting.every((word) => word.agreed === true);
  };
  if (!heard((word) => word.unitId === null && isActive(told, word.personId, AT_LEAST_SPONSOR)))
    return 'no sponsor agreed';
  for (const { unitId } of of(told, 'PlanTarget', { versionId })) {
    const leads = of(told, 'UnitLead', { unitId }).map(({ personId }) => personId as string);
    if (
      !heard(
        (word) =>
          word.unitId === unitId && leads.includes(word.personId) && isActive(told, word.personId, AT_LEAST_LEAD),
      )
    )
      return `no lead of ${unitId} agreed`;
  }
  return undefined;
}

/** Guard 3, said anew. */
function unrelated(told: Replay, planId: string): string | undefined {
  const { improvementId } = the(told, 'DeploymentPlan', planId);
  const relations = told.list('ImprovementRelation');
  for (const { fromId, kind, toId } of relations) {
    if (
      kind === 'REQUIRES' &&
      fromId === improvementId &&
      !['DEPLOYED', 'CLOSED'].includes(the(told, 'Improvement', toId).state)
    )
      return 'a required improvement is not deployed';
  }
  const units = of(told, 'PlanTarget', { versionId: currentOf(told, planId).id }).map(({ unitId }) => unitId as string);
  const rivals = relations
    .filter(({ kind, fromId, toId }) => kind === 'CONFLICTS_WITH' && [fromId, toId].includes(improvementId))
    .map(({ fromId, toId }) => the(told, 'Improvement', fromId === improvementId ? toId : fromId))
    .filter(({ state, heldState }) => state === 'DEPLOYING' || heldState === 'DEPLOYING');
  for (const { id } of rivals)
    if (
      of(told, 'Deployment', { improvementId: id }).some(
        ({ state, unitId }) => units.includes(unitId) && !ENDED.includes(state),
      )
    )
      return 'a conflicting improvement is being deployed in a target';
  return undefined;
}

/** The newest plan of an improvement, one that was canceled only where all were. */
function planOf(told: Replay, improvementId: string): Any {
  const plans = of(told, 'DeploymentPlan', { improvementId }).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return plans.find(({ state }) => state !== 'CANCELED') ?? plans[0];
}

const COMPLETE = ['CONFIRMED', 'REVIEWED', 'CLOSED'];

/** Guard 6, afterwards, said anew: nothing is deployed anew once the newest plan is confirmed to be complete. */
function incomplete(told: Replay, improvementId: string): string | false {
  return COMPLETE.includes(planOf(told, improvementId)?.state) && 'the plan was confirmed to be complete';
}

/** Guards 1 and 2, said anew: a project begins in a target of an active plan, and in an increment that is under way. */
function begins(told: Replay, { recordId }: { recordId: string }): string | false | undefined {
  const { state, improvementId, unitId } = the(told, 'Deployment', recordId);
  const plan = planOf(told, improvementId);
  if (state !== 'PLANNED' || !plan) return undefined;
  if (plan.state !== 'ACTIVE') return `began by a plan that is ${plan.state}`;
  if (of(told, 'PlanTarget', { versionId: currentOf(told, plan.id).id, unitId }).length === 0)
    return 'began in no target';
  const increments = of(told, 'Increment', { planId: plan.id });
  const here = increments.filter(
    ({ id }) => of(told, 'IncrementDeployment', { incrementId: id, deploymentId: recordId })[0],
  );
  const underWay = here.some((each) => ['RUNNING', 'AT_GATE', 'HELD'].includes(each.state));
  return increments.length > 0 && !underWay && 'began outside of an increment under way';
}

const unmet = (told: Replay, incrementId: string, kind: string): boolean =>
  of(told, 'IncrementCondition', { incrementId, kind }).some(({ metAt }) => metAt === null);

/** What must have been true right before an event: the guards of the domain, each said anew from the log alone. */
const BEFORE: Readonly<Record<string, Law>> = {
  PlanActivated: (told, { recordId }) => agreed(told, recordId) ?? unrelated(told, recordId),
  PlanResumed: (told, { recordId }) => unrelated(told, recordId),
  PlanRevised(told, { recordId, before, after }) {
    const scope = ({ content }: Any): string =>
      JSON.stringify([
        content.plannedStart,
        content.plannedEnd,
        [...(content.targetUnitIds as string[])].sort(),
        content.exclusions.map(({ unitId }: Any) => unitId as string).sort(),
      ]);
    const other = scope(before) !== scope(after);
    const { planVersion, state } = the(told, 'DeploymentPlan', recordId);
    if (after.planVersion !== planVersion + (other ? 1 : 0)) return 'another scope is another version, the same is not';
    if (other && state !== 'DRAFT' && after.state !== 'IN_REVIEW') return 'another scope is asked again';
    return other && after.agreements.length > 0 && 'nobody has agreed to a new version';
  },
  DeploymentPrepared: begins,
  ProgressRecorded: begins,
  ImprovementDeployed(told, { recordId }) {
    const plan = planOf(told, recordId);
    return plan && !COMPLETE.includes(plan.state) && `deployed with a plan that is ${plan.state}`;
  },
  DeploymentPlanned: (told, { after }) => incomplete(told, String(after.improvementId)),
  DeploymentReplanned: (told, { recordId }) => incomplete(told, the(told, 'Deployment', recordId).improvementId),
  IncrementStarted(told, { recordId, after }) {
    const { planId, ordinal } = the(told, 'Increment', recordId);
    if (the(told, 'DeploymentPlan', planId).state !== 'ACTIVE') return 'the plan is not active';
    const before = of(told, 'Increment', { planId })
      .filter((each) => each.ordinal < ordinal)
      .sort((a, b) => b.ordinal - a.ordinal)[0];
    const overridden = Boolean(after.overrideReason) && isActive(told, after.overriddenById, AT_LEAST_SPONSOR);
    if (before && before.state !== 'PASSED' && !overridden) return 'the increment before has not passed';
    return unmet(told, recordId, 'ENTRY') && 'an entry condition is not met';
  },
  IncrementDeploymentsAssigned(told, { recordId, after }) {
    const { planId } = the(told, 'Increment', recordId);
    for (const id of after.deploymentIds as string[]) {
      const others = of(told, 'IncrementDeployment', { deploymentId: id })
        .map(({ incrementId }) => the(told, 'Increment', incrementId))
        .filter((each) => each.id !== recordId && each.planId === planId);
      const { state } = the(told, 'Deployment', id);
      const anew = !['ADOPTED', ...ENDED].includes(state);
      if (others.some((each) => each.state !== 'ROLLED_BACK' && !(each.state === 'PASSED' && anew)))
        return 'a deployment of another increment';
    }
    return undefined;
  },
  GateDecided(told, { recordId, after, actorId }) {
    if (!isActive(told, String(actorId), AT_LEAST_SPONSOR)) return 'no sponsor decided';
    if (after.state !== 'PASSED') return undefined;
    const states = of(told, 'IncrementDeployment', { incrementId: recordId }).map(
      ({ deploymentId }) => the(told, 'Deployment', deploymentId).state as string,
    );
    if (states.some((state) => !['ADOPTED', ...ENDED].includes(state))) return 'a deployment is still under way';
    return unmet(told, recordId, 'EXIT') && 'an exit condition is not met';
  },
  DeploymentConfirmed: (told, { recordId, actorId }) =>
    the(told, 'Deployment', recordId).adoptedById === actorId && 'the same person adopted and confirmed',
  PlanConfirmed(told, { recordId, actorId }) {
    const { improvementId, activatedById } = the(told, 'DeploymentPlan', recordId);
    if (activatedById === actorId) return 'the same person activated and confirmed';
    const deployments = of(told, 'Deployment', { improvementId });
    const ended = ({ state, waiver, rollBackReason }: Any): boolean =>
      state === 'CONFIRMED' ||
      (state === 'WAIVED' && waiver !== null) ||
      (state === 'ROLLED_BACK' && rollBackReason !== null);
    if (!deployments.every(ended)) return 'a deployment is not over, or nobody said why';
    const there = deployments.map(({ unitId }) => unitId as string);
    if (
      of(told, 'PlanTarget', { versionId: currentOf(told, recordId).id }).some(({ unitId }) => !there.includes(unitId))
    )
      return 'a target has no deployment';
    if (of(told, 'TrainingItem', { improvementId }).some(({ state }) => state === 'NEEDED' || state === 'DRAFT'))
      return 'training is not finished';
    const accepted = ({ id: issueId, openedAt }: Any): boolean =>
      of(told, 'AcceptedDeviation', { planId: recordId, issueId }).some(({ acceptedAt }) => acceptedAt >= openedAt);
    const open = of(told, 'Issue', { improvementId }).filter(({ state }) => state !== 'CLOSED');
    return !open.every(accepted) && 'an issue is open, and nobody accepted that';
  },
  PlanDrafted(told, { after: { templateId, templateVersion } }) {
    if (templateId === null) return undefined;
    const { state, version } = the(told, 'PlanTemplate', templateId);
    return (state !== 'ACTIVE' || version !== templateVersion) && 'drafted from a template that is not so';
  },
  PlanClosed(told, { recordId }) {
    if (the(told, 'DeploymentPlan', recordId).state !== 'REVIEWED') return 'the plan was not reviewed';
    const [review] = of(told, 'ResultReview', { planId: recordId });
    const topics = new Set(of(told, 'ReviewDecision', { reviewId: review?.id }).map(({ topic }) => topic as string));
    return topics.size !== 5 && `only ${topics.size} topics are decided on`;
  },
  BaselineFixed(told, { recordId }) {
    const { improvementId } = the(told, 'Measure', recordId);
    const plans = of(told, 'DeploymentPlan', { improvementId }).map(({ id }) => id as string);
    return (
      told.list('Increment').some(({ planId, actualStart }) => plans.includes(planId) && actualStart !== null) &&
      'an increment had begun'
    );
  },
  ImprovementClosed: (told, { recordId }) =>
    of(told, 'DeploymentPlan', { improvementId: recordId }).some(
      ({ state }) => !['CLOSED', 'CANCELED'].includes(state),
    ) && 'a plan is not over',
};

/** What holds at any time. */
const ALWAYS: Readonly<Record<string, (told: Replay) => string | false | undefined>> = {
  deployments(told) {
    for (const each of told.list('Deployment')) {
      const { id, state, resumeState, percent, adoptedById, confirmedById, processVersion, waiver, actualEnd } = each;
      const open = of(told, 'Blocker', { deploymentId: id, removedAt: null }).length;
      if (percent < 0 || percent > 100) return `${percent} percent`;
      if (each.plannedEnd < each.plannedStart) return 'ends before it starts';
      if (state === 'BLOCKED' && open === 0) return 'blocked by nothing';
      if (open > 0 && !['BLOCKED', 'DEFERRED', 'WAIVED', 'ROLLED_BACK'].includes(state))
        return `${state} with something in the way`;
      const put = state === 'BLOCKED' || state === 'DEFERRED';
      if (put !== ['PLANNED', 'PREPARING', 'IN_PROGRESS'].includes(resumeState)) return `${state} over ${resumeState}`;
      // Guards 4 and 5.
      const adopted = state === 'ADOPTED' || state === 'CONFIRMED';
      if (adopted && (processVersion === null) === (waiver === null)) return 'adopted by what?';
      if (adopted && (percent !== 100 || adoptedById === null || actualEnd === null)) return 'adopted in part';
      if (state === 'CONFIRMED' && (confirmedById === null || confirmedById === adoptedById))
        return 'confirmed by whom?';
      if (confirmedById !== null && state !== 'CONFIRMED' && state !== 'ROLLED_BACK') return `confirmed and ${state}`;
    }
    return undefined;
  },
  improvements(told) {
    for (const { id, state, heldState } of told.list('Improvement')) {
      if ((state === 'ON_HOLD') !== (heldState !== null)) return `${state} over ${heldState}`;
      if (state !== 'DEPLOYED' && state !== 'CLOSED') continue;
      const states = of(told, 'Deployment', { improvementId: id }).map((each) => each.state as string);
      if (states.length === 0 || !states.every((each) => ENDED.includes(each))) return `${state} with ${states.join()}`;
    }
    const requires = of(told, 'ImprovementRelation', { kind: 'REQUIRES' });
    const circle = (id: string, seen: readonly string[]): boolean =>
      seen.includes(id) || requires.some(({ fromId, toId }) => fromId === id && circle(toId, [...seen, id]));
    return requires.some(({ fromId }) => circle(fromId, [])) && 'requirements in a circle';
  },
  plans(told) {
    for (const { id } of told.list('Improvement')) {
      const open = of(told, 'DeploymentPlan', { improvementId: id }).filter(
        ({ state }) => !['CLOSED', 'CANCELED'].includes(state),
      );
      if (open.length > 1) return 'two plans of one improvement';
    }
    for (const { id } of told.list('DeploymentPlan')) {
      const increments = of(told, 'Increment', { planId: id });
      const ordinals = increments.map(({ ordinal }) => ordinal as number).sort((a, b) => a - b);
      if (ordinals.some((ordinal, index) => ordinal !== index + 1)) return `increments ${ordinals.join()}`;
      const parts = increments
        .filter(({ state }) => state !== 'ROLLED_BACK' && state !== 'PASSED')
        .flatMap((each) =>
          of(told, 'IncrementDeployment', { incrementId: each.id }).map(({ deploymentId }) => deploymentId as string),
        );
      if (new Set(parts).size !== parts.length) return 'a deployment in two increments that are to come or under way';
    }
    return undefined;
  },
  groups(told) {
    const names = of(told, 'Group', { deletedAt: null }).map(({ name }) => name as string);
    if (new Set(names).size !== names.length) return 'two groups of one name';
    const leads = told.list('UnitLead');
    for (const { id, name, role, roleByHand, erasedAt } of told.list('Person')) {
      const memberships = of(told, 'GroupMember', { personId: id });
      if (erasedAt !== null) continue;
      const given = memberships
        .filter(({ groupId }) => the(told, 'Group', groupId).deletedAt === null)
        .flatMap(({ groupId }) => of(told, 'GroupMapping', { groupId }));
      const roles = given.map((each) => each.role as string | null).filter((each) => each !== null);
      const highest = ROLES.findLast((each) => roles.includes(each));
      if ((highest === undefined) !== (roleByHand === null))
        return `${name}: ${highest} by groups, ${roleByHand} by hand`;
      if (highest !== undefined && highest !== role) return `${name}: ${highest} by groups, and ${role}`;
      const units = new Set(given.map(({ unitId }) => unitId as string | null).filter((each) => each !== null));
      const led = leads.filter(({ personId }) => personId === id);
      if ([...units].some((each) => !led.some(({ unitId }) => unitId === each)))
        return `${name} lacks a lead by a group`;
      if (led.some(({ managedBy, unitId }) => managedBy === 'GROUPS' && !units.has(unitId as string)))
        return `${name} leads a unit by no group`;
    }
    return undefined;
  },
  templates(told) {
    const names = of(told, 'PlanTemplate', { state: 'ACTIVE' }).map(({ name }) => name as string);
    if (new Set(names).size !== names.length) return 'two templates of one name';
    const later = ({ templateId, templateVersion }: Any): boolean =>
      templateVersion > the(told, 'PlanTemplate', templateId).version;
    return (
      told.list('DeploymentPlan').some((plan) => plan.templateId !== null && later(plan)) && 'from a later version'
    );
  },
  training(told) {
    for (const { id, state } of told.list('TrainingItem')) {
      const versions = of(told, 'TrainingVersion', { itemId: id, supersededAt: null });
      const published = versions.filter(({ publishedAt }) => publishedAt !== null).length;
      if (published !== (state === 'PUBLISHED' ? 1 : 0)) return `${state} with ${published} versions in use`;
      const drafts = versions.length - published;
      if (drafts > 1 || (state === 'DRAFT' && drafts === 0) || (state === 'SUPERSEDED' && drafts > 0))
        return `${state} with ${drafts} drafts`;
    }
    return undefined;
  },
  baselines(told) {
    for (const { measureId, unitId, periodStart, periodEnd } of told.list('MeasureBaseline')) {
      const readings = of(told, 'MeasureReading', { measureId, unitId });
      if (!readings.some(({ day }) => day >= periodStart && day <= periodEnd)) return 'a baseline of nothing';
    }
    return undefined;
  },
  administrators: (told) =>
    !told.list('Person').some(({ role, active }) => role === 'ADMINISTRATOR' && active) && 'no administrator is left',
  retired: (told) =>
    told
      .list('Deployment')
      .some(({ unitId, state }) => OPEN.includes(state as string) && the(told, 'Unit', unitId).retiredAt) &&
    'a deployment is open in a retired unit',
};

/** Throws where a guard did not hold at an event, told by what happened before it. */
export function demandGuards(told: Replay, event: Event): void {
  const broken = BEFORE[event.type]?.(told, event as never);
  if (broken) throw new Error(`${event.type} at ${event.position}: ${broken}.`);
  // Reports of the past add these up.
  const sides = [event.before, event.after].filter((side) => side !== null) as object[];
  if (event.recordType === 'Deployment' && !sides.every((side) => 'state' in side && 'percent' in side))
    throw new Error(`${event.type} at ${event.position} does not say state and percent.`);
}

/** Throws where something does not hold that always must. */
export function demandSound(told: Replay): void {
  for (const [name, law] of Object.entries(ALWAYS)) {
    const broken = law(told);
    if (broken) throw new Error(`After ${told.position}, ${name}: ${broken}.`);
  }
}
