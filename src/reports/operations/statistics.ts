import type { Queryable } from '../../database/database.js';
import { UNIT } from '../../deployments/operations/lateness.js';
import { OPEN_STATES } from '../../deployments/rules.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Days } from '../../time/calendar.js';

/** What a measure is counted in. */
export type StatisticsUnit = 'DAYS' | 'PERCENT';

interface Measure {
  readonly unit: StatisticsUnit;
  readonly description: string;
  /** Whether it is read from the log. */
  readonly fromLog?: true;
  /** It, as SQL over deployments `c` and what the log says of them, `s`; null where it does not apply. */
  readonly sql: (days: Days) => Prisma.Sql;
}

const isAdopted = Prisma.sql`c."state" IN ('ADOPTED', 'CONFIRMED')`;
const ofAdopted = (value: Prisma.Sql) => () => Prisma.sql`CASE WHEN ${isAdopted} THEN ${value} END`;

/** What deployments are measured by. */
export const MEASURES = {
  LEAD_TIME: {
    unit: 'DAYS',
    description:
      'Days from the day on which it was planned to its adoption; of adopted and confirmed ones that were not entered afterwards.',
    sql: () =>
      Prisma.sql`CASE WHEN ${isAdopted} AND c."actualEnd" >= c."plannedOn" THEN c."actualEnd" - c."plannedOn" END`,
  },
  CYCLE_TIME: {
    unit: 'DAYS',
    description: 'Days from its actual start to its adoption; of adopted and confirmed ones.',
    sql: ofAdopted(Prisma.sql`c."actualEnd" - c."actualStart"`),
  },
  START_SLIP: {
    unit: 'DAYS',
    description: 'Days from its planned start, as it is now, to its actual start, negative if early; of started ones.',
    sql: () => Prisma.sql`c."actualStart" - c."plannedStart"`,
  },
  SLIP: {
    unit: 'DAYS',
    description:
      'Days from its planned end, as it is now, to its adoption, negative if early; of adopted and confirmed ones.',
    sql: ofAdopted(Prisma.sql`c."actualEnd" - c."plannedEnd"`),
  },
  IN_TIME: {
    unit: 'PERCENT',
    description:
      '100 if it was adopted by its planned end, as it is now, else 0, so that the mean is the share of those in time; of adopted and confirmed ones, and of those that are late now.',
    sql: (days) => Prisma.sql`CASE
      WHEN ${isAdopted} THEN CASE WHEN c."actualEnd" <= c."plannedEnd" THEN 100 ELSE 0 END
      WHEN c."state" = ANY(${[...OPEN_STATES]}::"DeploymentState"[]) AND c."plannedEnd" < ${days.sql(Prisma.sql`c."unitId"`)} THEN 0 END`,
  },
  TIME_TO_CONFIRM: {
    unit: 'DAYS',
    description: 'Days from its adoption to its confirmation; of confirmed ones.',
    sql: () => Prisma.sql`CASE WHEN c."state" = 'CONFIRMED' THEN c."confirmedOn" - c."actualEnd" END`,
  },
  TIME_BLOCKED: {
    unit: 'DAYS',
    fromLog: true,
    description:
      'Days that it was blocked so far, with fractions, by the log; of those whose log is there from the beginning.',
    sql: ({ moment }) => timeIn('BLOCKED', moment),
  },
  TIME_DEFERRED: {
    unit: 'DAYS',
    fromLog: true,
    description:
      'Days that it was deferred so far, with fractions, by the log; of those whose log is there from the beginning.',
    sql: ({ moment }) => timeIn('DEFERRED', moment),
  },
} as const satisfies Readonly<Record<string, Measure>>;

/** What deployments are measured by. */
export type MeasureName = keyof typeof MEASURES;

/** Names of all measures. */
export const MEASURE_NAMES = Object.keys(MEASURES) as readonly MeasureName[];

/** What deployments are grouped by. */
export const GROUPINGS = {
  ATTRIBUTE: 'By an attribute of their units, as it is now.',
  IMPROVEMENT: 'By improvement.',
  UNIT: 'By unit.',
  LEAD: 'By lead of their units, as they are now: in the group of each of several.',
  PRACTICE: 'By practice that their improvements address: in the group of each of several.',
  STATE: 'By state.',
  MONTH: 'By the month in which they were adopted, such as "2026-03".',
} as const;

/** How deployments are grouped; the attribute is named where it is one. */
export type Grouping = { readonly by: Exclude<keyof typeof GROUPINGS, 'ATTRIBUTE'> } | { readonly attribute: string };

/** Shares of the deployments that quantiles stand for. */
export const QUANTILES = [0.1, 0.5, 0.85, 0.95] as const;

const SHARES = Prisma.raw(`ARRAY[${QUANTILES.join()}]::float8[]`);

/** Groups at most. */
export const MAX_GROUPS = 500;

/** One measure over the deployments of a group to which it applies. */
export interface MeasureStatistics {
  /** How many these are. */
  readonly count: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** In the order of `QUANTILES`; null where there are too few. */
  readonly quantiles: readonly (number | null)[];
}

/** Deployments that have something in common. */
export interface StatisticsGroup {
  /** What they have in common: an id, or the text itself; null where they have none. */
  readonly key: string | null;
  readonly count: number;
  readonly measures: Readonly<Partial<Record<MeasureName, MeasureStatistics>>>;
}

/** What is asked of the deployments of an organization. */
export interface StatisticsQuestion {
  /** Which deployments, as SQL over `d`; it names the organization. */
  readonly where: Prisma.Sql;
  readonly organizationId: string;
  /** Null for all of them together. */
  readonly grouping: Grouping | null;
  readonly measures: readonly MeasureName[];
  /** Now, and by which days. */
  readonly days: Days;
}

interface Row extends Omit<StatisticsGroup, 'measures'> {
  readonly groups: number;
  readonly measures: Record<string, Omit<MeasureStatistics, 'quantiles'> & { quantiles: readonly number[] | null }>;
}

/**
 * Statistics of deployments by what they have in common, in one statement: the largest groups first, months in their order, and
 * how many groups there are in all.
 */
export async function statistics(
  db: Queryable,
  { where, organizationId, grouping, measures, days }: StatisticsQuestion,
): Promise<{ groups: StatisticsGroup[]; total: number }> {
  const { key, join } = groupingSql(grouping);
  const column = (name: MeasureName) => Prisma.raw(`"${name}"`);
  const values = measures.map((name) => Prisma.sql`, (${MEASURES[name].sql(days)})::float8 AS ${column(name)}`);
  const fromLog = measures.some((name) => 'fromLog' in MEASURES[name]);
  const results = measures.flatMap((name) => [Prisma.sql`${name}::text`, summarySql(column(name))]);
  const isMonth = grouping !== null && 'by' in grouping && grouping.by === 'MONTH';
  const rows = await db.$queryRaw<Row[]>`
    WITH chosen AS MATERIALIZED (
      SELECT d."id", d."improvementId", d."unitId", d."state", d."plannedStart", d."plannedEnd", d."actualStart", d."actualEnd",
             ${days.ofSql(Prisma.sql`d."createdAt"`, UNIT)} AS "plannedOn", ${days.ofSql(Prisma.sql`d."confirmedAt"`, UNIT)} AS "confirmedOn"
        FROM "Deployment" d WHERE ${where}
    )${fromLog ? Prisma.sql`, spent AS (${spentSql(organizationId)})` : Prisma.empty},
    measured AS (
      SELECT ${key} AS key ${values.length > 0 ? Prisma.join(values, '') : Prisma.empty}
        FROM chosen c ${join} ${fromLog ? Prisma.sql`LEFT JOIN spent s ON s.id = c."id"` : Prisma.empty}
    )
    SELECT ${grouping ? Prisma.sql`key` : Prisma.sql`NULL::text AS key`}, COUNT(*)::int AS count, (COUNT(*) OVER ())::int AS groups,
           ${results.length > 0 ? Prisma.sql`json_build_object(${Prisma.join(results)})` : Prisma.sql`'{}'::json`} AS measures
      FROM measured ${grouping ? Prisma.sql`GROUP BY key` : Prisma.empty}
     ORDER BY ${isMonth ? Prisma.sql`1` : Prisma.sql`2 DESC, 1`} LIMIT ${MAX_GROUPS}::int`;
  return {
    total: rows[0]?.groups ?? 0,
    groups: rows.map(({ key, count, measures: found }) => ({
      key,
      count,
      measures: Object.fromEntries(
        Object.entries(found).map(([name, { quantiles, ...rest }]) => [
          name,
          { ...rest, quantiles: QUANTILES.map((share, index) => quantileOf(quantiles?.[index], share, rest.count)) },
        ]),
      ),
    })),
  };
}

/**
 * A quantile, where there are enough values for it: at least one is to be expected on either side, so two for the median, seven for
 * P85, ten for P10 and twenty for P95.
 */
function quantileOf(value: number | null | undefined, share: number, count: number): number | null {
  // Not by the product of the two: a tenth of ten is less than one, in binary.
  return value === null || value === undefined || count < Math.ceil(1 / Math.min(share, 1 - share) - 1e-9)
    ? null
    : value;
}

function summarySql(value: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`json_build_object('count', COUNT(${value}), 'mean', AVG(${value}), 'min', MIN(${value}), 'max', MAX(${value}),
    'quantiles', percentile_cont(${SHARES}) WITHIN GROUP (ORDER BY ${value}))`;
}

/** What the log says of the time that deployments spent in some states: seconds, less the time of now where they are in it still. */
function spentSql(organizationId: string): Prisma.Sql {
  const spent = (state: string) => Prisma.sql`
    COALESCE(SUM(EXTRACT(EPOCH FROM e."occurredAt")) FILTER (WHERE e."before" ->> 'state' = ${state}), 0)
    - COALESCE(SUM(EXTRACT(EPOCH FROM e."occurredAt")) FILTER (WHERE e."after" ->> 'state' = ${state}), 0)`;
  return Prisma.sql`
    SELECT e."recordId" AS id, BOOL_OR(e."recordVersion" = 1) AS whole,
           ${spent('BLOCKED')} AS "BLOCKED", ${spent('DEFERRED')} AS "DEFERRED"
      FROM "Event" e JOIN chosen c ON c."id" = e."deploymentId"
     WHERE e."organizationId" = ${organizationId}::uuid AND e."recordType" = 'Deployment'
     GROUP BY e."recordId"`;
}

function timeIn(state: 'BLOCKED' | 'DEFERRED', now: Date): Prisma.Sql {
  return Prisma.sql`CASE WHEN s.whole THEN
    (s.${Prisma.raw(`"${state}"`)} + CASE WHEN c."state" = ${state}::"DeploymentState"
      THEN EXTRACT(EPOCH FROM ${now}::timestamptz) ELSE 0 END) / 86400 END`;
}

function groupingSql(grouping: Grouping | null): { key: Prisma.Sql; join: Prisma.Sql } {
  if (grouping === null) return { key: Prisma.sql`NULL::text`, join: Prisma.empty };
  if ('attribute' in grouping) {
    const key = Prisma.sql`u."attributes" ->> ${grouping.attribute}::text`;
    return { key, join: Prisma.sql`JOIN "Unit" u ON u."id" = c."unitId"` };
  }
  const byColumn = (key: Prisma.Sql) => ({ key, join: Prisma.empty });
  switch (grouping.by) {
    case 'IMPROVEMENT':
      return byColumn(Prisma.sql`c."improvementId"::text`);
    case 'UNIT':
      return byColumn(Prisma.sql`c."unitId"::text`);
    case 'STATE':
      return byColumn(Prisma.sql`c."state"::text`);
    case 'MONTH':
      return byColumn(Prisma.sql`CASE WHEN ${isAdopted} THEN to_char(c."actualEnd", 'YYYY-MM') END`);
    case 'LEAD':
      return {
        key: Prisma.sql`l."personId"::text`,
        join: Prisma.sql`LEFT JOIN "UnitLead" l ON l."unitId" = c."unitId"`,
      };
    case 'PRACTICE':
      return {
        key: Prisma.sql`p.ref`,
        join: Prisma.sql`JOIN "Improvement" i ON i."id" = c."improvementId" LEFT JOIN LATERAL unnest(i."practices") p(ref) ON TRUE`,
      };
  }
}
