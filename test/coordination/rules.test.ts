import { describe, expect, it } from 'vitest';
import {
  coordinationStates,
  demandOpenShare,
  demandRelated,
  demandSeveralUnits,
  demandSharesDone,
} from '../../src/coordination/rules.js';
import { CoordinationState } from '../../src/generated/prisma/enums.js';
import { refusalOf } from '../commands/refusal-of.js';
import { life } from './tables.js';

const source = 'OPM SP 3.2 subpractice 2';

describe('the life of a coordination activity', () => {
  it('knows no other verbs and states than the table', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(coordinationStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(CoordinationState).sort());
  });

  describe.each(life.rows)('%s', (verb) => {
    it.each(life.columns)('from %s', (state) => {
      const cell = life.cell(verb, state);
      if (cell !== '-') expect(coordinationStates.next(state, verb)).toBe(cell);
      else {
        expect(refusalOf(() => coordinationStates.next(state, verb))).toEqual({
          kind: 'RuleViolationError',
          rule: 'coordination-life',
          source,
          message: `${verb} does not apply to a coordination activity that is ${state}.`,
          missing: ['the coordination activity in OPEN'],
        });
      }
    });
  });
});

it.each([
  { units: [], refuses: true },
  { units: ['rail'], refuses: true },
  { units: ['rail', 'rail'], refuses: true },
  { units: ['rail', 'road'], refuses: false },
])('$units are several units: refuses $refuses', ({ units, refuses }) => {
  const refusal = refusalOf(() => demandSeveralUnits(units));
  if (refuses) expect(refusal).toMatchObject({ rule: 'coordinated-by-several-units', source });
  else expect(refusal).toBeUndefined();
});

const improvement = (id: string) => ({ id, title: id.toUpperCase() });

it.each([
  { ids: 'a', relations: '', missing: '' },
  { ids: 'ab', relations: '', missing: 'B' },
  { ids: 'ab', relations: 'ab', missing: '' },
  { ids: 'ab', relations: 'ba', missing: '' },
  { ids: 'abc', relations: 'ab', missing: 'C' },
  { ids: 'abc', relations: 'ab bc', missing: '' },
  { ids: 'abc', relations: 'cb ba', missing: '' },
  { ids: 'abcd', relations: 'ab cd', missing: 'CD' },
  { ids: 'ac', relations: 'ab bc', missing: 'C' }, // through one that is not named
])('of $ids, related as "$relations", "$missing" have nothing in common', ({ ids, relations, missing }) => {
  const pairs = relations
    .split(' ')
    .filter(Boolean)
    .map((pair) => ({ fromId: pair.charAt(0), toId: pair.charAt(1) }));
  const refusal = refusalOf(() => demandRelated(ids.split('').map(improvement), pairs));
  if (missing === '') expect(refusal).toBeUndefined();
  else {
    expect(refusal).toMatchObject({
      rule: 'coordinated-improvements-are-related',
      source,
      missing: missing.split('').map((title) => `a relation of "${title}" to the other improvements`),
    });
  }
});

it('a share is done once, by a unit that takes part', () => {
  expect(refusalOf(() => demandOpenShare({ doneAt: null }))).toBeUndefined();
  for (const share of [undefined, { doneAt: new Date() }]) {
    expect(refusalOf(() => demandOpenShare(share))).toMatchObject({ rule: 'share-of-a-unit-that-takes-part', source });
  }
});

it('all shares are done in the end', () => {
  const done = { unitName: 'Rail', doneAt: new Date() };
  expect(refusalOf(() => demandSharesDone([done, done]))).toBeUndefined();
  expect(refusalOf(() => demandSharesDone([done, { unitName: 'Road', doneAt: null }]))).toMatchObject({
    rule: 'every-unit-did-its-share',
    source,
    missing: ['the share of "Road"'],
  });
});
