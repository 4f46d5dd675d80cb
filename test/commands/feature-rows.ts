import type { App } from '../../src/server/app.js';
import { commentRows } from '../comments/permission-rows.js';
import { issueRows } from '../issues/permission-rows.js';
import { measureRows } from '../measures/permission-rows.js';
import { planRows } from '../plans/permission-rows.js';
import type { RecordRow } from '../records/suite.js';
import { reviewRows } from '../reviews/permission-rows.js';
import { statusRows } from '../status/permission-rows.js';
import { templateDraftRows } from '../templates/permission-rows.js';

/** The mutations of plans, issues, comments, status updates, measures and reviews, with who may do them. The app is asked for when they are run. */
export const featureRows = (app: () => App): Readonly<Record<string, RecordRow>> => ({
  ...planRows(app),
  ...issueRows(app),
  ...commentRows(app),
  ...statusRows(),
  ...measureRows(app),
  ...reviewRows(app),
  ...templateDraftRows(app),
});
