import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  // The audits send no credentials.
  app = await startApp({ parts: { anonymous: { subject: 'visitor', organization: undefined, expiresAt: undefined } } });
});
afterAll(() => app.stop());

const audits = serverAudits({ url: () => app.url });

describe('the GraphQL over HTTP specification', () => {
  it('is audited in full', () => {
    expect(new Set(audits.map(({ id }) => id)).size).toBe(61);
  });

  it.each(audits)('$id: $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status, 'reason' in result ? result.reason : '').toBe('ok');
  });
});
