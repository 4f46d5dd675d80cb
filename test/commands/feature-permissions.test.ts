import { testPermissions } from '../records/suite.js';
import type { Stage } from '../records/suite.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { featureRows } from './feature-rows.js';

const app = useApp();
const stage: Stage = { app, own: useOrganization(app), foreign: useOrganization(app) };

testPermissions(
  featureRows(() => stage.app),
  () => stage,
);
