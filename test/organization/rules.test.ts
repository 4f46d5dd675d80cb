import { describe, expect, it } from 'vitest';
import { demandAnAdministratorStays } from '../../src/organization/rules.js';
import { ROLES } from '../../src/auth/permissions.js';
import { demandStillThere } from '../../src/auth/still-there.js';
import { refusalOf } from '../commands/refusal-of.js';

/** Active administrators before the change, who is changed, and whether that is refused unless they stay administrator. */
const cases = [
  { administrators: ['ada'], changed: 'ada', refused: true },
  { administrators: ['ada', 'ben'], changed: 'ada', refused: false },
  { administrators: ['ada', 'ben'], changed: 'ben', refused: false },
  { administrators: ['ada'], changed: 'eve', refused: false },
  { administrators: [], changed: 'eve', refused: true },
];

const person = { ownerId: null };

describe('demandAnAdministratorStays', () => {
  describe.each(cases)('$administrators, $changed is changed', ({ administrators, changed, refused }) => {
    it.each(ROLES.flatMap((role) => [true, false].map((active) => ({ role, active }))))(
      'into $role, active: $active',
      ({ role, active }) => {
        const refusal = refusalOf(() =>
          demandAnAdministratorStays(administrators, { ...person, id: changed, role, active }),
        );
        const stays = role === 'ADMINISTRATOR' && active;
        if (stays || !refused) expect(refusal).toBeUndefined();
        else {
          expect(refusal).toEqual({
            kind: 'RuleViolationError',
            rule: 'an-administrator-stays',
            source: 'Uplift: an organization always has an administrator',
            message: 'This would leave the organization without an administrator.',
            missing: ['another active person with the role ADMINISTRATOR'],
          });
        }
      },
    );
  });
});

it('demandStillThere refuses only who has left', () => {
  expect(refusalOf(() => demandStillThere({ name: 'Ada', active: true }))).toBeUndefined();
  expect(refusalOf(() => demandStillThere({ name: 'Ada', active: false }))).toEqual({
    kind: 'RuleViolationError',
    rule: 'person-is-still-there',
    source: 'Uplift: who has left does nothing any more',
    message: 'Ada has left.',
    missing: ['a person who is active'],
  });
});
