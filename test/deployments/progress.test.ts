import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/clock.js';
import { daysLate, isLate, progressOf } from '../../src/deployments/progress.js';
import type { StateGroup } from '../../src/deployments/progress.js';
import { DeploymentState } from '../../src/generated/prisma/enums.js';
import { table } from '../commands/table.js';

const STATES = Object.values(DeploymentState);

describe('progressOf', () => {
  it.each<[string, [DeploymentState, number, number][], number | null]>([
    ['nothing', [], null],
    [
      'only what does not count',
      [
        ['WAIVED', 2, 90],
        ['ROLLED_BACK', 1, 100],
      ],
      null,
    ],
    ['one that is planned', [['PLANNED', 1, 0]], 0],
    ['one as it is reported', [['IN_PROGRESS', 1, 37]], 37],
    [
      'adopted and confirmed as 100, whatever their percent',
      [
        ['ADOPTED', 1, 0],
        ['CONFIRMED', 2, 50],
      ],
      100,
    ],
    [
      'the mean, rounded down',
      [
        ['IN_PROGRESS', 2, 99],
        ['PLANNED', 1, 0],
      ],
      33,
    ],
    [
      'not 100 before it is true',
      [
        ['CONFIRMED', 999, 99_900],
        ['IN_PROGRESS', 1, 99],
      ],
      99,
    ],
    [
      'blocked and put off as reported',
      [
        ['BLOCKED', 1, 40],
        ['DEFERRED', 1, 20],
      ],
      30,
    ],
    [
      'preparing as reported',
      [
        ['PREPARING', 1, 10],
        ['ADOPTED', 1, 100],
      ],
      55,
    ],
    [
      'what is waived as if it were not there',
      [
        ['CONFIRMED', 1, 100],
        ['WAIVED', 9, 0],
        ['ROLLED_BACK', 9, 0],
      ],
      100,
    ],
    ['100 in progress as 99: nothing is adopted', [['IN_PROGRESS', 2, 200]], 99],
    [
      '17 adopted and one at 100 that is not as 99',
      [
        ['ADOPTED', 17, 1_700],
        ['IN_PROGRESS', 1, 100],
      ],
      99,
    ],
  ])('counts %s', (_what, groups, progress) => {
    expect(progressOf(groups.map(([state, count, percentSum]) => ({ state, count, percentSum })))).toBe(progress);
  });

  it('is the floor of the mean over the single deployments, however they are grouped, and 100 only when all are done', () => {
    const deployment = fc.record({ state: fc.constantFrom(...STATES), percent: fc.integer({ min: 0, max: 100 }) });
    fc.assert(
      fc.property(fc.array(deployment, { maxLength: 30 }), (deployments) => {
        const groups = STATES.flatMap((state): StateGroup[] => {
          const some = deployments.filter((each) => each.state === state);
          return some.length === 0
            ? []
            : [{ state, count: some.length, percentSum: some.reduce((sum, { percent }) => sum + percent, 0) }];
        });
        let sum = 0;
        let count = 0;
        let done = 0;
        for (const { state, percent } of deployments) {
          if (state === 'WAIVED' || state === 'ROLLED_BACK') continue;
          count += 1;
          const isDone = state === 'ADOPTED' || state === 'CONFIRMED';
          sum += isDone ? 100 : percent;
          done += isDone ? 1 : 0;
        }
        const progress = progressOf(groups);
        expect(progress).toBe(count === 0 ? null : Math.min(Math.floor(sum / count), done === count ? 100 : 99));
        if (progress !== null) expect(progress >= 0 && progress <= 100).toBe(true);
      }),
    );
  });
});

/** Which states are late once the planned end has passed, and by what `daysLate` counts: today, the actual end, never. */
const lateness = table<DeploymentState, 'late' | 'until'>(`
               late  until
  PLANNED      yes   today
  PREPARING    yes   today
  IN_PROGRESS  yes   today
  BLOCKED      yes   today
  DEFERRED     yes   today
  ADOPTED      -     actualEnd
  CONFIRMED    -     actualEnd
  WAIVED       -     never
  ROLLED_BACK  -     never
`);

const day = (date: string): Date => new Date(`${date}T00:00:00.000Z`);

describe('lateness', () => {
  it('is told for every state', () => {
    expect([...lateness.rows].sort()).toEqual([...STATES].sort());
  });

  it.each(lateness.rows)('of %s', (state) => {
    const dated = { state, plannedEnd: day('2026-03-10'), actualEnd: day('2026-03-14') };
    const late = lateness.cell(state, 'late') === 'yes';
    expect(isLate(dated, day('2026-03-10'))).toBe(false);
    expect(isLate(dated, day('2026-03-11'))).toBe(late);

    expect(daysLate(dated, day('2026-03-20'))).toBe(
      { today: 10, actualEnd: 4, never: 0 }[lateness.cell(state, 'until')],
    );
  });

  it.each(['PLANNED', 'DEFERRED'] as const)('of %s counts days of the calendar, from the first day after', (state) => {
    const dated = { state, plannedEnd: day('2026-02-27'), actualEnd: null };
    expect(daysLate(dated, day('2026-01-01'))).toBe(0);
    expect(daysLate(dated, day('2026-02-27'))).toBe(0);
    expect(daysLate(dated, day('2026-02-28'))).toBe(1);
    expect(daysLate(dated, day('2026-03-01'))).toBe(2);
    expect(daysLate(dated, day('2026-03-29'))).toBe(30);
  });

  it('of what was adopted in time, or before any end was noted, is 0', () => {
    const now = day('2027-01-01');
    expect(daysLate({ state: 'ADOPTED', plannedEnd: day('2026-03-10'), actualEnd: day('2026-03-10') }, now)).toBe(0);
    expect(daysLate({ state: 'CONFIRMED', plannedEnd: day('2026-03-10'), actualEnd: day('2026-01-01') }, now)).toBe(0);
    expect(daysLate({ state: 'ADOPTED', plannedEnd: day('2026-03-10'), actualEnd: null }, now)).toBe(0);
  });

  it('says late exactly when an open one has days', () => {
    const date = fc.date({ min: day('2020-01-01'), max: day('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...STATES), date, date, (state, end, now) => {
        const [plannedEnd, today] = [dayOf(end), dayOf(now)];
        const dated = { state, plannedEnd, actualEnd: null };
        expect(isLate(dated, today)).toBe(daysLate(dated, today) > 0);
      }),
    );
  });
});
