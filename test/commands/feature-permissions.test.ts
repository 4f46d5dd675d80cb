import { afterAll, beforeAll } from 'vitest';
import { testPermissions } from '../records/suite.js';
import type { Stage } from '../records/suite.js';
import { createTestOrganization, startApp } from '../support/app.js';
import { featureRows } from './feature-rows.js';

let stage: Stage;
beforeAll(async () => {
  const app = await startApp();
  stage = { app, own: await createTestOrganization(app), foreign: await createTestOrganization(app) };
});
afterAll(() => stage.app.stop());

testPermissions(
  featureRows(() => stage.app),
  () => stage,
);
