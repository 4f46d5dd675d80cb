import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../src/auth/permissions.js';
import { shippedDocument } from '../catalog/documents.js';
import { recordRows } from '../records/rows.js';
import { testPermissions } from '../records/suite.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { act, mutationNames } from './act.js';
import { baseRows } from './base-rows.js';
import { freshSignInMutations } from '../organization/fresh-sign-in-rows.js';
import { issuerMutations } from '../organization/issuer-rows.js';
import { featureRows } from './feature-rows.js';
import { everything } from './fixtures.js';
import { webhookMutations } from '../webhooks/managing.js';

let app: TestApp;
let own: TestOrganization;
let foreign: TestOrganization;
beforeAll(async () => {
  app = await startApp();
  own = await createTestOrganization(app);
});
afterAll(() => app.stop());

const rows = baseRows(() => app);

const replaceAs = (role: (typeof ROLES)[number], document: object) =>
  act(app.url, 'importCatalog', { document }, own.people[role].bearer);
const forbidden = { __typename: 'ForbiddenError', requires: 'the role ADMINISTRATOR or above' };

describe('on a server of one organization', () => {
  it('its administrators try to replace the catalog without a trace', async () => {
    const document = shippedDocument();
    document.model.version += ' (tried)';
    const before = await everything(app);
    const input = { document, dryRun: true };
    expect(await act(app.url, 'importCatalog', input, own.people.ADMINISTRATOR.bearer)).toMatchObject({
      __typename: 'DryRun',
      events: [{ type: 'CATALOG_IMPORTED' }],
    });
    expect(await everything(app)).toEqual(before);
  });

  it('its administrators replace the catalog, and nobody else', async () => {
    const document = shippedDocument();
    const version = (document.model.version += ' (tailored)');
    const replaced = { __typename: 'ImportCatalogPayload', position: 2, record: { version } };
    for (const role of ROLES)
      expect(await replaceAs(role, document)).toMatchObject(role === 'ADMINISTRATOR' ? replaced : forbidden);
  });
});

describe('on a server of two organizations', () => {
  beforeAll(async () => {
    foreign = await createTestOrganization(app);
  });

  it('nobody replaces the catalog, which they share', async () => {
    const before = await everything(app);
    const refused = { __typename: 'RuleViolationError', rule: 'catalog-is-shared' };
    for (const role of ROLES)
      expect(await replaceAs(role, shippedDocument())).toMatchObject(role === 'ADMINISTRATOR' ? refused : forbidden);
    expect(await everything(app)).toEqual(before);
  });

  it('every mutation has a row here, or in the table of its feature', () => {
    const all = [rows, featureRows(() => app), recordRows(() => app)].flatMap((table) => Object.keys(table));
    // What an import takes depends on what is imported: test/import-export/import.test.ts has it.
    // A batch asks of each of its commands: test/commands/batch.test.ts has it.
    // Sessions and tokens are no records: test/server/sessions.test.ts and test/server/tokens.test.ts have them.
    const credentials = ['revokeSession', 'createToken', 'rotateToken', 'revokeToken'];
    // What is done to many records at once: test/deployments/rescheduling.test.ts has it.
    // Webhooks are no records either: test/webhooks has them.
    const others = [
      'batch',
      'importCatalog',
      'importRecords',
      'rescheduleDeployments',
      ...credentials,
      ...webhookMutations,
      // Issuers are asked outside: test/organization/issuers.test.ts has them.
      ...issuerMutations,
      // There is one organization: test/organization/fresh-sign-in.test.ts has it.
      ...freshSignInMutations,
    ];
    expect([...all, ...others].sort()).toEqual([...mutationNames].sort());
  });

  testPermissions(rows, () => ({ app, own, foreign }));
});
