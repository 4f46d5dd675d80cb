import { isThrough, planDeployment, runDeployment } from './deployment.js';
import type { LedgerRecord, Row } from './ledger.js';
import type { Project, World } from './world.js';

/** Shares of the projects in each increment, and the days from activation to its start. */
const SHARES = [
  { share: 0.04, offset: 3, title: 'Early adopters' },
  { share: 0.26, offset: 60, title: 'First wave' },
  { share: 0.35, offset: 130, title: 'Second wave' },
  { share: 0.35, offset: 200, title: 'Third wave' },
] as const;

/** Planned days of an increment. */
const DURATION = 110;

/** The projects of one increment, and when it is to begin, in days from the activation of the plan. */
export interface Wave {
  readonly title: string;
  readonly offset: number;
  readonly projects: readonly Project[];
}

/** An increment that is planned. */
export interface RunningWave {
  readonly record: LedgerRecord;
  readonly offset: number;
  readonly conditions: Row[];
  readonly deployments: readonly LedgerRecord[];
}

/** Splits projects into the waves of a plan: few first, then more. */
export function splitIntoWaves(projects: readonly Project[]): Wave[] {
  let taken = 0;
  let sum = 0;
  return SHARES.map(({ share, offset, title }) => {
    sum += share;
    const through = Math.round(projects.length * sum);
    const wave = { title, offset, projects: projects.slice(taken, through) };
    taken = through;
    return wave;
  });
}

/** Plans the deployments of a wave today, and the increment of which they are part; they run by themselves. */
export function planWave(
  world: World,
  improvementId: string,
  planId: string,
  { title, offset, projects }: Wave,
  index: number,
  start: number,
): RunningWave {
  const { ledger, calendar, chance } = world;
  ledger.actorId = chance.pick(world.processGroupIds);
  const about = { recordType: 'Increment', improvementId, planId } as const;
  const condition = (kind: string, text: string): Row => ({
    id: ledger.id(),
    kind,
    ordinal: 1,
    text,
    metAt: null,
    metById: null,
    evidence: null,
  });
  const conditions = [condition('ENTRY', 'Training is announced.'), condition('EXIT', 'No defect of class A is open.')];
  const eventFields = { conditions: conditions.map((each) => ({ ...each })), deploymentIds: [] };
  const record = ledger.create(
    { ...about, type: 'IncrementAdded' },
    {
      planId,
      ordinal: index + 1,
      title,
      state: 'PLANNED',
      plannedStart: calendar.date(start + offset),
      plannedEnd: calendar.date(start + offset + DURATION),
      actualStart: null,
      actualEnd: null,
      fallBack: 'The process of before.',
      overrideReason: null,
      overriddenById: null,
      gateDecidedById: null,
      gateReason: null,
    },
    eventFields,
  );
  for (const each of conditions) Object.assign(ledger.add('IncrementCondition', each), { incrementId: record.id });
  const deployments = projects.map((project) => {
    const first = start + offset + chance.between(1, 30);
    const days: [number, number] = [first, first + chance.between(45, 90)];
    const deployment = planDeployment(world, improvementId, project, days);
    runDeployment(world, deployment, project, days);
    return deployment;
  });
  const deploymentIds = deployments.map(({ id }) => id).sort();
  for (const deploymentId of deploymentIds) ledger.add('IncrementDeployment', { incrementId: record.id, deploymentId });
  const assigned = { ...about, type: 'IncrementDeploymentsAssigned' };
  ledger.change(record, { state: 'PLANNED' }, assigned, { before: { deploymentIds: [] }, after: { deploymentIds } });
  return { record, offset, conditions, deployments };
}

/** Brings the increments of a plan to their gates, one after the other; a sponsor lets the next begin where one is slow. */
export function gateWaves(
  { ledger, calendar, chance, processGroupIds, sponsorIds }: World,
  improvementId: string,
  planId: string,
  waves: readonly RunningWave[],
  start: number,
): void {
  const about = { recordType: 'Increment', improvementId, planId } as const;
  for (const [index, { record, offset, conditions, deployments }] of waves.entries()) {
    const change = (
      type: string,
      actorId: string,
      patch: Row,
      note: string | null = null,
      relatedFields = {},
    ): void => {
      ledger.actorId = actorId;
      const { state } = record;
      ledger.change(record, { state, ...patch }, { ...about, type, note }, relatedFields);
    };
    const meet = (kind: string): void => {
      const condition = conditions.find((each) => each['kind'] === kind && each['metAt'] === null);
      if (!condition) return;
      const eventFields = () => conditions.map(({ incrementId: _incrementId, ...each }) => each);
      const before = { conditions: eventFields() };
      const metById = chance.pick(processGroupIds);
      Object.assign(condition, { metAt: ledger.now.toISOString(), metById, evidence: 'Seen.' });
      change('IncrementConditionMet', metById, {}, 'Seen.', { before, after: { conditions: eventFields() } });
    };
    const begin = (): void => {
      meet('ENTRY');
      const late = index > 0 && waves[index - 1]?.record['state'] !== 'PASSED';
      const by = late ? chance.pick(sponsorIds) : chance.pick(processGroupIds);
      const override = late ? { overrideReason: 'The rest of the wave follows.', overriddenById: by } : {};
      change('IncrementReadied', chance.pick(processGroupIds), { state: 'READY' });
      const patch = { state: 'RUNNING', actualStart: calendar.date(calendar.today), ...override };
      change('IncrementStarted', by, patch, override.overrideReason ?? null);
      calendar.on(start + offset + DURATION, gate);
    };
    const gate = (): void => {
      if (!deployments.every(isThrough)) return calendar.on(calendar.today + 10, gate);
      meet('EXIT');
      change('IncrementBroughtToGate', chance.pick(processGroupIds), { state: 'AT_GATE' });
      return calendar.on(calendar.today + chance.between(1, 10), () => decide(chance.happens(0.15)));
    };
    const decide = (holds: boolean): void => {
      const gateDecidedById = chance.pick(sponsorIds);
      const gateReason = holds ? 'The figures of two projects are missing.' : 'It works.';
      const decided = { gateDecidedById, gateReason };
      if (!holds) {
        const patch = { state: 'PASSED', ...decided, actualEnd: calendar.date(calendar.today) };
        return change('GateDecided', gateDecidedById, patch, gateReason);
      }
      change('GateDecided', gateDecidedById, { state: 'HELD', ...decided }, gateReason);
      return calendar.on(calendar.today + 8, () => {
        change('IncrementResumed', chance.pick(processGroupIds), { state: 'RUNNING' });
        change('IncrementBroughtToGate', chance.pick(processGroupIds), { state: 'AT_GATE' });
        calendar.on(calendar.today + 3, () => decide(false));
      });
    };
    calendar.on(start + offset, begin);
  }
}
