import { describe, expect, it } from 'vitest';
import { TailoringState, UnitKind } from '../../src/generated/prisma/enums.js';
import { demandForward, demandProject, tailoringStates } from '../../src/processes/rules.js';
import { refusalOf } from '../commands/refusal-of.js';
import { life } from './tables.js';

describe('the life of a tailoring', () => {
  it('knows no other verbs and states than the table', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(tailoringStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(TailoringState).sort());
  });

  describe.each(life.rows)('%s', (verb) => {
    it.each(life.columns)('from %s', (state) => {
      const cell = life.cell(verb, state);
      if (cell !== '-') expect(tailoringStates.next(state, verb)).toBe(cell);
      else {
        expect(refusalOf(() => tailoringStates.next(state, verb))).toEqual({
          kind: 'RuleViolationError',
          rule: 'tailoring-life',
          source: 'OPM SP 3.2 subpractice 4',
          message: `${verb} does not apply to a tailoring that is ${state}.`,
          missing: [`the tailoring in ${life.columns.filter((each) => life.cell(verb, each) !== '-').join(' or ')}`],
        });
      }
    });
  });
});

it('only projects have a defined process', () => {
  for (const kind of Object.values(UnitKind)) {
    const refusal = refusalOf(() => demandProject({ kind, name: 'Rail' }));
    if (kind === 'PROJECT') expect(refusal).toBeUndefined();
    else expect(refusal).toMatchObject({ rule: 'defined-process-of-a-project', source: 'IPM SP 1.1' });
  }
});

const at = (number: number, unitId = 'rail') => ({ number, label: `${number}.0`, unitId });

it.each([
  { from: at(1), to: at(2), missing: [] },
  { from: at(1), to: at(5), missing: [] },
  { from: null, to: at(1), missing: [] },
  { from: at(2), to: at(2), missing: ['a version after "2.0"'] },
  { from: at(3), to: at(2), missing: ['a version after "3.0"'] },
  { from: at(1), to: at(2, 'road'), missing: [`a version of the project's own process instead of "2.0"`] },
  { from: at(1, 'road'), to: at(2), missing: [`a version of the project's own process instead of "1.0"`] },
  { from: null, to: at(2, 'road'), missing: [`a version of the project's own process instead of "2.0"`] },
])('from $from.label of $from.unitId to $to.label of $to.unitId lacks $missing', ({ from, to, missing }) => {
  const refusal = refusalOf(() => demandForward('rail', from, to));
  if (missing.length === 0) expect(refusal).toBeUndefined();
  else
    expect(refusal).toMatchObject({ rule: 'tailored-to-a-later-version', source: 'OPM SP 3.2 subpractice 4', missing });
});
