import { expect, it } from 'vitest';
import { affirmationStates, demandSubject } from '../../src/evidence/rules.js';
import { AffirmationState } from '../../src/generated/prisma/enums.js';
import { refusalOf } from '../commands/refusal-of.js';
import { life } from './tables.js';

it('a word is given, and taken back once', () => {
  expect([...life.rows]).toEqual(Object.keys(affirmationStates.transitions));
  expect([...life.columns].sort()).toEqual(Object.values(AffirmationState).sort());
  expect(affirmationStates.next('AFFIRMED', 'withdrawAffirmation')).toBe('WITHDRAWN');
  expect(refusalOf(() => affirmationStates.next('WITHDRAWN', 'withdrawAffirmation'))).toEqual({
    kind: 'RuleViolationError',
    rule: 'affirmation-life',
    source: 'Uplift: a word is taken back once',
    message: 'withdrawAffirmation does not apply to an affirmation that is WITHDRAWN.',
    missing: ['the affirmation in AFFIRMED'],
  });
});

it.each([
  { improvementId: 'peer reviews', unitId: 'rail', refuses: false },
  { improvementId: null, unitId: 'rail', refuses: false },
  { improvementId: 'peer reviews', unitId: null, refuses: false },
  { improvementId: null, unitId: null, refuses: true },
])('a word on $improvementId in $unitId: refuses $refuses', ({ refuses, ...subject }) => {
  const refusal = refusalOf(() => demandSubject(subject));
  if (refuses) expect(refusal).toMatchObject({ kind: 'InvalidInputError', issues: [{ path: 'improvementId' }] });
  else expect(refusal).toBeUndefined();
});
