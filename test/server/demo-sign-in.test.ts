import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { demoUsers } from '../../src/demo/sign-in.js';
import { createTestOrganization, HOUR, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';

let app: TestApp;
let origin: string;
let address: string;
const plain = useApp();
beforeAll(async () => {
  const { database } = plain.services;
  await createTestOrganization(plain, 'demo');
  await database.prisma.person.updateMany({ where: { subject: 'demo-VIEWER' }, data: { subject: 'guest' } });
  const limits = { maxIdle: HOUR, maxAge: HOUR };
  const anonymous = { subject: 'guest', organization: 'demo', expiresAt: undefined };
  const signIn = { limits, demo: demoUsers(database.prisma) };
  app = await startApp({ parts: { database, hosts: ['localhost', '127.0.0.1', '::1'], anonymous, signIn } });
  ({ origin } = new URL(app.url));
  address = `${origin}/auth/demo`;
});
afterAll(() => app.stop());

/** Sends a request as it is: `fetch` would not let a test choose a host. */
async function send(method: string, headers: Record<string, string>, body?: string, to = address) {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const sending = request(to, { method, headers: { ...type, ...headers } });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: JSON.parse(await text(response)) };
}
const signIn = (as: object, headers: Record<string, string> = { origin }) => send('POST', headers, JSON.stringify(as));

const cookieOf = (headers: IncomingMessage['headers']): string => headers['set-cookie']?.[0] ?? '';

const WHO = '{ viewer { role } }';

describe('a page of a demo', () => {
  it('lists the people to sign in as, without the guest and those who have left', async () => {
    const { prisma } = app.services.database;
    await prisma.person.updateMany({ where: { subject: 'demo-other-lead' }, data: { active: false } });
    const { status, headers, body } = await send('GET', {}, undefined, `${origin}/auth/session`);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({ person: null, visitors: true });
    expect(body.people.map(({ role, leads }: { role: string; leads: string[] }) => [role, leads])).toEqual([
      ['PROJECT_LEAD', ['Led project']],
      ['DEPLOYMENT_LEAD', []],
      ['SPONSOR', []],
      ['ADMINISTRATOR', []],
    ]);
    expect((await signIn({ subject: 'demo-other-lead' })).status).toBe(400);
    await prisma.person.updateMany({ where: { subject: 'demo-other-lead' }, data: { active: true } });
  });

  test.each([{ role: 'SPONSOR' }, { subject: 'demo-SPONSOR' }])('signs in by %j', async (as) => {
    const { status, headers, body } = await signIn(as);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body.person).toMatchObject({ subject: 'demo-SPONSOR', role: 'SPONSOR' });
    const [, cookie = ''] =
      /^(uplift=[\w-]{43}); Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/.exec(cookieOf(headers)) ?? [];
    const page = { cookie, origin };
    const { data } = await ask(app.url, WHO, {}, undefined, page);
    expect(data?.['viewer']).toMatchObject({ role: 'SPONSOR' });
    const now = await send('GET', { cookie, 'sec-fetch-site': 'same-origin' }, undefined, `${origin}/auth/session`);
    expect(now.body.person).toMatchObject({ subject: 'demo-SPONSOR', role: 'SPONSOR' });
  });

  it('is in another session with each sign-in, and the one before has ended', async () => {
    const first = cookieOf((await signIn({ role: 'SPONSOR' })).headers).split(';')[0] ?? '';
    const next = await signIn({ role: 'ADMINISTRATOR' }, { origin, cookie: first });
    const second = cookieOf(next.headers).split(';')[0] ?? '';
    expect(second).not.toBe(first);
    expect((await ask(app.url, WHO, {}, undefined, { cookie: first, origin })).status).toBe(401);
    const { data } = await ask(app.url, WHO, {}, undefined, { cookie: second, origin });
    expect(data?.['viewer']).toMatchObject({ role: 'ADMINISTRATOR' });
  });

  it('ignores a session that an attacker has chosen', async () => {
    const chosen = `uplift=${'x'.repeat(43)}`;
    const { headers } = await signIn({ role: 'SPONSOR' }, { origin, cookie: chosen });
    expect(cookieOf(headers)).not.toContain(chosen);
    expect((await ask(app.url, WHO, {}, undefined, { cookie: chosen, origin })).status).toBe(401);
  });

  it('whose session has ended is no guest before it has signed out', async () => {
    const cookie = cookieOf((await signIn({ role: 'SPONSOR' })).headers).split(';')[0] ?? '';
    const out = await send('POST', { origin, cookie }, '{}', `${origin}/auth/logout`);
    expect(out.status).toBe(200);
    expect((await ask(app.url, WHO, {}, undefined, { cookie, origin })).status).toBe(401);
    expect((await ask(app.url, WHO)).data?.['viewer']).toMatchObject({ role: 'VIEWER' });
  });

  test.each([
    {},
    { role: 'EMPEROR' },
    { role: 'VIEWER' },
    { subject: 'guest' },
    { subject: 'nobody' },
    { subject: 'demo-SPONSOR', role: 'SPONSOR' },
    { 0: 'SPONSOR' },
  ])('is not signed in by %j', async (as) => {
    const { status, body } = await signIn(as);
    expect(status).toBe(400);
    expect(Object.keys(body)).toEqual(['errors']);
  });
});

describe('refuses to sign in', () => {
  const rebound = (host: string) => ({ host, origin: `http://${host}` });
  test.each<[string, () => Record<string, string>]>([
    ['a page of another site', () => ({ origin: 'https://evil.example' })],
    ['a page whose origin is hidden', () => ({ origin: 'null' })],
    ['a page of another port of this machine', () => ({ origin: 'http://127.0.0.1:1' })],
    ['a page of another name of this machine', () => ({ origin: origin.replace('127.0.0.1', 'localhost') })],
    ['a page whose origin may call GraphQL', () => ({ origin: 'https://allowed.example' })],
    ['who does not say of which origin they are', () => ({})],
    ['a page at a name that was bound to our address anew', () => rebound('evil.example')],
    ['a page at a name that begins as ours', () => rebound('127.0.0.1.evil.example')],
    ['who comes through a proxy', () => ({ origin, 'x-forwarded-for': '203.0.113.7' })],
    ['who comes through a proxy that speaks TLS', () => ({ origin: origin.replace('http:', 'https:') })],
    ['who comes through a proxy by the standard', () => ({ origin, forwarded: 'for=203.0.113.7' })],
  ])('as %s', async (_name, asked) => {
    const { status, headers } = await signIn({ role: 'ADMINISTRATOR' }, asked());
    expect(status).toBe(403);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('by a form of another site, which needs no preflight', async () => {
    const headers = { origin, 'content-type': 'text/plain' };
    expect((await send('POST', headers, '{"role":"SPONSOR"}')).status).toBe(415);
  });

  it('by a large body, nor by one that is no JSON', async () => {
    expect((await send('POST', { origin }, JSON.stringify({ role: 'SPONSOR' }).padEnd(1_025))).status).toBe(413);
    expect((await send('POST', { origin }, '{"role":')).status).toBe(400);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('by %s', async (method) => {
    expect((await send(method, { origin })).status).toBe(405);
  });
});

test.each(['GET', 'POST'])('a server that is no demo has nothing there for %s', async (method) => {
  const own = new URL(plain.url).origin;
  const { status, body } = await send(
    method,
    { origin: own },
    method === 'POST' ? '{"role":"SPONSOR"}' : undefined,
    `${own}/auth/demo`,
  );
  expect(status).toBe(404);
  expect(body.errors[0].message).toContain('no such sign-in address');
});
