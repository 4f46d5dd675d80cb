import { describe, expect, it } from 'vitest';
import { PlanState } from '../../src/generated/prisma/enums.js';
import {
  asksAgain,
  demandPlanOpen,
  demandRoomForIncrement,
  demandTarget,
  demandTargets,
  planStates,
} from '../../src/plans/rules.js';
import type { PlanVerb, Scope } from '../../src/plans/rules.js';
import { refusalOf } from '../commands/refusal-of.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses, `again` asks again where that is due, `words` counts who agreed. */
const life = table<PlanVerb, PlanState>(`
                   DRAFT      IN_REVIEW  AGREED    ACTIVE     SUSPENDED  CONFIRMED  REVIEWED  CLOSED  CANCELED
  revisePlan       DRAFT      again      again     again      again      -          -         -       -
  reorderIncrements  DRAFT    IN_REVIEW  AGREED    ACTIVE     SUSPENDED  -          -         -       -
  submitPlan       IN_REVIEW  -          -         -          -          -          -         -       -
  agreeToPlan      -          words      words     -          -          -          -         -       -
  declinePlan      -          words      words     -          -          -          -         -       -
  activatePlan     -          -          ACTIVE    -          -          -          -         -       -
  suspendPlan      -          -          -         SUSPENDED  -          -          -         -       -
  resumePlan       -          -          -         -          ACTIVE     -          -         -       -
  cancelPlan       CANCELED   CANCELED   CANCELED  CANCELED   CANCELED   -          -         -       -
  acceptDeviation  -          -          -         ACTIVE     SUSPENDED  -          -         -       -
  confirmPlan      -          -          -         CONFIRMED  -          -          -         -       -
  concludeReview   -          -          -         -          -          REVIEWED   -         -       -
  closePlan        -          -          -         -          -          -          CLOSED    -       -
`);

const YES_NO = [true, false, undefined];

describe('the life of a plan', () => {
  it('knows no other verbs and states than this table', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(planStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(PlanState).sort());
  });

  describe.each(life.rows)('%s', (verb) => {
    it.each(life.columns)('from %s', (state) => {
      const cell = life.cell(verb, state);
      for (const asks of YES_NO) {
        for (const agreed of YES_NO) {
          const facts = {
            ...(asks === undefined ? {} : { asksAgain: asks }),
            ...(agreed === undefined ? {} : { allAgreed: agreed }),
          };
          if (cell === '-') {
            expect(refusalOf(() => planStates.next(state, verb, facts))).toEqual({
              kind: 'RuleViolationError',
              rule: 'plan-life',
              source: 'OPM SP 3.1 and SP 3.2 subpractice 1',
              message: `${verb} does not apply to a plan that is ${state}.`,
              missing: [`the plan in ${life.columns.filter((each) => life.cell(verb, each) !== '-').join(' or ')}`],
            });
          } else {
            const words = agreed ? 'AGREED' : 'IN_REVIEW';
            const again = asks ? 'IN_REVIEW' : state;
            const expected = cell === 'words' ? words : cell === 'again' ? again : cell;
            expect(planStates.next(state, verb, facts), JSON.stringify(facts)).toBe(expected);
          }
        }
      }
    });
  });
});

describe('asksAgain', () => {
  const scope: Scope = {
    plannedStart: new Date('2026-01-01'),
    plannedEnd: new Date('2026-02-01'),
    targetUnitIds: ['a', 'b'],
    exclusions: [{ unitId: 'c' }],
  };

  it.each<[string, Partial<Scope>]>([
    ['a start', { plannedStart: new Date('2026-01-02') }],
    ['an end', { plannedEnd: new Date('2026-02-02') }],
    ['a target more', { targetUnitIds: ['a', 'b', 'd'] }],
    ['a target less', { targetUnitIds: ['a'] }],
    ['another target', { targetUnitIds: ['a', 'd'] }],
    ['an exclusion more', { exclusions: [{ unitId: 'c' }, { unitId: 'd' }] }],
    ['an exclusion less', { exclusions: [] }],
    ['a target that is left out', { targetUnitIds: ['a'], exclusions: [{ unitId: 'b' }, { unitId: 'c' }] }],
  ])('for %s', (_what, change) => {
    expect(asksAgain(scope, { ...scope, ...change })).toBe(true);
  });

  it('not for the same, in another order', () => {
    expect(asksAgain(scope, { ...scope, targetUnitIds: ['b', 'a'], plannedStart: new Date('2026-01-01') })).toBe(false);
  });
});

describe('the guards of a plan', () => {
  it('has targets, and is agreed to for targets', () => {
    expect(refusalOf(() => demandTargets(1))).toBeUndefined();
    expect(refusalOf(() => demandTargets(0))).toMatchObject({ rule: 'plan-has-targets', source: 'OPM SP 3.1' });
    expect(refusalOf(() => demandTarget(['a'], 'a'))).toBeUndefined();
    expect(refusalOf(() => demandTarget(['a'], 'b'))).toMatchObject({ rule: 'agreement-for-a-target' });
  });

  it('takes increments while it is open, and not too many', () => {
    const open = Object.values(PlanState).filter((state) => refusalOf(() => demandPlanOpen(state)) === undefined);
    expect(open).toEqual(['DRAFT', 'IN_REVIEW', 'AGREED', 'ACTIVE', 'SUSPENDED']);
    expect(refusalOf(() => demandRoomForIncrement(49))).toBeUndefined();
    expect(refusalOf(() => demandRoomForIncrement(50))).toMatchObject({ rule: 'increments-are-few' });
  });
});
