import { describe, expect, it } from 'vitest';
import { IssueState } from '../../src/generated/prisma/enums.js';
import { demandOneSubject, issueStates } from '../../src/issues/rules.js';
import type { IssueVerb } from '../../src/issues/rules.js';
import { refusalOf } from '../commands/refusal-of.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses. */
const life = table<IssueVerb, IssueState>(`
                    OPEN       IN_ACTION  CLOSED
  reviseIssue       OPEN       IN_ACTION  -
  assignIssue       OPEN       IN_ACTION  -
  startIssueAction  IN_ACTION  -          -
  closeIssue        CLOSED     CLOSED     -
  reopenIssue       -          -          OPEN
`);

describe('the life of an issue', () => {
  it('knows no other verbs and states than this table', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(issueStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(IssueState).sort());
  });

  describe.each(life.rows)('%s', (verb) => {
    it.each(life.columns)('from %s', (state) => {
      const cell = life.cell(verb, state);
      if (cell !== '-') expect(issueStates.next(state, verb)).toBe(cell);
      else {
        expect(refusalOf(() => issueStates.next(state, verb))).toEqual({
          kind: 'RuleViolationError',
          rule: 'issue-life',
          source: 'OPM SP 3.2 subpractice 1',
          message: `${verb} does not apply to an issue that is ${state}.`,
          missing: [`the issue in ${life.columns.filter((each) => life.cell(verb, each) !== '-').join(' or ')}`],
        });
      }
    });
  });
});

describe('what an issue is in the way of belongs together', () => {
  const deployment = { improvementId: 'a', unitId: 'u' };
  it.each([
    [{ unitId: null, deployment: null, increment: null }, []],
    [{ unitId: 'v', deployment: null, increment: null }, []],
    [{ unitId: 'u', deployment, increment: { improvementId: 'a' } }, []],
    [{ unitId: null, deployment, increment: null }, []],
    [{ unitId: 'v', deployment, increment: null }, ['unitId']],
    [{ unitId: 'u', deployment: { ...deployment, improvementId: 'b' }, increment: null }, ['deploymentId']],
    [{ unitId: 'u', deployment, increment: { improvementId: 'b' } }, ['incrementId']],
  ])('%j', (place, paths) => {
    const refusal = refusalOf(() => demandOneSubject({ improvementId: 'a', ...place }));
    if (paths.length === 0) expect(refusal).toBeUndefined();
    else expect(refusal).toMatchObject({ kind: 'InvalidInputError', issues: paths.map((path) => ({ path })) });
  });
});
