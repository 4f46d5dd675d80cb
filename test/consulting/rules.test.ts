import { describe, expect, it } from 'vitest';
import { consultingStates, demandFollowedUp } from '../../src/consulting/rules.js';
import { ConsultingState } from '../../src/generated/prisma/enums.js';
import { refusalOf } from '../commands/refusal-of.js';
import { life } from './tables.js';

describe('the life of a consulting session', () => {
  it('knows no other verbs and states than the table', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(consultingStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(ConsultingState).sort());
  });

  describe.each(life.rows)('%s', (verb) => {
    it.each(life.columns)('from %s', (state) => {
      const cell = life.cell(verb, state);
      const from = life.columns.filter((each) => life.cell(verb, each) !== '-');
      if (cell !== '-') expect(consultingStates.next(state, verb)).toBe(cell);
      else {
        expect(refusalOf(() => consultingStates.next(state, verb))).toEqual({
          kind: 'RuleViolationError',
          rule: 'consulting-life',
          source: 'OPM SP 3.2 subpractice 5',
          message: `${verb} does not apply to a consulting session that is ${state}.`,
          missing: [`the consulting session in ${from.join(' or ')}`],
        });
      }
    });
  });
});

it.each([
  { followUp: null, done: null, refuses: false },
  { followUp: null, done: 'Sent the slides.', refuses: false },
  { followUp: 'Send the slides.', done: 'Sent.', refuses: false },
  { followUp: 'Send the slides.', done: null, refuses: true },
])('left to do: $followUp, done: $done: refuses $refuses', ({ followUp, done, refuses }) => {
  const refusal = refusalOf(() => demandFollowedUp(followUp, done));
  if (!refuses) expect(refusal).toBeUndefined();
  else {
    expect(refusal).toMatchObject({
      rule: 'consulting-followed-up',
      source: 'OPM SP 3.2 subpractice 5',
      missing: ['what was done about "Send the slides."'],
    });
  }
});
