import { describe, expect, test } from 'vitest';
import type { LoggedEvent } from '../../src/log/event.js';
import { expectedOf, flawsOf, flawsOfLog } from './history.js';
import type { Log } from './history.js';

const log: Log = {
  epoch: 'abc',
  events: [1, 2, 3, 4].map((position) => ({
    organizationId: 'o',
    position,
    type: 'ImprovementRevised',
    occurredAt: new Date(position),
    actorId: null,
    recordType: 'Improvement',
    recordId: 'i',
    recordVersion: position,
    improvementId: 'i',
    planId: null,
    deploymentId: null,
    unitId: null,
    note: null,
    before: null,
    after: {},
  })) as LoggedEvent[],
};
const [one, two, three, four] = expectedOf(log) as [object, object, object, object];

describe('the checker of histories', () => {
  test('finds nothing wrong with the log itself', () => {
    expect(flawsOf([one, two, three, four], expectedOf(log))).toEqual([]);
    expect(flawsOfLog(log)).toEqual([]);
  });

  test.each([
    ['a dropped event', [one, two, four], ['3 lost']],
    ['a doubled event', [one, two, two, three, four], ['2 doubled']],
    ['a swapped event', [one, three, two, four], ['2 after 3']],
    ['an event at the end that is missing', [one, two, three], ['4 lost']],
    ['a delivery without a position', [{ data: null }, one, two, three, four], ['no position: {"data":null}']],
  ])('finds %s', (_name, received, flaws) => {
    expect(flawsOf(received, expectedOf(log))).toEqual(flaws);
  });

  test('finds invented and altered events', () => {
    const wanted = expectedOf(log, ({ position }) => position !== 2);
    expect(flawsOf([one, two, three, four], wanted)).toEqual(['2 invented']);
    expect(flawsOf([one, { ...two, data: null }, three, four], expectedOf(log))).toEqual([
      expect.stringContaining('instead of'),
    ]);
  });

  test('finds holes in a log, and times that run backwards', () => {
    const [first, second, third] = log.events as [LoggedEvent, LoggedEvent, LoggedEvent];
    expect(flawsOfLog({ ...log, events: [first, third] })).toEqual(['position 3 stands at place 2']);
    expect(flawsOfLog({ ...log, events: [first, { ...second, occurredAt: new Date(0) }] })).toEqual([
      '2 is earlier than the one before',
    ]);
  });
});
