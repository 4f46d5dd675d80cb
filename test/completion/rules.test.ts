import { describe, expect, it } from 'vitest';
import { demandAnotherPerson, demandPlansOver, unmetForConfirmation } from '../../src/completion/rules.js';
import type { CompletionFacts } from '../../src/completion/rules.js';
import { DeploymentState, IncrementState } from '../../src/generated/prisma/enums.js';
import { refusalOf } from '../commands/refusal-of.js';

const nothing: CompletionFacts = { deployments: [], increments: [], targetsWithout: [], openIssues: [], training: [] };
const open = (facts: Partial<CompletionFacts>) => unmetForConfirmation({ ...nothing, ...facts });

describe('guard 6: a plan is confirmed', () => {
  it.each(Object.values(DeploymentState))('with a deployment that is %s', (state) => {
    const ended = ['CONFIRMED', 'WAIVED', 'ROLLED_BACK'].includes(state);
    const unreasoned = state === 'WAIVED' || state === 'ROLLED_BACK';
    const missing = (reason: string | null) =>
      open({ deployments: [{ unitName: 'Rail', state, reason }] }).map((each) => each.missing);
    const under = `the deployment in "Rail" in CONFIRMED or WAIVED or ROLLED_BACK (now: ${state})`;
    expect(missing('It ends this year.')).toEqual(ended ? [] : [under]);
    const none = unreasoned ? [`a reason why the one in "Rail" is ${state}`] : [];
    expect(missing(null)).toEqual(ended ? none : [under]);
  });

  it.each(Object.values(IncrementState))('with an increment that is %s', (state) => {
    const unmet = (used: boolean) => open({ increments: [{ ordinal: 2, state, used }] });
    const requirement = {
      rule: 'plan-increments-decided',
      source: 'OPM SP 3.2 subpractices 3 and 7',
      missing: `increment 2 in PASSED or ROLLED_BACK (now: ${state})`,
    };
    const decided = state === 'PASSED' || state === 'ROLLED_BACK';
    expect(unmet(true)).toEqual(decided ? [] : [requirement]);
    const begun = ['RUNNING', 'AT_GATE', 'HELD'].includes(state);
    expect(unmet(false)).toEqual(begun ? [requirement] : []);
  });

  it('with every target deployed to', () => {
    expect(open({ targetsWithout: ['Rail'] })).toEqual([
      { rule: 'plan-deployments-ended', source: 'OPM SP 3.2 subpractice 7', missing: 'a deployment in "Rail"' },
    ]);
  });

  const early = new Date('2026-01-01T10:00:00Z');
  const late = new Date('2026-01-01T11:00:00Z');
  it.each([
    [early, null, true],
    [early, late, false],
    [early, early, false],
    [late, early, true],
  ])('with an issue opened at %s and accepted at %s', (openedAt, acceptedAt, missing) => {
    expect(open({ openIssues: [{ title: 'No licenses', openedAt, acceptedAt }] })).toEqual(
      missing
        ? [
            {
              rule: 'plan-issues-closed-or-accepted',
              source: 'OPM SP 3.2 subpractice 7',
              missing: 'the issue "No licenses" closed, or a sponsor\'s reason for leaving it open',
            },
          ]
        : [],
    );
  });

  it('by another person', () => {
    expect(refusalOf(() => demandAnotherPerson('a', 'b'))).toBeUndefined();
    expect(refusalOf(() => demandAnotherPerson('a', 'a'))).toMatchObject({ rule: 'plan-confirmed-by-a-second-person' });
  });
});

it('an improvement is closed once its plans are over', () => {
  expect(refusalOf(() => demandPlansOver([]))).toBeUndefined();
  expect(refusalOf(() => demandPlansOver([{ state: 'REVIEWED' }]))).toMatchObject({
    rule: 'improvement-plans-over',
    missing: ['its plan in CLOSED or CANCELED'],
  });
});
