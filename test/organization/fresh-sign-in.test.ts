import { testPermissions } from '../records/suite.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { freshSignInRows } from './fresh-sign-in-rows.js';

const app = useApp();
const stage = { app, own: useOrganization(app), foreign: useOrganization(app) };

testPermissions(
  freshSignInRows(() => app),
  () => stage,
);
