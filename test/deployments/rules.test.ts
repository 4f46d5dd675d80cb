import { describe, expect, it } from 'vitest';
import {
  demandAllEnded,
  demandMayBegin,
  demandNotComplete,
  demandNowhereInUse,
  demandPlanConfirmed,
  demandProcessVersionOrWaiver,
  demandSecondPerson,
  demandTarget,
  demandWithinPlan,
  deploymentStates,
  nextState,
} from '../../src/deployments/rules.js';
import type { DeploymentStatus, DeploymentVerb } from '../../src/deployments/rules.js';
import { DeploymentState, ImprovementState, IncrementState, PlanState } from '../../src/generated/prisma/enums.js';
import { refusalOf } from '../commands/refusal-of.js';
import { table } from '../commands/table.js';

/**
 * What each verb makes of each state; `-` refuses, `same` leaves it as it is. `BLOCKED+` and `DEFERRED+` keep the state
 * underneath; `begun` stays blocked, over IN_PROGRESS; `back` goes back to it, or to BLOCKED while something is in the way.
 */
const life = table<DeploymentVerb, DeploymentState>(`
                        PLANNED      PREPARING    IN_PROGRESS  BLOCKED      DEFERRED     ADOPTED      CONFIRMED    WAIVED   ROLLED_BACK
  rescheduleDeployment  same         same         same         same         same         -            -            -        -
  requestReschedule     same         same         same         same         same         -            -            -        -
  declineReschedule     same         same         same         same         same         -            -            -        -
  prepareDeployment     PREPARING    -            -            -            -            -            -            -        -
  recordProgress        IN_PROGRESS  IN_PROGRESS  IN_PROGRESS  begun        -            -            -            -        -
  blockDeployment       BLOCKED+     BLOCKED+     BLOCKED+     BLOCKED+     -            -            -            -        -
  unblockDeployment     -            -            -            back         DEFERRED+    -            -            -        -
  adoptDeployment       -            -            ADOPTED      -            -            -            -            -        -
  confirmDeployment     -            -            -            -            -            CONFIRMED    -            -        -
  declineAdoption       -            -            -            -            -            IN_PROGRESS  -            -        -
  deferDeployment       DEFERRED+    DEFERRED+    DEFERRED+    DEFERRED+    -            -            -            -        -
  resumeDeployment      -            -            -            -            back         -            -            -        -
  waiveDeployment       WAIVED       WAIVED       WAIVED       WAIVED       WAIVED       -            -            -        -
  rollBackDeployment    -            ROLLED_BACK  ROLLED_BACK  ROLLED_BACK  ROLLED_BACK  ROLLED_BACK  ROLLED_BACK  -        -
  replanDeployment      -            -            -            -            -            -            -            PLANNED  PLANNED
`);

/** In which states of its improvement each verb may be done. */
const whileImprovement = table<DeploymentVerb, ImprovementState>(`
                        SUGGESTED  ANALYZED  SELECTED  DEPLOYING  DEPLOYED  CLOSED  REJECTED  ON_HOLD
  rescheduleDeployment  -          -         yes       yes        -         -       -         -
  requestReschedule     -          -         yes       yes        -         -       -         -
  declineReschedule     -          -         yes       yes        -         -       -         -
  prepareDeployment     -          -         -         yes        -         -       -         -
  recordProgress        -          -         -         yes        -         -       -         -
  blockDeployment       -          -         yes       yes        -         -       -         -
  unblockDeployment     -          -         yes       yes        -         -       -         yes
  adoptDeployment       -          -         -         yes        -         -       -         -
  confirmDeployment     -          -         -         yes        -         -       -         -
  declineAdoption       -          -         -         yes        -         -       -         -
  deferDeployment       -          -         yes       yes        -         -       -         -
  resumeDeployment      -          -         yes       yes        -         -       -         -
  waiveDeployment       -          -         yes       yes        -         -       -         -
  rollBackDeployment    -          -         -         yes        yes       -       -         -
  replanDeployment      -          -         yes       yes        -         -       -         -
`);

const UNDERNEATH = ['PLANNED', 'PREPARING', 'IN_PROGRESS'] as const;

/** Every life there can be: BLOCKED and DEFERRED over each state underneath, all others over none. */
const lives: readonly DeploymentStatus[] = life.columns.flatMap((state): DeploymentStatus[] =>
  state === 'BLOCKED' || state === 'DEFERRED'
    ? UNDERNEATH.map((resumeState) => ({ state, resumeState }))
    : [{ state, resumeState: null }],
);

function expected(cell: string, { state, resumeState }: DeploymentStatus, openBlockers: number): DeploymentStatus {
  const underneath = resumeState ?? state;
  if (cell === 'same') return { state, resumeState };
  if (cell === 'begun') return { state: 'BLOCKED', resumeState: 'IN_PROGRESS' };
  if (cell === 'BLOCKED+') return { state: 'BLOCKED', resumeState: underneath };
  if (cell === 'DEFERRED+') return { state: 'DEFERRED', resumeState: underneath };
  if (cell !== 'back') return { state: cell as DeploymentState, resumeState: null };
  return openBlockers > 0 ? { state: 'BLOCKED', resumeState: underneath } : { state: underneath, resumeState: null };
}

describe('the life of a deployment', () => {
  it('knows no other verbs and states than these tables', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(deploymentStates.transitions).sort());
    expect([...whileImprovement.rows].sort()).toEqual(Object.keys(deploymentStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(DeploymentState).sort());
    expect([...whileImprovement.columns].sort()).toEqual(Object.values(ImprovementState).sort());
  });

  describe.each(life.rows)('%s', (verb) => {
    const from = life.columns.filter((state) => life.cell(verb, state) !== '-');
    const during = whileImprovement.columns.filter((state) => whileImprovement.cell(verb, state) === 'yes');

    it.each(lives)('from $state over $resumeState', (current) => {
      for (const improvementState of whileImprovement.columns) {
        for (const openBlockers of [0, 1, 2]) {
          const facts = { ...current, improvementState, openBlockers };
          const told = `${JSON.stringify(facts)} ${verb}`;
          const missing = [
            ...(from.includes(current.state) ? [] : [`the deployment in ${from.join(' or ')}`]),
            ...(during.includes(improvementState) ? [] : [`its improvement in ${during.join(' or ')}`]),
          ].map(words);
          if (missing.length === 0) {
            expect(nextState(facts, verb), told).toEqual(
              expected(life.cell(verb, current.state), current, openBlockers),
            );
            continue;
          }
          const refusal = refusalOf(() => nextState(facts, verb));
          expect(refusal, told).toMatchObject({
            kind: 'RuleViolationError',
            rule: 'deployment-life',
            source: 'OPM SP 3.2 subpractice 3',
            message: `${verb} does not apply to a deployment that is ${current.state} of an improvement that is ${improvementState}.`,
          });
          expect(refusal?.kind === 'RuleViolationError' && refusal.missing.map(words), told).toEqual(missing);
        }
      }
    });
  });

  it('comes back to the state underneath through blocking, putting off, unblocking and taking up, in any order', () => {
    const orders: readonly (readonly [DeploymentVerb, number])[][] = [
      [
        ['blockDeployment', 1],
        ['deferDeployment', 1],
        ['unblockDeployment', 0],
        ['resumeDeployment', 0],
      ],
      [
        ['blockDeployment', 1],
        ['deferDeployment', 1],
        ['resumeDeployment', 1],
        ['unblockDeployment', 0],
      ],
      [
        ['blockDeployment', 1],
        ['blockDeployment', 2],
        ['unblockDeployment', 1],
        ['unblockDeployment', 0],
      ],
    ];
    for (const state of UNDERNEATH) {
      for (const steps of orders) {
        let current: DeploymentStatus = { state, resumeState: null };
        for (const [verb, openBlockers] of steps) {
          current = nextState({ ...current, improvementState: 'DEPLOYING', openBlockers }, verb);
          expect(current.state === 'BLOCKED' || current.state === 'DEFERRED').toBe(current.resumeState !== null);
        }
        expect(current).toEqual({ state, resumeState: null });
      }
    }
  });
});

/** The words of a sentence, whatever their order: which states are named matters, not in which order. */
function words(sentence: string): string[] {
  return sentence.split(' ').sort();
}

describe('demandProcessVersionOrWaiver (guard 4)', () => {
  it.each([
    { processVersion: 'Process 2.1', waiver: null, refuses: false },
    { processVersion: null, waiver: 'The contract forbids it.', refuses: false },
    { processVersion: null, waiver: null, refuses: true },
    { processVersion: 'Process 2.1', waiver: 'The contract forbids it.', refuses: true },
  ])('$processVersion, $waiver: refuses $refuses', ({ processVersion, waiver, refuses }) => {
    const refusal = refusalOf(() => demandProcessVersionOrWaiver(processVersion, waiver));
    expect(refusal).toEqual(
      refuses
        ? {
            kind: 'RuleViolationError',
            rule: 'adopted-with-process-version-or-waiver',
            source: 'OPM SP 3.2 subpractice 4',
            message: expect.any(String),
            missing: ['either the version of the defined process that carries the change, or a waiver with its reason'],
          }
        : undefined,
    );
  });
});

describe('demandSecondPerson (guard 5)', () => {
  it('refuses the one who reported the adoption, and nobody else', () => {
    expect(refusalOf(() => demandSecondPerson('pia', 'pia'))).toEqual({
      kind: 'RuleViolationError',
      rule: 'confirmed-by-a-second-person',
      source: 'OPM SP 3.2 subpractice 7',
      message: expect.any(String),
      missing: ['a confirmation by another person'],
    });
    expect(refusalOf(() => demandSecondPerson('pia', 'paul'))).toBeUndefined();
    expect(refusalOf(() => demandSecondPerson(null, 'paul'))).toBeUndefined();
  });
});

describe('demandAllEnded (guard 6)', () => {
  const ended = ['CONFIRMED', 'WAIVED', 'ROLLED_BACK'] as const;
  const open = ['PLANNED', 'PREPARING', 'IN_PROGRESS', 'BLOCKED', 'DEFERRED', 'ADOPTED'] as const;

  it('passes when each one is confirmed, waived or rolled back', () => {
    expect([...ended, ...open].sort()).toEqual(Object.values(DeploymentState).sort());
    for (const state of ended) expect(refusalOf(() => demandAllEnded([state, 'CONFIRMED']))).toBeUndefined();
    expect(refusalOf(() => demandAllEnded([...ended, ...ended]))).toBeUndefined();
  });

  it.each(open)('refuses while one is %s, and says so', (state) => {
    expect(refusalOf(() => demandAllEnded([...ended, state, state]))).toEqual({
      kind: 'RuleViolationError',
      rule: 'all-deployments-ended',
      source: 'OPM SP 3.2 subpractice 7',
      message: '2 deployments are not over.',
      missing: [`2 deployments in CONFIRMED or WAIVED or ROLLED_BACK (now: ${state})`],
    });
  });

  it.each([[[]], [['WAIVED']], [['ROLLED_BACK', 'WAIVED']]] as const)('refuses with no project left: %j', (states) => {
    expect(refusalOf(() => demandAllEnded(states))).toEqual({
      kind: 'RuleViolationError',
      rule: 'all-deployments-ended',
      source: 'OPM SP 3.2 subpractice 7',
      message: 'The improvement is not deployed anywhere.',
      missing: ['a deployment in CONFIRMED'],
    });
  });
});

describe('demandNowhereInUse', () => {
  it.each(Object.values(DeploymentState))('with one that is %s', (state) => {
    const refusal = refusalOf(() => demandNowhereInUse(['WAIVED', 'ROLLED_BACK', state]));
    if (state === 'WAIVED' || state === 'ROLLED_BACK') expect(refusal).toBeUndefined();
    else
      expect(refusal).toEqual({
        kind: 'RuleViolationError',
        rule: 'rejected-where-nowhere-in-use',
        source: 'OPM SP 2.4 and SP 3.2 subpractice 3',
        message: '1 deployments of the improvement are neither waived nor rolled back.',
        missing: [`1 deployments in WAIVED or ROLLED_BACK (now: ${state})`],
      });
  });
});

describe('guard 6, afterwards: what was confirmed stays true', () => {
  it.each(Object.values(PlanState))('where the newest plan is %s', (state) => {
    const refused = {
      kind: 'RuleViolationError',
      rule: 'complete-plan-stands',
      source: 'OPM SP 3.2 subpractice 7',
      message: `The deployment of the improvement is confirmed as complete: its plan is ${state}.`,
      missing: ['a next plan for the improvement'],
    };
    const isComplete = ['CONFIRMED', 'REVIEWED', 'CLOSED'].includes(state);
    expect(refusalOf(() => demandNotComplete(state))).toEqual(isComplete ? refused : undefined);
  });

  it('and says nothing where there is no plan', () => {
    expect(refusalOf(() => demandNotComplete(null))).toBeUndefined();
  });
});

const BINDING: readonly PlanState[] = ['IN_REVIEW', 'AGREED', 'ACTIVE', 'SUSPENDED'];

describe('the units of a plan', () => {
  const dates = { plannedStart: new Date('2026-02-01'), plannedEnd: new Date('2026-06-30') };

  it.each(Object.values(PlanState))('in %s are the only ones to plan in, or not', (state) => {
    const plan = { state, ...dates, targets: new Set(['a target']) };
    expect(refusalOf(() => demandTarget(plan, 'a target'))).toBeUndefined();
    const refusal = refusalOf(() => demandTarget(plan, 'another'));
    if (BINDING.includes(state)) expect(refusal).toMatchObject({ rule: 'unit-is-target' });
    else expect(refusal).toBeUndefined();
    expect(refusalOf(() => demandTarget(undefined, 'another'))).toBeUndefined();
  });
});

describe('the dates of a plan', () => {
  const dates = (plannedStart: string, plannedEnd: string) => ({
    plannedStart: new Date(plannedStart),
    plannedEnd: new Date(plannedEnd),
  });
  const plan = dates('2026-02-01', '2026-06-30');

  it.each(Object.values(PlanState))('in %s are the ones to plan within, or not', (state) => {
    const refusal = refusalOf(() => demandWithinPlan({ state, ...plan }, dates('2026-02-01', '2026-07-01')));
    if (BINDING.includes(state))
      expect(refusal).toEqual({
        kind: 'RuleViolationError',
        rule: 'dates-within-plan',
        source: 'OPM SP 3.2 subpractice 1',
        message: `The improvement's plan, which is ${state}, goes from 2026-02-01 to 2026-06-30.`,
        missing: ['dates within the plan, or a version of the plan with these dates in it'],
      });
    else expect(refusal).toBeUndefined();
  });

  it('are themselves within the plan, and a day before is not', () => {
    expect(refusalOf(() => demandWithinPlan({ state: 'ACTIVE', ...plan }, plan))).toBeUndefined();
    const early = dates('2026-01-31', '2026-03-01');
    expect(refusalOf(() => demandWithinPlan({ state: 'ACTIVE', ...plan }, early))).toBeDefined();
    expect(refusalOf(() => demandWithinPlan(undefined, early))).toBeUndefined();
  });
});

describe('demandMayBegin (guards 1 and 2)', () => {
  const byPlan = { planState: 'ACTIVE', target: true, inIncrements: false, increment: null } as const;

  it.each(Object.values(PlanState))('with a plan that is %s', (planState) => {
    const refusal = refusalOf(() => demandMayBegin({ ...byPlan, planState }));
    if (planState === 'ACTIVE') expect(refusal).toBeUndefined();
    else
      expect(refusal).toEqual({
        kind: 'RuleViolationError',
        rule: 'deployment-begins-by-its-plan',
        source: 'OPM SP 3.2 subpractice 3',
        message: 'The deployment may not begin yet.',
        missing: [`the plan in ACTIVE (now: ${planState})`],
      });
  });

  it.each(Object.values(IncrementState))('as part of an increment that is %s', (state) => {
    const refusal = refusalOf(() =>
      demandMayBegin({ ...byPlan, inIncrements: true, increment: { ordinal: 2, state } }),
    );
    if (['RUNNING', 'AT_GATE', 'HELD'].includes(state)) expect(refusal).toBeUndefined();
    else expect(refusal).toMatchObject({ missing: [`increment 2 started (now: ${state})`] });
  });

  it('only where the plan has it: in a target, and in an increment if there are any', () => {
    expect(refusalOf(() => demandMayBegin({ ...byPlan, target: false, inIncrements: true }))).toMatchObject({
      missing: ["the unit among the plan's targets", 'the deployment in an increment that has yet to pass its gate'],
    });
  });

  it('and waits for nothing without a plan', () => {
    expect(refusalOf(() => demandMayBegin(undefined))).toBeUndefined();
  });
});

it.each([...Object.values(PlanState), null])('an improvement with a plan that is %s is deployed, or not', (state) => {
  const refusal = refusalOf(() => demandPlanConfirmed(state));
  if (state === null || ['CONFIRMED', 'REVIEWED', 'CLOSED'].includes(state)) expect(refusal).toBeUndefined();
  else
    expect(refusal).toMatchObject({
      rule: 'plan-confirmed-first',
      message: `The plan of the improvement is ${state}.`,
    });
});
