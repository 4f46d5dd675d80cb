import { consultingRows } from '../consulting/permission-rows.js';
import { coordinationRows } from '../coordination/permission-rows.js';
import { evidenceRows } from '../evidence/permission-rows.js';
import { processRows } from '../processes/permission-rows.js';
import type { App } from '../../src/server/app.js';
import { templateRows } from '../templates/permission-rows.js';
import { trainingRows } from '../training/permission-rows.js';
import type { RecordRow } from './suite.js';

/** The mutations of the records that support deployment. The app is asked for when they are run. */
export function recordRows(app: () => App): Readonly<Record<string, RecordRow>> {
  return {
    ...trainingRows(app),
    ...processRows(app),
    ...consultingRows(app),
    ...coordinationRows(app),
    ...evidenceRows(app),
    ...templateRows(app),
  };
}
