import { dayOf } from '../../clock.js';
import type { Queryable } from '../../database/database.js';
import type { Calendar } from '../../time/calendar.js';
import { momentAt } from './as-of.js';
import { forecastAsOf } from './forecast.js';
import type { ForecastAsOf } from './forecast.js';

/** A forecast as it would have been made in the past, and what came. */
export interface PastForecast {
  readonly improvementId: string;
  readonly forecast: ForecastAsOf;
  /** The day on which the last of its deployments was adopted. */
  readonly adoptedOn: Date;
}

/** Adoptions of an improvement from which on it is looked at. */
const LEAST = 3;

/**
 * Forecasts of the improvements that were adopted everywhere last, as they would have been half-way from the first start to the last
 * adoption, by the log. Those of which too little was known then, or of which the log is archived, are left out, and counted.
 */
export async function pastForecasts(
  db: Queryable,
  organizationId: string,
  calendar: Calendar,
  most: number,
): Promise<{ forecasts: PastForecast[]; skipped: number }> {
  const adopted = await db.$queryRaw<{ improvementId: string; first: Date; last: Date }[]>`
    SELECT * FROM (
      SELECT d."improvementId"::text AS "improvementId",
             MIN(d."actualStart") FILTER (WHERE d."state" IN ('ADOPTED', 'CONFIRMED')) AS first,
             MAX(d."actualEnd") FILTER (WHERE d."state" IN ('ADOPTED', 'CONFIRMED')) AS last
        FROM "Deployment" d WHERE d."organizationId" = ${organizationId}::uuid
       GROUP BY d."improvementId"
      HAVING BOOL_AND(d."state" IN ('ADOPTED', 'CONFIRMED', 'WAIVED', 'ROLLED_BACK'))
         AND COUNT(*) FILTER (WHERE d."state" IN ('ADOPTED', 'CONFIRMED') AND d."actualStart" IS NOT NULL) >= ${LEAST}::int) i
     ORDER BY i.last DESC, i."improvementId" LIMIT ${most}::int`;
  const forecasts: PastForecast[] = [];
  for (const { improvementId, first, last } of adopted) {
    const halfWay = dayOf(new Date((first.getTime() + last.getTime()) / 2));
    const moment = await momentAt(db, organizationId, calendar.at(last).start(halfWay, null));
    if (!moment) continue;
    const forecast = await forecastAsOf(db, moment, calendar.at(moment.at), { improvementId });
    if (forecast.missing.length === 0) forecasts.push({ improvementId, forecast, adoptedOn: last });
  }
  return { forecasts, skipped: adopted.length - forecasts.length };
}
