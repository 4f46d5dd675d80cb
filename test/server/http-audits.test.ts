import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { useApp } from '../support/use-app.js';

// The audits send no credentials.
const app = useApp({ parts: { anonymous: { subject: 'visitor', organization: undefined, expiresAt: undefined } } });

/** What the same request accepts so that Yoga answers it: plain requests name no charset. */
function byYoga(url: string, { headers, ...init }: RequestInit = {}): Promise<Response> {
  const sent = new Headers(headers);
  const accept = (sent.get('accept') ?? '*/*').split(',').map((type) => `${type}; charset=utf-8`);
  sent.set('accept', accept.join());
  return fetch(url, { ...init, headers: sent });
}

const WAYS = [
  { way: 'the short way', fetchFn: fetch, isShort: true },
  { way: 'by Yoga', fetchFn: byYoga, isShort: false },
];

describe.each(WAYS)('the GraphQL over HTTP specification, $way', ({ fetchFn, isShort }) => {
  const audits = serverAudits({ url: () => app.url, fetchFn });

  it('is audited in full', () => {
    expect(new Set(audits.map(({ id }) => id)).size).toBe(61);
  });

  it.each(audits)('$id: $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status, 'reason' in result ? result.reason : '').toBe('ok');
  });

  it('is the way that was audited', async () => {
    const before = app.shortWay.answered;
    await fetchFn(app.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: QUERY });
    expect(app.shortWay.answered - before).toBe(isShort ? 1 : 0);
  });
});

const QUERY = JSON.stringify({ query: '{ __typename }' });
