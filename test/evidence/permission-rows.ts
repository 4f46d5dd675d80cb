import type { App } from '../../src/server/app.js';
import { putImprovement } from '../commands/fixtures.js';
import type { RecordRow } from '../records/suite.js';
import { putAffirmation } from './fixtures.js';

/** The mutations of evidence, with who may do them. The app is asked for when they are run. */
export function evidenceRows(app: () => App) {
  return {
    affirmPractice: {
      takes: 'unitLead',
      event: 'PracticeAffirmed',
      input: async ({ id, ledUnit }) => ({
        practice: 'opm sp3.2',
        subpractice: 5,
        text: 'They helped us.',
        improvementId: (await putImprovement(app(), id)).globalId,
        unitId: ledUnit.globalId,
      }),
    },
    withdrawAffirmation: {
      takes: 'author',
      event: 'AffirmationWithdrawn',
      input: async (organization) => ({
        affirmationId: (await putAffirmation(app(), organization)).globalId,
        version: 1,
        reason: 'Not all of it.',
      }),
    },
  } satisfies Record<string, RecordRow>;
}
