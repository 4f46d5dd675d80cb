import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Prisma } from '../../src/generated/prisma/client.js';
import { DeploymentState } from '../../src/generated/prisma/enums.js';
import { concernsSql } from '../../src/deployments/operations/concerns.js';
import { peakOf } from '../../src/reports/operations/load.js';
import { concernsOf, expectedPercent } from '../../src/deployments/risk.js';
import type { Concern, Watched } from '../../src/deployments/risk.js';
import { day } from '../commands/fixtures.js';
import { useApp } from '../support/use-app.js';
import { utc } from '../support/utc.js';

const today = day('2026-03-11');
const well: Watched = {
  state: 'IN_PROGRESS',
  percent: 50,
  plannedStart: day('2026-03-01'),
  plannedEnd: day('2026-03-20'),
  actualStart: day('2026-03-01'),
  actualEnd: null,
  mayBegin: true,
};

describe('why a deployment asks for attention', () => {
  test.each<[string, Partial<Watched>, Concern[]]>([
    ['all is well', {}, []],
    ['its last day is today', { plannedEnd: day('2026-03-11'), percent: 90 }, []],
    ['its last day was yesterday', { plannedEnd: day('2026-03-10'), percent: 90 }, ['LATE']],
    ['late says more than behind', { plannedEnd: day('2026-03-10'), percent: 0 }, ['LATE']],
    ['blocked and late', { state: 'BLOCKED', plannedEnd: day('2026-03-10') }, ['LATE', 'BLOCKED']],
    ['put off', { state: 'DEFERRED' }, ['DEFERRED']],
    ['to begin today', { state: 'PLANNED', actualStart: null, plannedStart: day('2026-03-11'), percent: 0 }, []],
    [
      'to begin yesterday',
      { state: 'PLANNED', actualStart: null, plannedStart: day('2026-03-10'), percent: 0 },
      ['NOT_STARTED'],
    ],
    [
      'to begin yesterday, but not before its increment',
      { state: 'PLANNED', actualStart: null, plannedStart: day('2026-03-10'), percent: 0, mayBegin: false },
      [],
    ],
    ['24 points behind', { percent: 26 }, []],
    ['25 points behind', { percent: 25 }, ['BEHIND']],
    ['adopted too late', { state: 'ADOPTED', plannedEnd: day('2026-03-02'), actualEnd: day('2026-03-10') }, []],
    ['waived', { state: 'WAIVED', plannedEnd: day('2026-03-02') }, []],
    ['rolled back', { state: 'ROLLED_BACK', plannedEnd: day('2026-03-02') }, []],
  ])('%s', (_name, change, concerns) => {
    expect(concernsOf({ ...well, ...change }, today)).toEqual(concerns);
  });

  test.each([
    ['before it begins', '2026-03-12', '2026-03-20', 0],
    ['on its first day', '2026-03-11', '2026-03-20', 0],
    ['half way', '2026-03-01', '2026-03-20', 50],
    ['on the last of three days', '2026-03-09', '2026-03-11', 66],
    ['after its end', '2026-03-01', '2026-03-05', 100],
  ])('an even pace %s', (_name, start, end, percent) => {
    expect(expectedPercent({ plannedStart: day(start), plannedEnd: day(end) }, today)).toBe(percent);
  });
});

describe('the same rule in the database', () => {
  const app = useApp();

  it('says the same of any deployment', async () => {
    const anyDay = fc.integer({ min: -40, max: 40 }).map((days) => new Date(Date.UTC(2026, 2, 11 + days)));
    const anyDeployment = fc.record({
      state: fc.constantFrom(...Object.values(DeploymentState)),
      percent: fc.integer({ min: 0, max: 100 }),
      plannedStart: anyDay,
      days: fc.integer({ min: 0, max: 50 }),
      actualStart: fc.option(anyDay),
      mayBegin: fc.boolean(),
    });
    const sample = fc
      .sample(anyDeployment, { numRuns: 2_000, seed: 1 })
      .map(({ days, ...deployment }) => ({
        ...deployment,
        plannedEnd: new Date(deployment.plannedStart.getTime() + days * 86_400_000),
        actualEnd: null,
      }));
    const rows = await app.services.database.prisma.$queryRaw<{ concerns: Concern[] }[]>`
      SELECT ${concernsSql(utc.at(today), Prisma.sql`d."mayBegin"`)} AS concerns
        FROM jsonb_to_recordset(${JSON.stringify(sample)}::jsonb) AS d(
             "state" text, "percent" int, "plannedStart" date, "plannedEnd" date, "actualStart" date, "mayBegin" boolean, "unitId" uuid)`;
    const open = sample.map((deployment, index) => [deployment, rows[index]?.concerns ?? []] as const);
    for (const [deployment, concerns] of open) {
      // The database is only asked about deployments that are not over.
      if (!['PLANNED', 'PREPARING', 'IN_PROGRESS', 'BLOCKED', 'DEFERRED'].includes(deployment.state)) continue;
      expect(concerns, JSON.stringify(deployment)).toEqual(concernsOf(deployment, today));
    }
    expect(new Set(rows.flatMap(({ concerns }) => concerns)).size).toBe(5);
  });
});

describe('most changes at once', () => {
  const planned = (start: string, end: string) => ({ plannedStart: day(start), plannedEnd: day(end) });
  const period = { from: day('2026-01-01'), to: day('2026-12-31') };
  test.each([
    ['nothing', [], 0, null],
    ['one', [planned('2026-02-01', '2026-02-03')], 1, '2026-02-01'],
    [
      'one after the other',
      [planned('2026-02-01', '2026-02-03'), planned('2026-02-04', '2026-02-05')],
      1,
      '2026-02-01',
    ],
    ['one day in common', [planned('2026-02-01', '2026-02-03'), planned('2026-02-03', '2026-02-05')], 2, '2026-02-03'],
    ['begun before the period', [planned('2025-01-01', '2026-01-01')], 1, '2026-01-01'],
    ['outside of the period', [planned('2025-01-01', '2025-12-31'), planned('2027-01-01', '2027-01-02')], 0, null],
  ])('%s', (_name, deployments, peak, peakDay) => {
    expect(peakOf(deployments, period)).toEqual({ peak, peakDay: peakDay && day(peakDay) });
  });
});
