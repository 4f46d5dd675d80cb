import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSessions } from '../../src/auth/sessions.js';
import type { Sessions } from '../../src/auth/sessions.js';
import { HOUR } from '../support/app.js';
import { useApp, useOrganization } from '../support/use-app.js';

const MINUTE = HOUR / 60;

const app = useApp();
const organization = useOrganization(app);
let now: Date;
let sessions: Sessions;
beforeEach(() => {
  now = new Date();
  const limits = { maxIdle: HOUR, maxAge: 3 * HOUR };
  sessions = createSessions(
    app.services.database.prisma,
    () => now,
    limits,
    (error) => expect.fail(String(error)),
  );
});
const pass = (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds));
const who = () => ({
  personId: organization.people.SPONSOR.id,
  organizationId: organization.id,
  address: '203.0.113.7',
  agent: 'A browser',
});
async function begin(more: Partial<Parameters<Sessions['begin']>[0]> = {}) {
  const begun = await sessions.begin({ ...who(), ...more });
  if (!begun) throw new Error('The link was used.');
  return begun;
}
const rows = () => app.services.database.prisma.session.findMany({ orderBy: { id: 'desc' } });

describe('a session', () => {
  it('is known by a secret, of which only the hash is kept', async () => {
    const { secret, expiresAt } = await begin();
    expect(Buffer.from(secret, 'base64url').length).toBe(32);
    const [row] = await rows();
    expect(row).toMatchObject({ ...who(), hash: createHash('sha256').update(secret).digest('base64url'), expiresAt });
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(await sessions.find(secret)).toEqual({
      subject: `${organization.slug}-SPONSOR`,
      organization: organization.slug,
      expiresAt: now.getTime() + 3 * HOUR,
      session: row?.id,
      signIn: { at: now, acr: null, by: 'demo', issuerId: null },
    });
    expect((await begin()).secret).not.toBe(secret);
  });

  it.each(['', 'x', 'x'.repeat(43), 'x'.repeat(10_000), "'; --"])('is none for the secret %j', async (secret) => {
    expect(await sessions.find(secret)).toBeNull();
    expect(await sessions.end(secret)).toBeNull();
  });

  it('costs one statement to find, however many ask at once', async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, async () => (await begin()).secret));
    app.forgetStatements();
    expect((await Promise.all(secrets.map(sessions.find))).every(Boolean)).toBe(true);
    expect(app.statements.filter((sql) => sql.includes('"Session"'))).toHaveLength(1);
  });

  it('ends when it is not used, and goes on while it is', async () => {
    const { secret } = await begin();
    for (let times = 0; times < 2; times += 1) {
      pass(50 * MINUTE);
      expect(await sessions.find(secret)).not.toBeNull();
      // It is noted beside the request.
      await expect.poll(async () => (await rows())[0]?.lastSeenAt).toEqual(now);
    }
    pass(HOUR);
    expect(await sessions.find(secret)).toBeNull();
  });

  it('ends at its time, however much it is used', async () => {
    const { secret } = await begin();
    const { id } = (await rows())[0] ?? expect.fail('There is none.');
    for (let times = 0; times < 3; times += 1) {
      expect(await sessions.find(secret)).not.toBeNull();
      pass(HOUR - 1);
      await sessions.touch([id]);
    }
    expect(await sessions.find(secret)).not.toBeNull();
    pass(3);
    expect(await sessions.find(secret)).toBeNull();
  });

  it('is not noted as used more than once a minute', async () => {
    const { secret } = await begin();
    const before = now;
    pass(59_000);
    await sessions.find(secret);
    expect((await rows())[0]?.lastSeenAt).toEqual(before);
  });

  it('of a person who has left is invalid', async () => {
    const { secret } = await begin();
    const person = { where: { id: organization.people.SPONSOR.id } };
    const { prisma } = app.services.database;
    await prisma.person.update({ ...person, data: { active: false } });
    expect(await sessions.find(secret)).toBeNull();
    await prisma.person.update({ ...person, data: { active: true } });
  });

  it('that was ended is none, and says so for a while', async () => {
    const { secret } = await begin();
    const id = (await rows())[0]?.id;
    expect(await sessions.endedWithin(MINUTE)).not.toContain(id);
    const { personId, organizationId } = who();
    const ended = { id, personId, organizationId, idToken: undefined, issuer: undefined };
    expect(await sessions.end(secret)).toEqual(ended);
    expect(await sessions.find(secret)).toBeNull();
    expect(await sessions.end(secret)).toBeNull();
    pass(30_000);
    expect(await sessions.endedWithin(MINUTE)).toContain(id);
    expect(await sessions.endedWithin(MINUTE / 4)).not.toContain(id);
  });

  it('is removed a day after its end', async () => {
    await app.services.database.prisma.session.deleteMany();
    const [{ secret }] = [await begin(), await begin()];
    await sessions.end(secret);
    pass(23 * HOUR);
    await sessions.forgetOld();
    expect(await rows()).toHaveLength(2);
    pass(2 * HOUR);
    await sessions.forgetOld();
    expect(await rows()).toHaveLength(1);
    pass(3 * HOUR);
    await sessions.forgetOld();
    expect(await rows()).toHaveLength(0);
  });
});

describe('the ID token of a session', () => {
  const provider = { issuer: 'https://id.example.org', sid: 'theirs', idToken: 'eyJ.the.token' };

  it('is kept sealed, and opened by the secret alone', async () => {
    const { secret } = await begin({ provider });
    const [row] = await rows();
    expect(row).toMatchObject({ issuer: provider.issuer, sid: provider.sid });
    expect(JSON.stringify(row)).not.toContain('eyJ.the.token');
    const { idToken, issuer } = provider;
    expect(await sessions.end(secret)).toMatchObject({ id: row?.id, idToken, issuer });
  });
});

describe('the end of a session at the provider', () => {
  const at = (issuer: string, sid: string) => ({ provider: { issuer, sid, idToken: undefined } });

  it('ends those that began with it, and no others', async () => {
    const [mine, other, elsewhere] = [await begin(at('a', '1')), await begin(at('a', '2')), await begin(at('b', '1'))];
    await sessions.endOfProvider({ issuer: 'a' }, { sid: '1' });
    expect(await sessions.find(mine.secret)).toBeNull();
    expect(await sessions.find(other.secret)).not.toBeNull();
    expect(await sessions.find(elsewhere.secret)).not.toBeNull();
  });

  it('ends all of a subject where it names no session', async () => {
    const [mine, other] = [await begin(at('c', '1')), await begin(at('d', '2'))];
    const theirs = await begin({ ...at('c', '3'), personId: organization.people.VIEWER.id });
    await sessions.endOfProvider({ issuer: 'c' }, { subject: `${organization.slug}-SPONSOR` });
    expect(await sessions.find(mine.secret)).toBeNull();
    expect(await sessions.find(other.secret)).not.toBeNull();
    expect(await sessions.find(theirs.secret)).not.toBeNull();
  });
});

it('a sign-in link begins one session, also where it is used twice at once', async () => {
  const begun = await Promise.all([1, 2, 3].map(() => sessions.begin({ ...who(), link: 'the link' })));
  expect(begun.filter(Boolean)).toHaveLength(1);
});
