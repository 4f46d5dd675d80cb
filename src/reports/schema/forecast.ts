import { Improvement } from '../../improvements/schema/improvement.js';
import { Increment } from '../../plans/schema/increment.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { calendarOf } from '../../schema/days.js';
import type { FieldBuilder } from '../../schema/lists/fields.js';
import { recordKey } from '../../schema/record-key.js';
import { LEAST_ADOPTIONS } from '../forecast.js';
import { dayOfNumber, forecastAsOf } from '../operations/forecast.js';
import type { ForecastAsOf, ForecastTarget } from '../operations/forecast.js';
import { pastForecasts } from '../operations/forecast-accuracy.js';
import type { PastForecast } from '../operations/forecast-accuracy.js';
import { AS_OF, MomentObject, momentOf } from './moment.js';

const date = (day: number | null): Date | null => (day === null ? null : dayOfNumber(day));

const ForecastObject = builder
  .objectRef<ForecastAsOf>('DeploymentForecast')
  .implement({
    description:
      'When deployments will all be adopted, by what those of the past took. Each trial draws a time of the past for each of them, ' +
      'with the blockers in its way, the increments before it and the improvements that have to be deployed first.',
    fields: (t) => ({
      moment: t.field({
        type: MomentObject,
        description: 'The moment as of which it is made: it knows nothing that came later.',
        resolve: ({ moment }) => moment,
      }),
      p50: t.field({
        type: 'Date',
        nullable: true,
        description: 'Day by which all are adopted in half of the trials; null if something is missing.',
        resolve: ({ p50 }) => date(p50),
      }),
      p85: t.field({
        type: 'Date',
        nullable: true,
        description: 'Day by which all are adopted in 85 % of the trials; null if something is missing.',
        resolve: ({ p85 }) => date(p85),
      }),
      p95: t.field({
        type: 'Date',
        nullable: true,
        description: 'Day by which all are adopted in 95 % of the trials; null if something is missing.',
        resolve: ({ p95 }) => date(p95),
      }),
      open: t.exposeInt('open', { description: 'How many deployments are not adopted yet.' }),
      adopted: t.exposeInt('adopted', { description: 'How many are adopted or confirmed.' }),
      sampleSize: t.exposeInt('sampleSize', {
        description: `How many adoptions of your organization it is made of, the newest; at least ${LEAST_ADOPTIONS} are needed.`,
      }),
      trials: t.exposeInt('trials', { description: 'How many trials.' }),
      seed: t.exposeInt('seed', { description: 'Seed of the trials: the same facts give the same forecast all day.' }),
      missing: t.stringList({
        complexity: 1,
        description: 'What is missing for a forecast; empty if there is one.',
        resolve: ({ missing }) => [...missing],
      }),
      assumptions: t.stringList({
        complexity: 1,
        description: 'What had to be assumed where nothing is known.',
        resolve: ({ assumptions }) => [...assumptions],
      }),
    }),
  });

/** A field with the forecast of some deployments, but for how it is resolved. */
function forecastOf<Parent>(t: FieldBuilder<Parent>, deployments: string) {
  return {
    type: ForecastObject,
    description: `Forecast of the day on which ${deployments} will have been adopted. A help to plan, never a promise.`,
    // It goes through all deployments, and the log for another moment than now.
    complexity: ({ asOf }: { asOf?: unknown }) => ({ field: asOf ? 40_000 : 8_000, multiplier: 1 }),
    args: { asOf: t.arg({ type: 'DateTime', description: AS_OF }) },
  };
}

async function readForecast(target: ForecastTarget, asOf: Date | null | undefined, context: Context) {
  const moment = await momentOf(context, asOf);
  const days = (await calendarOf(context)).at(moment.at);
  return forecastAsOf(context.services.database.prisma, moment, days, target);
}

builder.prismaObjectField(Improvement, 'forecast', (t) =>
  t.field({
    ...forecastOf(t, 'all of its deployments'),
    select: { id: true },
    resolve: ({ id }, { asOf }, context) => readForecast({ improvementId: id }, asOf, context),
  }),
);

builder.prismaObjectField(Increment, 'forecast', (t) =>
  t.field({
    ...forecastOf(t, 'all deployments that are part of it'),
    select: { id: true, plan: { select: { improvementId: true } } },
    resolve: ({ id, plan: { improvementId } }, { asOf }, context) =>
      readForecast({ improvementId, incrementId: id }, asOf, context),
  }),
);

/** Forecasts that are looked at again, at most. */
const MOST_FORECASTS = 5;

const held = (day: number | null, { adoptedOn }: PastForecast): boolean =>
  day !== null && adoptedOn <= dayOfNumber(day);

const PastForecastObject = builder
  .objectRef<PastForecast>('PastForecast')
  .implement({
    description: 'A forecast as it would have been made in the past, and what came.',
    fields: (t) => ({
      improvement: t.prismaField({
        type: Improvement,
        nullable: true,
        description: 'The improvement.',
        resolve: (query, { improvementId }, _args, context) =>
          context.services.database.prisma.improvement.findUnique({
            ...query,
            where: recordKey(improvementId, context),
          }),
      }),
      forecast: t.field({
        type: ForecastObject,
        description: 'The forecast, half-way from the first start to the last adoption.',
        resolve: ({ forecast }) => forecast,
      }),
      adoptedOn: t.expose('adoptedOn', { type: 'Date', description: 'When the last of its deployments was adopted.' }),
    }),
  });

const AccuracyObject = builder
  .objectRef<{ readonly forecasts: readonly PastForecast[]; readonly skipped: number }>('ForecastAccuracy')
  .implement({
    description: 'How often forecasts would have held in your organization.',
    fields: (t) => ({
      forecasts: t.field({
        type: [PastForecastObject],
        description: `The forecasts, the newest adoption first, at most ${MOST_FORECASTS}.`,
        resolve: ({ forecasts }) => [...forecasts],
      }),
      skipped: t.exposeInt('skipped', {
        description:
          'Improvements that are left out, because too little was known then, or the log of then is archived.',
      }),
      heldP50: t.int({
        description: 'How many of them were adopted everywhere by the day of P50.',
        resolve: ({ forecasts }) => forecasts.filter((each) => held(each.forecast.p50, each)).length,
      }),
      heldP85: t.int({
        description: 'How many of them were adopted everywhere by the day of P85.',
        resolve: ({ forecasts }) => forecasts.filter((each) => held(each.forecast.p85, each)).length,
      }),
      heldP95: t.int({
        description: 'How many of them were adopted everywhere by the day of P95.',
        resolve: ({ forecasts }) => forecasts.filter((each) => held(each.forecast.p95, each)).length,
      }),
    }),
  });

builder.queryField('forecastAccuracy', (t) =>
  t.field({
    type: AccuracyObject,
    description:
      'Forecasts of the improvements that were adopted everywhere last, as they would have been made then, by the log, beside the day that came.',
    complexity: { field: 40_000 * MOST_FORECASTS, multiplier: 1 },
    resolve: async (_root, _args, context) => {
      const { organizationId } = await context.actor();
      return pastForecasts(context.services.database.prisma, organizationId, await calendarOf(context), MOST_FORECASTS);
    },
  }),
);
