import { describe, expect, test } from 'vitest';
import { Checker } from './checker.js';

/** Checksum of the result of a position, for tests. */
const sumOf = (position: number): number => position * 7;

/** A log of five events; the second view shows the odd ones, the third is a stream of states. */
function createChecker(events = 5): Checker {
  const checker = new Checker(['log', 'log', 'state']);
  for (let position = 1; position <= events; position += 1) {
    const sums = new Map<number, number | undefined>([
      [0, sumOf(position)],
      [2, undefined],
    ]);
    if (position % 2 === 1) sums.set(1, sumOf(position));
    checker.append({ position, sums });
  }
  return checker;
}

function check(positions: readonly number[], view = 0, after: number | undefined = 0) {
  const checker = createChecker();
  checker.join(1, 'client 1', view, after);
  for (const position of positions) checker.apply(1, position, sumOf(position));
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
    for (const position of positions) checker.apply(1, position, sumOf(position));
    expect(checker.finish()).toEqual({ lost: 0, doubled: 0, reordered: 0, invented: 0, told: [] });
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
    checker.apply(1, 4, sumOf(4) + 1);
    checker.apply(1, 5, sumOf(5));
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
    checker.apply(1, 1, sumOf(1));
    expect([checker.isAt(1, 2), checker.isAt(1, 3)]).toEqual([true, false]);
    checker.leave(1);
    expect(checker.finish().lost, 'who leaves misses nothing').toBe(0);
  });
});
