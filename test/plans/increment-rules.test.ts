import { describe, expect, it, test } from 'vitest';
import { DeploymentState, IncrementState, PlanState } from '../../src/generated/prisma/enums.js';
import {
  demandAssignable,
  demandConditionInTime,
  demandConditionsMet,
  demandDeployments,
  demandDeploymentsAdopted,
  demandNotMet,
  demandPassedBefore,
  holdsDeployment,
  incrementConcerns,
  incrementStates,
  newPlaces,
} from '../../src/plans/increment-rules.js';
import type { GateDecision, IncrementVerb } from '../../src/plans/increment-rules.js';
import { day } from '../commands/fixtures.js';
import { refusalOf } from '../commands/refusal-of.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses, `same` leaves it, `gate` follows the decision. */
const life = table<IncrementVerb, IncrementState>(`
                                PLANNED  READY    RUNNING  AT_GATE  PASSED  HELD     ROLLED_BACK
  reviseIncrement               same     same     -        -        -       -        -
  assignDeploymentsToIncrement  same     same     -        -        -       -        -
  meetCondition                 same     same     same     same     -       same     -
  readyIncrement                READY    -        -        -        -       -        -
  startIncrement                -        RUNNING  -        -        -       -        -
  bringIncrementToGate          -        -        AT_GATE  -        -       -        -
  decideGate                    -        -        -        gate     -       -        -
  resumeIncrement               -        -        -        -        -       RUNNING  -
`);

/** In which states of its plan each verb may be done. */
const whilePlan = table<IncrementVerb, PlanState>(`
                                DRAFT  IN_REVIEW  AGREED  ACTIVE  SUSPENDED  CONFIRMED  REVIEWED  CLOSED  CANCELED
  reviseIncrement               yes    yes        yes     yes     yes        -          -         -       -
  assignDeploymentsToIncrement  yes    yes        yes     yes     yes        -          -         -       -
  meetCondition                 yes    yes        yes     yes     yes        -          -         -       -
  readyIncrement                yes    yes        yes     yes     yes        -          -         -       -
  startIncrement                -      -          -       yes     -          -          -         -       -
  bringIncrementToGate          -      -          -       yes     -          -          -         -       -
  decideGate                    -      -          -       yes     -          -          -         -       -
  resumeIncrement               -      -          -       yes     -          -          -         -       -
`);

const gate = table<'decideGate', GateDecision>(`
              PASS    HOLD  ROLL_BACK
  decideGate  PASSED  HELD  ROLLED_BACK
`);

describe('the life of an increment', () => {
  it('knows no other verbs and states than these tables', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(incrementStates.transitions).sort());
    expect([...whilePlan.rows].sort()).toEqual(Object.keys(incrementStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(IncrementState).sort());
    expect([...whilePlan.columns].sort()).toEqual(Object.values(PlanState).sort());
  });

  describe.each(life.rows)('%s', (verb) => {
    const from = life.columns.filter((state) => life.cell(verb, state) !== '-').join(' or ');
    const during = whilePlan.columns.filter((state) => whilePlan.cell(verb, state) === 'yes').join(' or ');

    it.each(life.columns)('from %s', (state) => {
      const cell = life.cell(verb, state);
      for (const planState of whilePlan.columns) {
        for (const decision of gate.columns) {
          const told = `${planState} ${decision}`;
          const missing = [
            ...(cell === '-' ? [`the increment in ${from}`] : []),
            ...(whilePlan.cell(verb, planState) === 'yes' ? [] : [`its plan in ${during}`]),
          ];
          const run = () => incrementStates.next(state, verb, { planState, decision });
          if (missing.length > 0) {
            expect(refusalOf(run), told).toEqual({
              kind: 'RuleViolationError',
              rule: 'increment-life',
              source: 'OPM SP 3.2 subpractice 3',
              message: `${verb} does not apply to an increment that is ${state} of a plan that is ${planState}.`,
              missing,
            });
          } else {
            const decided = gate.cell('decideGate', decision);
            expect(run(), told).toBe(cell === 'same' ? state : cell === 'gate' ? decided : cell);
          }
        }
      }
    });
  });
});

describe('guard 2: an increment starts', () => {
  it.each(Object.values(IncrementState))('after one that is %s', (state) => {
    const run = (reason: string | null) => refusalOf(() => demandPassedBefore({ ordinal: 4, state }, reason));
    expect(run('The audit will not wait.')).toBeUndefined();
    if (state === 'PASSED') expect(run(null)).toBeUndefined();
    else {
      expect(run(null)).toMatchObject({
        rule: 'increment-before-has-passed',
        message: `Increment 4 is ${state}.`,
        missing: ["increment 4 in PASSED, or a sponsor's override with its reason"],
      });
    }
  });

  it('as the first one', () => {
    expect(refusalOf(() => demandPassedBefore(null, null))).toBeUndefined();
  });
});

describe('guard 2: an increment passes its gate', () => {
  it.each(Object.values(DeploymentState))('with a deployment that is %s', (state) => {
    const refusal = refusalOf(() => demandDeploymentsAdopted([{ state, unitName: 'Rail' }]));
    if (['ADOPTED', 'CONFIRMED', 'WAIVED', 'ROLLED_BACK'].includes(state)) expect(refusal).toBeUndefined();
    else {
      expect(refusal).toMatchObject({
        rule: 'increment-deployments-adopted',
        missing: [`the deployment in "Rail" in ADOPTED or CONFIRMED or WAIVED or ROLLED_BACK (now: ${state})`],
      });
    }
  });

  it.each(['entry', 'exit'] as const)('with %s conditions', (kind) => {
    const met = { text: 'Course held', metAt: new Date() };
    const unmet = { text: 'Reviews done', metAt: null };
    expect(refusalOf(() => demandConditionsMet(kind, []))).toBeUndefined();
    expect(refusalOf(() => demandConditionsMet(kind, [met]))).toBeUndefined();
    expect(refusalOf(() => demandConditionsMet(kind, [met, unmet]))).toMatchObject({
      rule: `${kind}-conditions-met`,
      missing: [`the ${kind} condition "Reviews done"`],
    });
  });
});

describe('the other rules of increments', () => {
  it.each(Object.values(IncrementState))('an exit condition is met once it has started, and not while %s', (state) => {
    expect(refusalOf(() => demandConditionInTime('ENTRY', state))).toBeUndefined();
    const refusal = refusalOf(() => demandConditionInTime('EXIT', state));
    if (state === 'PLANNED' || state === 'READY')
      expect(refusal).toMatchObject({ rule: 'exit-condition-once-started', missing: ['the increment started'] });
    else expect(refusal).toBeUndefined();
  });

  it('a condition is met once', () => {
    expect(refusalOf(() => demandNotMet({ text: 'Course held', metAt: null }))).toBeUndefined();
    expect(refusalOf(() => demandNotMet({ text: 'Course held', metAt: new Date() }))).toMatchObject({
      rule: 'condition-met-once',
    });
  });

  it('has deployments, of its plan, and of no other increment', () => {
    expect(refusalOf(() => demandDeployments(1))).toBeUndefined();
    expect(refusalOf(() => demandDeployments(0))).toMatchObject({ rule: 'increment-has-deployments' });
    const fits = { unitName: 'Rail', ofPlan: true, elsewhere: null };
    expect(refusalOf(() => demandAssignable([fits]))).toBeUndefined();
    expect(
      refusalOf(() => demandAssignable([fits, { ...fits, ofPlan: false }, { ...fits, elsewhere: 2 }])),
    ).toMatchObject({
      rule: 'deployment-in-one-increment',
      missing: [
        'a deployment of the plan\'s improvement, unlike the one in "Rail"',
        'the deployment in "Rail" out of increment 2',
      ],
    });
  });
});

// Whether the increment has the deployment to itself.
const holds = table<IncrementState, DeploymentState>(`
               PLANNED  PREPARING  IN_PROGRESS  BLOCKED  DEFERRED  ADOPTED  CONFIRMED  WAIVED  ROLLED_BACK
  PLANNED      yes      yes        yes          yes      yes       yes      yes        yes     yes
  READY        yes      yes        yes          yes      yes       yes      yes        yes     yes
  RUNNING      yes      yes        yes          yes      yes       yes      yes        yes     yes
  AT_GATE      yes      yes        yes          yes      yes       yes      yes        yes     yes
  HELD         yes      yes        yes          yes      yes       yes      yes        yes     yes
  PASSED       -        -          -            -        -         yes      yes        yes     yes
  ROLLED_BACK  -        -          -            -        -         -        -          -       -
`);

it.each(holds.rows)('a deployment is part of an increment that is %s, and of no other one', (increment) => {
  for (const deployment of holds.columns)
    expect(holdsDeployment(increment, deployment), deployment).toBe(holds.cell(increment, deployment) === 'yes');
});

describe('another order of increments', () => {
  const increment = (id: string, ordinal: number, state: IncrementState) => ({ id, ordinal, state });
  const plan = [
    increment('a', 1, 'PASSED'),
    increment('b', 2, 'PLANNED'),
    increment('c', 3, 'RUNNING'),
    increment('d', 4, 'READY'),
    increment('e', 5, 'PLANNED'),
  ];

  it('leaves those that have started at their places', () => {
    expect([...newPlaces(plan, ['e', 'b', 'd'])]).toEqual([
      ['e', 2],
      ['b', 4],
      ['d', 5],
    ]);
  });

  it.each([
    [['e', 'b'], ['increment 4 in the order']],
    [['a', 'e', 'b', 'd'], ['increment 1, which is PASSED, out of the order']],
    [['e', 'b', 'd', 'b'], ['each increment once']],
  ])('is refused as %j', (order, missing) => {
    expect(refusalOf(() => newPlaces(plan, order))).toMatchObject({
      rule: 'order-of-increments-not-started',
      source: 'OPM SP 3.2 subpractice 3',
      missing,
    });
  });
});

describe('why an increment needs attention', () => {
  const today = day('2026-03-11');
  test.each([
    ['all is well', {}, 'ACTIVE', []],
    ['to start today', { plannedStart: day('2026-03-11') }, 'ACTIVE', []],
    ['to start yesterday', { plannedStart: day('2026-03-10') }, 'ACTIVE', ['NOT_STARTED']],
    ['to start yesterday, being ready', { state: 'READY', plannedStart: day('2026-03-10') }, 'ACTIVE', ['NOT_STARTED']],
    ['started in time', { state: 'RUNNING', plannedStart: day('2026-03-10') }, 'ACTIVE', []],
    ['by a plan that is not agreed to', { plannedStart: day('2026-03-10') }, 'IN_REVIEW', []],
    ['its gate was yesterday', { state: 'HELD', plannedEnd: day('2026-03-10') }, 'ACTIVE', ['LATE']],
    [
      'neither started nor over',
      { plannedStart: day('2026-03-01'), plannedEnd: day('2026-03-10') },
      'ACTIVE',
      ['LATE', 'NOT_STARTED'],
    ],
    ['passed', { state: 'PASSED', plannedEnd: day('2026-03-10') }, 'ACTIVE', []],
    ['of a plan that was canceled', { plannedStart: day('2026-03-01'), plannedEnd: day('2026-03-10') }, 'CANCELED', []],
  ] as const)('%s', (_name, change, planState, concerns) => {
    const increment = {
      state: 'PLANNED',
      plannedStart: day('2026-03-12'),
      plannedEnd: day('2026-03-20'),
      ...change,
    } as const;
    expect(incrementConcerns(increment, planState, today)).toEqual(concerns);
  });
});
