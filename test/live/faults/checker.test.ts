import { describe, expect, test } from 'vitest';
import { Checker } from './checker.js';

/** Checksum of the result of a position, and its mark, for tests: in the log, or in the one that comes in its place. */
const sumOf = (position: number, version = 0): number => position * 7 + version * 1_000;
const markOf = (position: number, version = 0): number => position * 11 + version * 1_000;

/** A log of five events; the second view shows the odd ones, the third is a stream of states. */
function createChecker(events = 5): Checker {
  const checker = new Checker(['log', 'log', 'state']);
  grow(checker, events);
  return checker;
}

function grow(checker: Checker, to: number, version = 0): void {
  for (let position = checker.head + 1; position <= to; position += 1) {
    const sums = new Map<number, number | undefined>([
      [0, sumOf(position, version)],
      [2, undefined],
    ]);
    if (position % 2 === 1) sums.set(1, sumOf(position, version));
    checker.append({ position, mark: markOf(position, version), sums });
  }
}

function apply(checker: Checker, positions: readonly number[], version = 0): void {
  for (const position of positions) checker.apply(1, position, markOf(position, version), sumOf(position, version));
}

function check(positions: readonly number[], view = 0, after: number | undefined = 0) {
  const checker = createChecker();
  checker.join(1, 'client 1', view, after);
  apply(checker, positions);
  const { lost, doubled, reordered, invented, told } = checker.finish();
  return { counts: [lost, doubled, reordered, invented], told };
}

describe('the checker of fault runs', () => {
  test.each([
    ['the whole log', [1, 2, 3, 4, 5], 0, 0],
    ['what a filter passes', [1, 3, 5], 1, 0],
    ['what comes after a position', [4, 5], 0, 3],
    ['a start from now on', [3, 4, 5], 0, undefined],
    ['a start from now on, before which nothing came', [], 0, undefined],
    ['states that skip some', [1, 4, 5], 2, undefined],
    ['a state that comes again, after a cut', [1, 4, 4, 5], 2, undefined],
  ])('finds nothing wrong with %s', (_name, positions, view, after) => {
    const checker = createChecker();
    checker.join(1, 'client 1', view, after);
    apply(checker, positions);
    expect(checker.finish()).toEqual({ lost: 0, doubled: 0, reordered: 0, invented: 0, diverged: 0, told: [] });
    expect(checker.deliveries).toBe(positions.length);
  });

  test.each([
    ['a dropped event', [1, 2, 4, 5], [1, 0, 0, 0], 'lost: client 1: 3 never came'],
    ['a doubled event', [1, 2, 2, 3, 4, 5], [0, 1, 0, 0], 'doubled: client 1: 2 again, after 2'],
    ['a swapped event', [1, 3, 2, 4, 5], [0, 0, 1, 0], 'reordered: client 1: 2 after 3'],
    ['an invented event', [1, 2, 3, 4, 5, 6], [0, 0, 0, 1], 'invented: client 1: 6 is not in the log for it'],
    [
      'an event at the end that is missing',
      [1, 2, 3, 4],
      [1, 0, 0, 0],
      'lost: client 1: 5 never came, the newest is 4',
    ],
    ['an old event that comes again', [1, 2, 3, 4, 5, 1], [0, 1, 0, 0], 'doubled: client 1: 1 again, after 5'],
  ])('finds %s', (_name, positions, counts, told) => {
    expect(check(positions)).toEqual({ counts, told: [told] });
  });

  test('finds an event that the filter should have kept back', () => {
    expect(check([1, 2, 3, 5], 1)).toEqual({
      counts: [0, 0, 0, 1],
      told: ['invented: client 1: 2 is not in the log for it'],
    });
  });

  test('finds an event with another content', () => {
    const checker = createChecker();
    checker.join(1, 'client 1', 0, 3);
    checker.apply(1, 4, markOf(4), sumOf(4) + 1);
    apply(checker, [5]);
    expect(checker.finish()).toMatchObject({
      invented: 1,
      told: ['invented: client 1: 4 has another content than in the log'],
    });
  });

  test('finds states that run backwards, and a newest state that never comes', () => {
    expect(check([4, 3, 5], 2).told).toEqual(['reordered: client 1: a state of 3 after one of 4']);
    expect(check([4], 2).told).toEqual(['lost: client 1: the newest state never came, the last one was of 4']);
    expect(check([9], 2).told).toEqual(['invented: client 1: a state of 9, which is not in the log']);
  });

  test('knows who has caught up', () => {
    const checker = createChecker();
    checker.join(1, 'client 1', 1, 0);
    apply(checker, [1]);
    expect([checker.isAt(1, 2), checker.isAt(1, 3)]).toEqual([true, false]);
    checker.leave(1);
    expect(checker.finish().lost, 'who leaves misses nothing').toBe(0);
  });
});

/** What one client did with a log whose events 4 and 5 were lost, and became others, up to 7. */
function checkLoss(view: number, before: readonly number[], reset: number | undefined, then: readonly number[]) {
  const checker = createChecker();
  checker.join(1, 'client 1', view, view === 2 ? undefined : 0);
  checker.loseTail(3);
  grow(checker, 7, 1);
  // Reported late: it came before the loss.
  apply(checker, before);
  const isDue = reset === undefined || checker.reset(1, reset, markOf(reset, reset > 3 ? 1 : 0));
  apply(checker, then, 1);
  const isCurrent = checker.isAt(1, 7);
  const { told } = checker.finish();
  return { isDue, isCurrent, told };
}

describe('the checker of fault runs, where the log lost its tail', () => {
  const SOUND = { isDue: true, isCurrent: true, told: [] };

  test.each([
    ['a Reset after what was lost, and then the log', 0, [1, 2, 3, 4, 5], 5, [6, 7]],
    ['a Reset at what was kept', 0, [1, 2, 3, 4], 3, [4, 5, 6, 7]],
    ['a Reset of somebody who had nothing that was lost', 0, [1, 2], 4, [5, 6, 7]],
    ['no Reset where nothing was had that is lost', 0, [1, 2, 3], undefined, [4, 5, 6, 7]],
    ['a Reset by a filter that shows nothing of it', 1, [1, 3], 4, [5, 7]],
    ['a Reset at the head, after which nothing comes', 0, [1, 2, 3, 4, 5], 7, []],
    ['a state that is told anew', 2, [5], undefined, [4, 7]],
    ['the newest state, where it was not one that was lost', 2, [2], undefined, [7]],
  ] as const)('finds nothing wrong with %s', (_name, view, before, reset, then) => {
    expect(checkLoss(view, before, reset, then)).toEqual(SOUND);
  });

  test.each([
    [
      'the lost tail that is kept without a Reset',
      0,
      [1, 2, 3, 4, 5],
      undefined,
      [],
      'diverged: client 1: it still has 5 of the log that was lost, and was not told',
    ],
    [
      'new events spliced behind lost ones',
      0,
      [1, 2, 3, 4, 5],
      undefined,
      [6, 7],
      'diverged: client 1: 6 after 5, which was lost: it was not told',
    ],
    [
      'new events in the places of lost ones',
      0,
      [1, 2, 3, 4, 5],
      undefined,
      [4, 5, 6, 7],
      'diverged: client 1: 4 after 5, which was lost: it was not told',
    ],
    ['a new tail that is missed', 0, [1, 2, 3], undefined, [6, 7], 'lost: client 1: 4 never came'],
    ['a new tail that is missed after the Reset', 0, [1, 2, 3, 4, 5], 4, [6, 7], 'lost: client 1: 5 never came'],
    ['a new tail that never comes', 0, [1, 2, 3, 4, 5], 6, [], 'lost: client 1: 7 never came, the newest is 6'],
    ['a Reset that skips too far', 0, [1, 2, 3, 4], 8, [], 'invented: client 1: a Reset at 8, which is not in the log'],
    [
      'a new event before its Reset',
      1,
      [1, 3, 5],
      undefined,
      [7],
      'diverged: client 1: 7 after 5, which was lost: it was not told',
    ],
    [
      'a lost state that stays',
      2,
      [5],
      undefined,
      [],
      'diverged: client 1: it still has 5 of the log that was lost, and was not told',
    ],
  ] as const)('finds %s', (_name, view, before, reset, then, flaw) => {
    expect(checkLoss(view, before, reset, then).told).toContain(flaw);
  });

  test('finds a lost event that comes after the Reset', () => {
    const checker = createChecker();
    checker.join(1, 'client 1', 0, 0);
    apply(checker, [1, 2, 3, 4]);
    checker.loseTail(3);
    grow(checker, 7, 1);
    expect(checker.reset(1, 4, markOf(4, 1))).toBe(true);
    apply(checker, [5]);
    apply(checker, [5, 6, 7], 1);
    expect(checker.finish().told).toEqual([
      'invented: client 1: 5 has another content than in the log',
      'doubled: client 1: 5 again, after 5',
    ]);
  });

  test('finds states that were lost among those that came after', () => {
    const checker = createChecker();
    checker.join(1, 'client 1', 2, undefined);
    apply(checker, [5]);
    checker.loseTail(3);
    grow(checker, 7, 1);
    apply(checker, [6], 1);
    apply(checker, [5]);
    apply(checker, [7], 1);
    expect(checker.finish().told).toEqual([
      'invented: client 1: a state of 5, which is not in the log',
      'reordered: client 1: a state of 5 after one of 6',
    ]);
  });

  test('knows when a Reset is due: once for each loss, and to nobody else', () => {
    const checker = createChecker();
    checker.join(1, 'client 1', 0, 0);
    apply(checker, [1, 2]);
    expect(checker.reset(1, 2, markOf(2))).toBe(false);
    checker.loseTail(3);
    grow(checker, 7, 1);
    expect(checker.reset(1, 4, markOf(4, 1))).toBe(true);
    expect(checker.reset(1, 4, markOf(4, 1))).toBe(false);
    checker.join(2, 'client 2', 0, 7);
    expect(checker.reset(2, 7, markOf(7, 1))).toBe(false);
    checker.loseTail(5);
    checker.expectNoReset();
    grow(checker, 7, 2);
    expect(checker.reset(2, 7, markOf(7, 2)), 'who still has what was lost').toBe(true);
    expect(checker.reset(2, 7, markOf(7, 2))).toBe(false);
  });

  test('goes through several losses with whoever was away', () => {
    const checker = createChecker();
    checker.join(1, 'client 1', 0, 0);
    checker.join(2, 'client 2', 0, 4);
    apply(checker, [1, 2]);
    checker.loseTail(3);
    grow(checker, 6, 1);
    checker.loseTail(4);
    grow(checker, 7, 2);
    expect([checker.isAt(1, 2), checker.isAt(1, 3), checker.isAt(2, 3)]).toEqual([true, false, false]);
    apply(checker, [3]);
    apply(checker, [4], 1);
    apply(checker, [5, 6, 7], 2);
    checker.reset(2, 7, markOf(7, 2));
    expect(checker.finish().told).toEqual([]);
  });
});
