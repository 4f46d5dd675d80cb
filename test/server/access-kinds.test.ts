import { expect, test } from 'vitest';
import { signLink } from '../../src/auth/sign-in-link.js';
import { AccessKind } from '../../src/generated/prisma/enums.js';
import { act } from '../commands/act.js';
import { createTestOrganization, HOUR, SECRET } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import { signIn } from '../support/signed-in.js';
import { useApp } from '../support/use-app.js';

const app = useApp({ parts: { signIn: { limits: { maxIdle: HOUR, maxAge: HOUR }, linkSecret: SECRET } } });

const origin = (): string => new URL(app.url).origin;
const get = async (path: string, bearer: string): Promise<void> => {
  await (await fetch(new URL(path, app.url), { headers: { authorization: bearer } })).text();
};
const linkFor = async ({ slug }: TestOrganization): Promise<() => Promise<unknown>> => {
  const address = new URL(`/auth/link?code=${await signLink(SECRET, `${slug}-SPONSOR`, slug)}`, origin());
  return () => fetch(address, { method: 'POST', redirect: 'manual', headers: { origin: origin() } });
};
const mutate = (bearer: string, mutation: string) => ask(app.url, `mutation { done: ${mutation} }`, {}, bearer);
const ownToken = ({ id: organizationId, people }: TestOrganization) =>
  putToken(app, { organizationId, personId: people.SPONSOR.id, scopes: ['read'] });

/** What causes a record, for every kind of record that there is. */
const CAUSES: Readonly<Record<AccessKind, (organization: TestOrganization) => Promise<unknown>>> = {
  SIGN_IN: async (organization) => (await linkFor(organization))(),
  async SIGN_IN_FAILED(organization) {
    const follow = await linkFor(organization);
    await follow();
    await follow();
  },
  async SESSION_ENDED(organization) {
    const { headersFor } = await signIn(app, organization, organization.people.SPONSOR);
    await fetch(`${origin()}/auth/logout`, { method: 'POST', headers: headersFor(app) });
  },
  TOKEN_CREATED({ people }) {
    const expiresOn = new Date(Date.now() + 24 * HOUR).toISOString().slice(0, 10);
    return mutate(
      people.SPONSOR.bearer,
      `createToken(input: { name: "CI", expiresOn: "${expiresOn}" }) { __typename }`,
    );
  },
  TOKEN_ROTATED: async (organization) =>
    mutate((await ownToken(organization)).bearer, 'rotateToken(input: {}) { __typename }'),
  async TOKEN_REVOKED(organization) {
    const { bearer, globalId } = await ownToken(organization);
    await mutate(bearer, `revokeToken(input: { tokenId: "${globalId}" }) { __typename }`);
  },
  LIST_EXPORTED: ({ people }) => get('/export/units.csv', people.VIEWER.bearer),
  DOCUMENT_READ: ({ people }) => get('/work-products/bm9uZQ/results.md', people.VIEWER.bearer),
  CHECKPOINT_READ: ({ people }) => get('/audit/checkpoint', people.ADMINISTRATOR.bearer),
  WEBHOOK_CHANGED: ({ people }) =>
    mutate(
      people.ADMINISTRATOR.bearer,
      'createWebhook(input: { name: "Ours", url: "https://uplift.example/hook" }) { __typename ... on UserError { message } }',
    ),
  COMMAND_REFUSED: ({ people }) => act(app.url, 'addUnit', { kind: 'PROJECT', name: 'New' }, people.VIEWER.bearer),
};

test.each(Object.values(AccessKind))('%s is recorded, once and in its place', async (kind) => {
  const organization = await createTestOrganization(app);
  await CAUSES[kind](organization);
  const query = '{ accessRecords(first: 100) { nodes { kind position hash } } }';
  const { data } = await ask(app.url, query, {}, organization.people.ADMINISTRATOR.bearer);
  const records = data?.['accessRecords'].nodes as { kind: AccessKind; position: number; hash: string }[];
  expect(records.filter((record) => record.kind === kind)).toHaveLength(1);
  expect(records.map(({ position }) => position)).toEqual(records.map((_record, index) => records.length - index));
  expect(new Set(records.map(({ hash }) => hash)).size).toBe(records.length);
  for (const { hash } of records) expect(hash).toMatch(/^[0-9a-f]{64}$/);
});
