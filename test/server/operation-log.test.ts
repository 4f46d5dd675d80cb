import { beforeEach, expect, it, test } from 'vitest';
import { pino } from 'pino';
import { signToken } from '../../src/auth/tokens.js';
import { SECRET } from '../support/app.js';
import { ask, subscribeSse, subscribeWs } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { until } from '../live/subscribers.js';

const ADD = `mutation AddSome($input: AddUnitInput!) { addUnit(input: $input) { __typename } }`;

let text = '';
const lines = (): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const logger = pino({ level: 'trace' }, { write: (line: string) => void (text += line) });
const app = useApp({ parts: { logger } });
const organization = useOrganization(app);
beforeEach(() => void (text = ''));

it('names the operation, who did it and in which organization', async () => {
  const { bearer, id } = organization.people.ADMINISTRATOR;
  await ask(app.url, ADD, { input: { name: 'A unit with a secret name', kind: 'PROJECT' } }, bearer);
  const line = lines().find(({ msg }) => msg === 'operation');
  expect(line).toMatchObject({
    level: 30,
    operation: 'AddSome',
    kind: 'mutation',
    actor: id,
    organization: organization.id,
  });
  expect(text).not.toContain('A unit with a secret name');
});

it('shortens a name that goes on and on', async () => {
  const { bearer } = organization.people.VIEWER;
  await ask(app.url, `query ${'x'.repeat(5_000)} { viewer { role } }`, {}, bearer);
  expect(lines().map(({ operation }) => operation)).toContain('x'.repeat(100));
});

test.each([
  ['good', async () => organization.people.VIEWER.bearer],
  ['forged', async () => `Bearer ${await signToken(`${SECRET}!`, 'ada', organization.slug, '1h')}`],
  ['of nobody', async () => `Bearer ${await signToken(SECRET, 'nobody', organization.slug, '1h')}`],
  ['of another scheme', async () => 'Basic YWRhOnNlY3JldC1vZi1hZGE='],
  ['with more after it', async () => `${organization.people.VIEWER.bearer} and more`],
])('never holds credentials: %s, over each transport, also beside broken documents', async (_name, make) => {
  const bearer = await make();
  const query = 'query Mine { viewer { name } }';
  const live = 'subscription Watch { events { position } }';
  await ask(app.url, query, {}, bearer);
  await ask(app.url, 'query Broken {', { token: bearer }, bearer);
  await ask(app.url, query, { headers: { authorization: bearer } }, bearer);
  await fetch(`${app.url}?query=${encodeURIComponent(query)}&access_token=${encodeURIComponent(bearer)}`);
  const streams = [subscribeWs(app.url, live, {}, bearer), subscribeSse(app.url, live, {}, bearer)];
  await until(() => text.length > 0 || streams.every(({ ended }) => ended !== undefined), 'something has come of it');
  await Promise.all(streams.map((stream) => stream.stop()));
  const secret = bearer.split(' ')[1] as string;
  for (const part of secret.split('.')) expect(text).not.toContain(part);
});
