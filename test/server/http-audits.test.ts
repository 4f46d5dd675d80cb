import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { useApp } from '../support/use-app.js';

// The audits send no credentials.
const app = useApp({ parts: { anonymous: { subject: 'visitor', organization: undefined, expiresAt: undefined } } });

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
