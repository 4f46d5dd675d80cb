import { describe, expect, it } from 'vitest';
import { demandNotInFuture } from '../../src/commands/validators.js';
import { TrainingState } from '../../src/generated/prisma/enums.js';
import {
  demandDraft,
  demandMaterial,
  headCountOf,
  isOlderThanChange,
  trainingStates,
  UNFINISHED_STATES,
  unmetTraining,
  versionState,
} from '../../src/training/rules.js';
import { refusalOf } from '../commands/refusal-of.js';
import { life } from './tables.js';

const day = (date: string): Date => new Date(`${date}T00:00:00.000Z`);

describe('the life of a training item', () => {
  it('knows no other verbs and states than the table', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(trainingStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(TrainingState).sort());
    expect(UNFINISHED_STATES).toEqual(['NEEDED', 'DRAFT']);
  });

  describe.each(life.rows)('%s', (verb) => {
    it.each(life.columns)('from %s', (state) => {
      const cell = life.cell(verb, state);
      if (cell !== '-') expect(trainingStates.next(state, verb)).toBe(cell);
      else {
        expect(refusalOf(() => trainingStates.next(state, verb))).toEqual({
          kind: 'RuleViolationError',
          rule: 'training-life',
          source: 'OPM SP 3.2 subpractice 6',
          message: `${verb} does not apply to a training item that is ${state}.`,
          missing: [
            `the training item in ${life.columns.filter((each) => life.cell(verb, each) !== '-').join(' or ')}`,
          ],
        });
      }
    });
  });
});

it.each([
  { publishedAt: null, supersededAt: null, state: 'DRAFT' },
  { publishedAt: day('2026-01-01'), supersededAt: null, state: 'PUBLISHED' },
  { publishedAt: day('2026-01-01'), supersededAt: day('2026-01-02'), state: 'SUPERSEDED' },
  { publishedAt: null, supersededAt: day('2026-01-02'), state: 'SUPERSEDED' },
])('a version published $publishedAt and superseded $supersededAt is $state', ({ state, ...dates }) => {
  expect(versionState(dates)).toBe(state);
});

it('is published from a draft', () => {
  expect(demandDraft('a draft')).toBe('a draft');
  expect(refusalOf(() => demandDraft(undefined))).toMatchObject({
    rule: 'published-from-a-draft',
    source: 'OPM SP 3.2 subpractice 6',
    missing: ['a version that is drafted and not published'],
  });
});

it('is known, to be found, or both', () => {
  expect(refusalOf(() => demandMaterial({ link: null, text: 'Do.' }))).toBeUndefined();
  expect(refusalOf(() => demandMaterial({ link: 'https://example.org', text: null }))).toBeUndefined();
  expect(refusalOf(() => demandMaterial({ link: null, text: null }))).toMatchObject({ issues: [{ path: 'text' }] });
});

it.each([
  { counted: 5, named: 0, heads: 5 },
  { counted: 5, named: 5, heads: 5 },
  { counted: null, named: 2, heads: 2 },
  { counted: null, named: 0, heads: null },
  { counted: 1, named: 2, heads: null },
])('of $counted who were counted and $named who are named, $heads attended', ({ counted, named, heads }) => {
  if (heads !== null) expect(headCountOf(counted, named)).toBe(heads);
  else expect(refusalOf(() => headCountOf(counted, named))).toMatchObject({ issues: [{ path: 'headCount' }] });
});

it('happened today or before', () => {
  const today = day('2026-03-02');
  expect(refusalOf(() => demandNotInFuture(day('2026-03-02'), today, 'on'))).toBeUndefined();
  expect(refusalOf(() => demandNotInFuture(day('2026-03-03'), today, 'on'))).toMatchObject({
    issues: [{ path: 'on' }],
  });
});

it.each([
  { changed: '2026-03-02', published: '2026-03-01', older: true },
  { changed: '2026-03-02', published: '2026-03-02', older: false },
  { changed: '2026-03-02', published: '2026-04-01', older: false },
  { changed: null, published: '2026-04-01', older: false },
  { changed: '2026-03-02', published: null, older: false },
])('material published $published of an asset changed $changed is older: $older', ({ changed, published, older }) => {
  expect(isOlderThanChange(changed ? day(changed) : null, published ? day(published) : null)).toBe(older);
});

it('guard 6: an item that is needed is published, or given up with a reason', () => {
  const open = unmetTraining(life.columns.map((state) => ({ title: 'Reviews', state })));
  expect(open).toEqual(
    ['NEEDED', 'DRAFT'].map((state) => ({
      rule: 'planned-training-published',
      source: 'OPM SP 3.2 subpractices 6 and 7',
      missing: `the training item "Reviews" published, or dropped by a sponsor (now: ${state})`,
    })),
  );
});
