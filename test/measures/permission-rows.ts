import type { App } from '../../src/server/app.js';
import { putImprovement } from '../commands/fixtures.js';
import type { RecordRow } from '../records/suite.js';
import { putReview } from '../reviews/fixtures.js';
import type { TestOrganization } from '../support/app.js';
import { putMeasure } from './fixtures.js';

/** The mutations of measures, with who may do them. The app is asked for when they are run. */
export function measureRows(app: () => App): Readonly<Record<string, RecordRow>> {
  return {
    defineMeasure: {
      takes: 'deploymentLead',
      event: 'MeasureDefined',
      input: async ({ id }) => ({
        improvementId: (await putImprovement(app(), id)).globalId,
        name: 'Rework',
        unitOfMeasurement: 'hours',
        direction: 'LOWER_IS_BETTER',
        objective: 4,
        why: 'It is what people complain of.',
      }),
    },
    reviseMeasure: {
      takes: 'deploymentLead',
      event: 'MeasureRevised',
      events: 2,
      input: async (organization) => ({
        ...(await putReviewed(app(), organization)),
        version: 1,
        name: 'Rework in a week',
        reason: 'Said better.',
      }),
    },
    reviseObjective: {
      takes: 'deploymentLead',
      event: 'ObjectiveRevised',
      events: 2,
      input: async (organization) => ({
        ...(await putReviewed(app(), organization)),
        version: 1,
        objective: 3,
        reason: 'It was too easy.',
      }),
    },
    dropMeasure: {
      takes: 'deploymentLead',
      event: 'MeasureDropped',
      events: 2,
      input: async (organization) => ({
        measureId: (await putMeasure(app(), organization)).globalId,
        version: 1,
        reason: 'Nobody knew.',
      }),
    },
    fixBaseline: {
      takes: 'deploymentLead',
      event: 'BaselineFixed',
      input: async (organization) => ({
        measureId: (await putMeasure(app(), organization)).globalId,
        version: 1,
        unitId: organization.ledUnit.globalId,
        periodStart: '2026-01-01',
        periodEnd: '2026-01-31',
      }),
    },
    recordReading: {
      takes: 'unitLead',
      event: 'ReadingRecorded',
      input: async (organization) => ({
        measureId: (await putMeasure(app(), organization)).globalId,
        unitId: organization.ledUnit.globalId,
        day: '2026-01-17',
        value: 11.5,
      }),
    },
    correctReading: {
      takes: 'unitLead',
      event: 'ReadingCorrected',
      input: async (organization) => ({
        readingId: (await putMeasure(app(), organization)).reading.globalId,
        version: 1,
        value: 13,
        reason: 'Two people had been left out.',
      }),
    },
  };
}

/** Puts a measure and a review of its improvement's plan into the database. */
async function putReviewed(app: App, organization: TestOrganization): Promise<{ measureId: string; reviewId: string }> {
  const { globalId: reviewId, plan } = await putReview(app, organization);
  const { globalId: measureId } = await putMeasure(app, organization, { improvementId: plan.improvement.id });
  return { measureId, reviewId };
}
