import { describe, expect, it } from 'vitest';
import { ImprovementState } from '../../src/generated/prisma/enums.js';
import { demandImprovementState, improvementStates, nextState } from '../../src/improvements/rules.js';
import type { ImprovementStatus, ImprovementVerb } from '../../src/improvements/rules.js';
import { refusalOf } from '../commands/refusal-of.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses, `held` is the state in which it was set aside. */
const life = table<ImprovementVerb, ImprovementState>(`
                                SUGGESTED  ANALYZED  SELECTED   DEPLOYING  DEPLOYED  CLOSED  REJECTED  ON_HOLD
  analyzeImprovement            ANALYZED   -         -          -          -         -       -         -
  selectImprovement             -          SELECTED  -          -          -         -       -         -
  startImprovementDeployment    -          -         DEPLOYING  -          -         -       -         -
  completeImprovementDeployment -          -         -          DEPLOYED   -         -       -         -
  closeImprovement              -          -         -          -          CLOSED    -       -         -
  rejectImprovement             REJECTED   REJECTED  REJECTED   REJECTED   -         -       -         -
  holdImprovement               ON_HOLD    ON_HOLD   ON_HOLD    ON_HOLD    -         -       -         -
  resumeImprovement             -          -         -          -          -         -       -         held
`);

const HOLDABLE = ['SUGGESTED', 'ANALYZED', 'SELECTED', 'DEPLOYING'] as const;

/** Every life there can be: ON_HOLD with each state to go back to, all others with none. */
const lives: readonly ImprovementStatus[] = life.columns.flatMap((state): ImprovementStatus[] =>
  state === 'ON_HOLD' ? HOLDABLE.map((heldState) => ({ state, heldState })) : [{ state, heldState: null }],
);

describe('the life of an improvement', () => {
  it('knows no other verbs and states than this table', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(improvementStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(ImprovementState).sort());
  });

  describe.each(life.rows)('%s', (verb) => {
    it.each(lives)('from $state (set aside in $heldState)', (current) => {
      const cell = life.cell(verb, current.state);
      if (cell === '-') {
        expect(refusalOf(() => nextState(current, verb))).toEqual({
          kind: 'RuleViolationError',
          rule: 'improvement-life',
          source: 'OPM SG 2 and SG 3',
          message: `${verb} does not apply to an improvement that is ${current.state}.`,
          missing: [
            `the improvement in ${life.columns.filter((state) => life.cell(verb, state) !== '-').join(' or ')}`,
          ],
        });
      } else {
        expect(nextState(current, verb)).toEqual({
          state: cell === 'held' ? current.heldState : cell,
          heldState: cell === 'ON_HOLD' ? current.state : null,
        });
      }
    });
  });

  it('goes back to the very state in which it was set aside', () => {
    for (const state of HOLDABLE) {
      const before = { state, heldState: null };
      expect(nextState(nextState(before, 'holdImprovement'), 'resumeImprovement')).toEqual(before);
    }
  });

  it('does not resume into nowhere', () => {
    expect(refusalOf(() => nextState({ state: 'ON_HOLD', heldState: null }, 'resumeImprovement'))).toMatchObject({
      rule: 'improvement-life',
    });
  });
});

describe('demandImprovementState', () => {
  it.each(Object.values(ImprovementState))('of %s', (state) => {
    const refusal = refusalOf(() => demandImprovementState({ state }, ['SELECTED', 'DEPLOYING']));
    if (state === 'SELECTED' || state === 'DEPLOYING') expect(refusal).toBeUndefined();
    else {
      expect(refusal).toEqual({
        kind: 'RuleViolationError',
        rule: 'improvement-is-being-deployed',
        source: 'OPM SP 3.2',
        message: `The improvement is ${state}.`,
        missing: ['the improvement in SELECTED or DEPLOYING'],
      });
    }
  });
});
