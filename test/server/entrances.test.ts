import { beforeAll, describe, expect, it, test } from 'vitest';
import { putImprovement, putServiceAccount } from '../commands/fixtures.js';
import { createTestOrganization, HOUR } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { putToken } from '../support/put-token.js';
import { signIn } from '../support/signed-in.js';
import { useApp } from '../support/use-app.js';
import { transports } from './transports.js';
import type { Asked, Result } from './transports.js';

/*
 * Every entrance of a server × whose credentials × whose record. That bad credentials open none of them is in sessions.test.ts and
 * transports.test.ts, and which scope opens which in tokens.test.ts.
 */
const app = useApp({ parts: { dashboard: true, signIn: { limits: { maxIdle: HOUR, maxAge: HOUR } } } });

type Credentials = Pick<Asked, 'bearer' | 'headers'>;
type Kind = 'a cookie' | 'a bearer token' | 'an API token' | 'a service account';

interface Side {
  readonly organization: TestOrganization;
  /** Ids of records of it: in the graph, and that of an improvement. */
  readonly unitId: string;
  readonly improvementId: string;
  readonly personId: string;
  readonly credentials: Readonly<Record<Kind, Credentials>>;
}
const sides: Record<'own' | 'foreign', Side> = {} as never;
beforeAll(async () => {
  for (const name of ['own', 'foreign'] as const) {
    const organization = await createTestOrganization(app);
    const { id: organizationId, people } = organization;
    const { ADMINISTRATOR } = people;
    const session = await signIn(app, organization, ADMINISTRATOR);
    const account = await putServiceAccount(app, organizationId, 'ADMINISTRATOR', ADMINISTRATOR.id);
    const scopes = ['read', 'export', 'revisePerson', 'importRecords'];
    const tokenOf = async (personId: string) => (await putToken(app, { organizationId, personId, scopes })).bearer;
    sides[name] = {
      organization,
      unitId: organization.ledUnit.globalId,
      improvementId: (await putImprovement(app, organizationId)).globalId,
      personId: people.VIEWER.globalId,
      credentials: {
        'a cookie': { headers: session.headersFor(app) },
        'a bearer token': { bearer: ADMINISTRATOR.bearer },
        'an API token': { bearer: await tokenOf(ADMINISTRATOR.id) },
        'a service account': { bearer: await tokenOf(account.id) },
      },
    };
  }
});
const KINDS: readonly Kind[] = ['a cookie', 'a bearer token', 'an API token', 'a service account'];

const NODE = 'query ($id: ID!) { node(id: $id) { id } }';
const REVISE = `mutation ($id: ID!) { revisePerson(input: { personId: $id, version: 1, name: "Renamed" }) { __typename } }`;

/** A request by GET as a page of the server sends it, or a script. */
const get = (path: string, { bearer, headers = {} }: Credentials): Promise<Response> => {
  const { origin: _none, ...rest } = headers;
  const own = 'origin' in headers ? { 'sec-fetch-site': 'same-origin' } : {};
  return fetch(new URL(path, app.url), {
    headers: { accept: 'application/json, */*', ...own, ...rest, ...(bearer ? { authorization: bearer } : {}) },
  });
};
const byGet = async (asked: Asked): Promise<Result> => {
  const parameters = new URLSearchParams({ query: asked.query, variables: JSON.stringify(asked.variables) });
  return (await (await get(`/graphql?${parameters}`, asked)).json()) as Result;
};
const graph: readonly (readonly [name: string, ask: (asked: Asked) => Promise<Result>])[] = [
  ...Object.entries(transports).map(([name, ask]) => [name, (asked: Asked) => ask(app.url, asked)] as const),
  ['a query by GET', byGet],
];
const cells = <Entrance>(entrances: readonly (readonly [string, Entrance])[]) =>
  entrances.flatMap(([name, entrance]) => KINDS.map((kind) => [name, kind, entrance] as const));

test.each(cells(graph))(
  'over %s, %s reads records of its own organization, and of no other',
  async (_name, kind, ask) => {
    const credentials = sides.own.credentials[kind];
    const { unitId: id } = sides.own;
    expect(await ask({ ...credentials, query: NODE, variables: { id } })).toEqual({ data: { node: { id } } });
    const foreign = await ask({ ...credentials, query: NODE, variables: { id: sides.foreign.unitId } });
    expect(foreign).toEqual({ data: { node: null } });
  },
);

test.each(cells(Object.entries(transports)))(
  'over %s, %s changes records of its own organization, and of no other',
  async (_name, kind, ask) => {
    const credentials = sides.own.credentials[kind];
    const change = (id: string) => ask(app.url, { ...credentials, query: REVISE, variables: { id } });
    const typeOf = (type: string) => ({ data: { revisePerson: { __typename: type } } });
    expect(await change(sides.foreign.personId)).toEqual(typeOf('NotFoundError'));
    const { prisma } = app.services.database;
    const { id } = sides.own.organization.people.VIEWER;
    await prisma.person.update({ where: { id }, data: { version: 1 } });
    expect(await change(sides.own.personId)).toEqual(typeOf('RevisePersonPayload'));
  },
);

test('a query by GET changes nothing, with whichever credentials', async () => {
  for (const kind of KINDS) {
    const parameters = new URLSearchParams({ query: REVISE, variables: JSON.stringify({ id: sides.own.personId }) });
    expect((await get(`/graphql?${parameters}`, sides.own.credentials[kind])).status).toBe(405);
  }
});

describe.each(KINDS)('%s', (kind) => {
  const own = () => sides.own.credentials[kind];

  it('exports the people of its own organization, and of no other', async () => {
    const response = await get('/export/people.csv', own());
    expect(response.status).toBe(200);
    const csv = await response.text();
    expect(csv).toContain(`${sides.own.organization.slug}-SPONSOR`);
    expect(csv).not.toContain(sides.foreign.organization.slug);
  });

  it('imports people into its own organization, and into no other', async () => {
    const subject = `imported as ${kind}`;
    const { bearer, headers = {} } = own();
    const response = await fetch(new URL('/import?kind=PEOPLE', app.url), {
      method: 'POST',
      headers: { 'content-type': 'text/csv', ...headers, ...(bearer ? { authorization: bearer } : {}) },
      body: `subject,name,role\n${subject},Somebody,viewer\n`,
    });
    expect(await response.text()).toContain('"count":1');
    const rows = await app.services.database.prisma.person.findMany({ where: { subject } });
    expect(rows.map(({ organizationId }) => organizationId)).toEqual([sides.own.organization.id]);
  });

  it('reads work products of its own improvements, and of no other', async () => {
    const statusOf = async ({ improvementId }: Side) =>
      (await get(`/work-products/${encodeURIComponent(improvementId)}/results.md`, own())).status;
    expect([await statusOf(sides.own), await statusOf(sides.foreign)]).toEqual([200, 404]);
  });

  it('gets the evidence of its own improvements, and of no other', async () => {
    const statusOf = async ({ improvementId: improvement }: Side) => {
      const asked = new URLSearchParams({ improvement });
      return (await get(`/export/appraisal-package.zip?${asked.toString()}`, own())).status;
    };
    expect([await statusOf(sides.own), await statusOf(sides.foreign)]).toEqual([200, 400]);
  });

  it('opens no calendar: what stands in the address counts, and nothing else', async () => {
    expect((await get('/calendar/none/work.ics', own())).status).toBe(401);
  });

  it('gets the checkpoint of its own log', async () => {
    const response = await get('/audit/checkpoint', own());
    expect(await response.json()).toMatchObject({ organizationId: sides.own.organization.id });
  });

  it('manages people by SCIM only as an API token, those of its own organization and no others', async () => {
    const isToken = kind === 'an API token' || kind === 'a service account';
    const statusOf = async (id: string) => (await get(`/scim/v2/Users/${id}`, own())).status;
    expect([await statusOf(sides.own.personId), await statusOf(sides.foreign.personId)]).toEqual(
      isToken ? [200, 404] : [403, 403],
    );
    const list = await get('/scim/v2/Users?count=200', own());
    expect(list.status).toBe(isToken ? 200 : 403);
    expect(await list.text()).not.toContain(sides.foreign.organization.slug);
  });

  it('is said to pages by the session alone, and gets the same pages as everybody', async () => {
    const session = (await (await get('/auth/session', own())).json()) as { person: { id: string } | null };
    expect(session.person?.id ?? null).toBe(
      kind === 'a cookie' ? sides.own.organization.people.ADMINISTRATOR.id : null,
    );
    for (const path of ['/', '/graphql']) {
      const page = async (credentials: Credentials) =>
        (await get(path, { ...credentials, headers: { ...credentials.headers, accept: 'text/html' } })).text();
      const anonymous = await page({});
      expect(anonymous).toMatch(/^<!doctype html>/i);
      expect(await page(own())).toBe(anonymous);
    }
  });
});

test('nothing but pages is there without credentials, also by SCIM', async () => {
  const importing = await fetch(new URL('/import?kind=PEOPLE', app.url), {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: 'subject,name,role\n',
  });
  expect(importing.status).toBe(401);
  const paths = ['/export/people.csv', '/work-products/bm9uZQ/results.md', '/audit/checkpoint', '/scim/v2/Users'];
  const statuses = await Promise.all(paths.map(async (path) => (await get(path, {})).status));
  expect(statuses).toEqual(paths.map(() => 401));
});
