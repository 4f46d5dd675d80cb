import { describe, expect, it } from 'vitest';
import { ImprovementState } from '../../src/generated/prisma/enums.js';
import { demandAllMet, unmetAgreements, unmetForActivation, unmetRelations } from '../../src/plans/activation.js';
import type { ActivationFacts, Word } from '../../src/plans/activation.js';
import { refusalOf } from '../commands/refusal-of.js';

const word = (personId: string, unitId: string | null, more: Partial<Word> = {}): Word => ({
  personId,
  personName: personId.toUpperCase(),
  unitId,
  agreed: true,
  sponsor: unitId === null,
  ...more,
});

/** A plan for two units that everybody agreed to. */
const agreed: ActivationFacts = {
  planVersion: 3,
  targets: [
    { unitId: 'u1', name: 'Rail', isRetired: false, leads: ['ann'] },
    { unitId: 'u2', name: 'Tax', isRetired: false, leads: ['bob', 'cem'] },
  ],
  words: [word('sue', null), word('ann', 'u1'), word('bob', 'u2')],
  requires: [],
  conflicts: [],
};

describe('guard 1: a sponsor and the lead of every target', () => {
  const sponsor = 'the agreement of a sponsor to version 3';
  const tax = 'the agreement of the lead of "Tax" to version 3';

  it.each<[string, Partial<ActivationFacts>, string[]]>([
    ['everybody agreed', {}, []],
    ['the other lead agreed', { words: [word('sue', null), word('ann', 'u1'), word('cem', 'u2')] }, []],
    ['nobody said anything', { words: [] }, [sponsor, 'the agreement of the lead of "Rail" to version 3', tax]],
    ['no sponsor', { words: agreed.words.slice(1) }, [sponsor]],
    [
      'the sponsor is none any more',
      { words: [word('sue', null, { sponsor: false }), ...agreed.words.slice(1)] },
      [sponsor],
    ],
    ['one lead is missing', { words: agreed.words.slice(0, 2) }, [tax]],
    [
      'somebody agreed for a unit that they do not lead',
      { words: [...agreed.words.slice(0, 2), word('ann', 'u2')] },
      [tax],
    ],
    [
      'a sponsor agreed for a unit',
      { words: [...agreed.words.slice(0, 2), word('sue', 'u2', { sponsor: true })] },
      [tax],
    ],
    [
      'one of two leads declined',
      { words: [...agreed.words, word('cem', 'u2', { agreed: false })] },
      ['the agreement of CEM, who declined version 3 for "Tax"'],
    ],
    [
      'another sponsor declined',
      { words: [...agreed.words, word('sam', null, { agreed: false })] },
      ['the agreement of SAM, who declined version 3 as a sponsor'],
    ],
    ['a former lead declined', { words: [...agreed.words, word('dan', 'u2', { agreed: false })] }, []],
    [
      'a target has no lead',
      { targets: [{ unitId: 'u1', name: 'Rail', isRetired: false, leads: [] }] },
      ['a lead of "Rail", who agrees to version 3'],
    ],
    ['there is no target', { targets: [] }, ['a target unit']],
  ])('%s', (_what, change, missing) => {
    const unmet = unmetAgreements({ ...agreed, ...change });
    expect(unmet.map((each) => each.missing)).toEqual(missing);
    expect(new Set(unmet.map(({ rule }) => rule)).size).toBe(missing.length > 0 ? 1 : 0);
  });
});

describe('guard 3: related improvements', () => {
  it('a required one that is to be deployed in the same targets', () => {
    expect(unmetRelations({ ...agreed, requires: [{ title: 'Reviews', state: 'DEPLOYING', elsewhere: [] }] })).toEqual(
      [],
    );
  });

  it.each(Object.values(ImprovementState))('a required one that is %s', (state) => {
    const elsewhere = ['Rail', 'Tax'];
    const unmet = unmetRelations({ ...agreed, requires: [{ title: 'Reviews', state, elsewhere }] });
    expect(unmet).toEqual(
      state === 'DEPLOYED' || state === 'CLOSED'
        ? []
        : [
            {
              rule: 'required-improvements-deployed',
              source: 'OPM SP 3.2 subpractice 2',
              missing: `the required improvement "Reviews" in DEPLOYED or CLOSED (now: ${state}), or planned in "Rail", "Tax"`,
            },
          ],
    );
  });

  it('a conflicting one under way in a target', () => {
    expect(unmetRelations({ ...agreed, conflicts: [{ title: 'Reviews', unitName: 'Rail' }] })).toMatchObject([
      { rule: 'no-conflicting-deployment', missing: expect.stringContaining('"Reviews"') },
    ]);
  });
});

describe('targets', () => {
  it('that were retired since, before all else', () => {
    const targets = agreed.targets.map((target) => ({ ...target, isRetired: target.name === 'Tax' }));
    const [first, ...others] = unmetForActivation({ ...agreed, targets, words: [] }, []);
    expect(first).toMatchObject({ rule: 'unit-is-not-retired', missing: '"Tax" reinstated, or no longer a target' });
    expect(others.map(({ rule }) => rule)).not.toContain('unit-is-not-retired');
  });
});

describe('demandAllMet', () => {
  it('refuses by the first rule, with all that is missing by it', () => {
    expect(refusalOf(() => demandAllMet([]))).toBeUndefined();
    const unmet = unmetForActivation(
      { ...agreed, words: [], requires: [{ title: 'Reviews', state: 'DEPLOYING', elsewhere: ['Tax'] }] },
      [],
    );
    expect(refusalOf(() => demandAllMet(unmet))).toMatchObject({
      kind: 'RuleViolationError',
      rule: 'plan-agreed-by-sponsor-and-leads',
      missing: unmet.slice(0, 3).map(({ missing }) => missing),
    });
    expect(refusalOf(() => demandAllMet(unmet.slice(3)))).toMatchObject({ rule: 'required-improvements-deployed' });
  });
});
