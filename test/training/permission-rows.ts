import type { App } from '../../src/server/app.js';
import { putImprovement } from '../commands/fixtures.js';
import type { RecordRow } from '../records/suite.js';
import { putDelivery, putTrainingItem } from './fixtures.js';

/** The mutations of training, with who may do them. The app is asked for when they are run. */
export function trainingRows(app: () => App) {
  const onItem = (event: string, more: object = {}): RecordRow => ({
    takes: 'deploymentLead',
    event,
    input: async (organization) => ({
      trainingItemId: (await putTrainingItem(app(), organization)).globalId,
      version: 1,
      ...more,
    }),
  });
  return {
    identifyTraining: {
      takes: 'deploymentLead',
      event: 'TrainingIdentified',
      input: async ({ id }) => ({
        improvementId: (await putImprovement(app(), id)).globalId,
        kind: 'TRAINING',
        title: 'Peer reviews',
        audience: 'Reviewers',
        assetChange: 'Review procedure',
      }),
    },
    reviseTraining: onItem('TrainingRevised', { title: 'Peer reviews, again' }),
    draftTraining: onItem('TrainingDrafted', { link: 'https://example.org/reviews', text: 'Slides.' }),
    publishTraining: onItem('TrainingPublished'),
    supersedeTraining: onItem('TrainingSuperseded', { reason: 'Taught elsewhere.' }),
    dropTraining: {
      takes: 'sponsor',
      event: 'TrainingDropped',
      input: async (organization) => ({
        trainingItemId: (await putTrainingItem(app(), organization, { state: 'NEEDED' })).globalId,
        version: 1,
        reason: 'Everybody knows by now.',
      }),
    },
    deliverTraining: {
      takes: 'unitLead',
      event: 'TrainingDelivered',
      input: async (organization) => ({
        trainingItemId: (await putTrainingItem(app(), organization)).globalId,
        unitId: organization.ledUnit.globalId,
        deliveredOn: '2026-01-16',
        trainer: 'Tina',
        attendeeIds: [organization.people.VIEWER.globalId],
      }),
    },
    correctTrainingDelivery: {
      takes: 'unitLead',
      event: 'TrainingDeliveryCorrected',
      input: async (organization) => ({
        deliveryId: (await putDelivery(app(), organization)).globalId,
        version: 1,
        headCount: 4,
        attendeeIds: [organization.people.SPONSOR.globalId],
        reason: 'Miscounted.',
      }),
    },
    waiveTraining: {
      takes: 'sponsor',
      event: 'TrainingWaived',
      input: async (organization) => ({
        trainingItemId: (await putTrainingItem(app(), organization)).globalId,
        unitId: organization.ledUnit.globalId,
        reason: 'They wrote the material.',
      }),
    },
  } satisfies Record<string, RecordRow>;
}
