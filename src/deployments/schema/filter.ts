import { Prisma } from '../../generated/prisma/client.js';
import { refsOf } from '../../improvements/schema/improvement.js';
import { AttributeFilter, unitWhere } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { daysOf } from '../../schema/days.js';
import { anyIdOf, anyIdOfSql, anyOf, anyOfSql, filterIds } from '../../schema/filter-ids.js';
import type { Days } from '../../time/calendar.js';
import { concernedSql } from '../operations/concerns.js';
import { lateSql } from '../operations/lateness.js';
import { OPEN_STATES } from '../rules.js';
import { ConcernEnum } from './concern.js';
import { DeploymentStateEnum } from './deployment.js';

const DayRange = builder.inputType('DayRange', {
  description: 'A range of days, both ends included.',
  fields: (t) => ({
    from: t.field({ type: 'Date', description: 'First day. Default: no limit.' }),
    to: t.field({ type: 'Date', description: 'Last day. Default: no limit.' }),
  }),
});

/** Which deployments are meant, in the graph. */
export const DeploymentFilter = builder.inputType('DeploymentFilter', {
  description: 'Filters deployments. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'Of any of these improvements.' }),
    practiceIds: t.idList({ description: 'Of an improvement that addresses any of these practices.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    leadIds: t.idList({ description: 'In a unit that any of these people leads.' }),
    attributes: t.field({ type: [AttributeFilter], description: 'In units with all of these attributes.' }),
    states: t.field({ type: [DeploymentStateEnum], description: 'In any of these states.' }),
    late: t.boolean({
      description: 'Late now, or not. By DAYS_LATE, descending, those come first that are late by most days.',
    }),
    concerns: t.field({ type: [ConcernEnum], description: 'With any of these reasons why it needs attention now.' }),
    actualStart: t.field({ type: DayRange, description: 'Started in this range.' }),
    actualEnd: t.field({ type: DayRange, description: 'Adopted in this range.' }),
  }),
});

/** A filter, as clients give it. */
export type DeploymentFilterInput = Partial<typeof DeploymentFilter.$inferInput>;

/** Whether a filter can only be applied by SQL: `deploymentWhere` cannot. */
export function needsSql({ concerns }: DeploymentFilterInput): boolean {
  return concerns !== null && concerns !== undefined;
}

/** The condition on deployments that a filter stands for, but for concerns. */
export async function deploymentWhere(
  { improvementIds, practiceIds, unitIds, leadIds, attributes, states, late, ...days }: DeploymentFilterInput,
  organizationId: string,
  context: Context,
): Promise<Prisma.DeploymentWhereInput> {
  const { catalog } = context;
  const leads = filterIds(leadIds, 'Person');
  return {
    organizationId,
    improvementId: anyIdOf(improvementIds, 'Improvement'),
    unitId: anyIdOf(unitIds, 'Unit'),
    state: anyOf(states),
    ...(practiceIds ? { improvement: { practices: { hasSome: refsOf(practiceIds, catalog) } } } : {}),
    ...(leads ? { unit: { leads: { some: { personId: { in: leads } } } } } : {}),
    ...(days.actualStart ? { actualStart: within(days.actualStart) } : {}),
    ...(days.actualEnd ? { actualEnd: within(days.actualEnd) } : {}),
    AND: [
      ...(typeof late === 'boolean' ? [lateWhere(late, await daysOf(context))] : []),
      ...(attributes ? [{ unit: unitWhere(organizationId, { attributes }) }] : []),
    ],
  };
}

/** The same as SQL over deployments `d`, concerns included. */
export async function deploymentSql(
  { improvementIds, practiceIds, unitIds, leadIds, attributes, states, late, concerns, ...days }: DeploymentFilterInput,
  organizationId: string,
  context: Context,
): Promise<Prisma.Sql> {
  const { catalog } = context;
  const leads = filterIds(leadIds, 'Person');
  const parts = [
    Prisma.sql`d."organizationId" = ${organizationId}::uuid`,
    ...anyIdOfSql(Prisma.sql`d."improvementId"`, improvementIds, 'Improvement'),
    ...anyIdOfSql(Prisma.sql`d."unitId"`, unitIds, 'Unit'),
    ...(states ? [anyOfSql(Prisma.sql`d."state"`, states, '"DeploymentState"')] : []),
    ...(practiceIds
      ? [
          Prisma.sql`EXISTS (SELECT 1 FROM "Improvement" i
            WHERE i."id" = d."improvementId" AND i."practices" && ${refsOf(practiceIds, catalog)}::text[])`,
        ]
      : []),
    ...(leads
      ? [
          Prisma.sql`EXISTS (SELECT 1 FROM "UnitLead" l WHERE l."unitId" = d."unitId" AND l."personId" = ANY(${leads}::uuid[]))`,
        ]
      : []),
    ...(attributes ?? []).map(
      ({ name, values }) => Prisma.sql`EXISTS (SELECT 1 FROM "Unit" u
        WHERE u."id" = d."unitId" AND u."attributes" ->> ${name}::text = ANY(${values}::text[]))`,
    ),
    ...withinSql(Prisma.sql`d."actualStart"`, days.actualStart),
    ...withinSql(Prisma.sql`d."actualEnd"`, days.actualEnd),
    ...(typeof late === 'boolean' ? [lateOrNotSql(late, await daysOf(context))] : []),
    ...(concerns ? [concernedSql(await daysOf(context), concerns)] : []),
  ];
  return Prisma.join(parts, ' AND ');
}

type Range = typeof DayRange.$inferInput;

// What has no such day is in no range, not even in one without limits.
const within = ({ from, to }: Range) => ({ not: null, ...(from ? { gte: from } : {}), ...(to ? { lte: to } : {}) });

function withinSql(column: Prisma.Sql, range: Range | null | undefined): Prisma.Sql[] {
  if (!range) return [];
  const { from, to } = range;
  return [
    Prisma.sql`${column} IS NOT NULL`,
    ...(from ? [Prisma.sql`${column} >= ${from}::date`] : []),
    ...(to ? [Prisma.sql`${column} <= ${to}::date`] : []),
  ];
}

/** The condition on deployments for being late now today, or not. The same rule as `isLate`, for the database. */
function lateWhere(late: boolean, days: Days): Prisma.DeploymentWhereInput {
  const elsewhere = days.elsewhere();
  const usual = { plannedEnd: { lt: days.today }, unitId: { notIn: elsewhere.flatMap(({ unitIds }) => unitIds) } };
  const others = elsewhere.map(({ today, unitIds }) => ({ plannedEnd: { lt: today }, unitId: { in: [...unitIds] } }));
  const condition: Prisma.DeploymentWhereInput = {
    state: { in: [...OPEN_STATES] },
    ...(others.length > 0 ? { OR: [usual, ...others] } : { plannedEnd: usual.plannedEnd }),
  };
  return late ? condition : { NOT: condition };
}

function lateOrNotSql(late: boolean, days: Days): Prisma.Sql {
  const isLate = lateSql(days);
  return late ? isLate : Prisma.sql`NOT (${isLate})`;
}
