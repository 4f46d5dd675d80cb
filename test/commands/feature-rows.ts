import type { App } from '../../src/server/app.js';
import { issueRows, nowhereOfIssues } from '../issues/permission-rows.js';
import { measureRows, nowhereOfMeasures } from '../measures/permission-rows.js';
import { nowhereOfPlans, planRows } from '../plans/permission-rows.js';
import type { PlanRow } from '../plans/permission-rows.js';
import { nowhereOfReviews, reviewRows } from '../reviews/permission-rows.js';
import { nowhereOfTemplates, templateDraftRows } from '../templates/permission-rows.js';

/** The mutations of the features, with who may do them. The app is asked for when they are run. */
export const featureRows = (app: () => App): Readonly<Record<string, PlanRow>> => ({
  ...planRows(app),
  ...issueRows(app),
  ...measureRows(app),
  ...reviewRows(app),
  ...templateDraftRows(app),
});

/** What stands for a record that exists nowhere, by the field of the input. */
export const nowhereOfFeatures: typeof nowhereOfPlans = {
  ...nowhereOfPlans,
  ...nowhereOfIssues,
  ...nowhereOfMeasures,
  ...nowhereOfReviews,
  ...nowhereOfTemplates,
};
