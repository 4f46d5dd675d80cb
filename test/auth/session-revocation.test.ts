import { randomUUID } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { placeOfSecret } from '../../src/auth/issuer-outlet.js';
import { createProviderClient } from '../../src/auth/provider-client.js';
import type { ProviderParts } from '../../src/auth/session-provider.js';
import { askProviders } from '../../src/auth/session-refresh.js';
import { revokeEnded } from '../../src/auth/session-revocation.js';
import { encodeGlobalId } from '../../src/ids.js';
import { createSealing } from '../../src/sealing.js';
import { act } from '../commands/act.js';
import { ask } from '../support/clients.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { Navigator } from '../support/navigator.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { limits, sealing, useProviderStage } from './provider-stage.js';

const plain = useApp();
const organization = useOrganization(plain);
const stage = useProviderStage(plain, organization);
const { headersOf, isIn, later, logged, pass, row, signIn, signOut, subject, token } = stage;

/** Whether the provider still takes a refresh token; it is used up by that. */
const isTaken = async (refreshToken: string) =>
  (await stage.parts.client.refresh(refreshToken, subject())) !== undefined;
const tell = (other: Partial<ProviderParts> = {}) => revokeEnded({ ...stage.parts, ...other });

async function revokeSession(headers: Record<string, string>, bearer?: string): Promise<void> {
  const id = encodeGlobalId('Session', (await row()).id);
  const document = 'mutation ($id: ID!) { revokeSession(input: { sessionId: $id }) { __typename } }';
  const { data } = await ask(stage.app.url, document, { id }, bearer, headers);
  expect(data).toEqual({ revokeSession: { __typename: 'RevokeSessionPayload' } });
}

describe('once a session has ended, the provider takes its refresh token no more', () => {
  test.each<[string, (browser: Navigator) => unknown]>([
    ['by signing out', signOut],
    ['by the person', (browser) => revokeSession(headersOf(browser))],
    ['by an administrator', () => revokeSession({}, organization.people.ADMINISTRATOR.bearer)],
    ['by the provider', (browser) => stage.provider.signOut(browser)],
    ['because nobody used it', () => pass(limits.maxIdle + 1_000)],
  ])('%s', async (_how, end) => {
    const browser = await signIn();
    const refreshToken = await token();
    await end(browser);
    await tell();
    expect((await row()).refreshToken).toBeNull();
    expect(await isTaken(refreshToken)).toBe(false);
    expect(logged).toEqual([]);
  });

  it('because the person left', async () => {
    const { globalId: personId } = organization.people.SPONSOR;
    const { bearer } = organization.people.ADMINISTRATOR;
    await signIn();
    const refreshToken = await token();
    await act(stage.app.url, 'deactivatePerson', { personId, version: 1 }, bearer);
    await tell();
    await act(stage.app.url, 'reactivatePerson', { personId, version: 2 }, bearer);
    expect(await row()).toMatchObject({ refreshToken: null, endedAt: expect.any(Date) });
    expect(await isTaken(refreshToken)).toBe(false);
  });

  it('at a provider of the organization', async () => {
    await signIn();
    const refreshToken = await token();
    const { id: sessionId, organizationId } = await row();
    const { issuer: address, clientId, clientSecret } = stage.provider;
    const id = randomUUID();
    const at = new Date();
    const sealed = sealing.seal(clientSecret, placeOfSecret({ id, organizationId }));
    const dates = { clientSecretSetAt: at, createdAt: at, updatedAt: at };
    await stage.parts.prisma.issuer.create({
      data: { id, organizationId, name: 'Own', address, clientId, clientSecret: sealed, ...dates },
    });
    await stage.parts.prisma.session.update({ where: { id: sessionId }, data: { issuerId: id, endedAt: at } });
    await tell({ client: undefined });
    expect(logged).toEqual([]);
    expect(await isTaken(refreshToken)).toBe(false);
    await stage.parts.prisma.session.deleteMany({});
    await stage.parts.prisma.issuer.delete({ where: { id } });
  });

  it('and the server tells it by itself', { timeout: 60_000 }, async () => {
    const browser = await signIn();
    const refreshToken = await token();
    await signOut(browser);
    await expect.poll(async () => (await row()).refreshToken, { timeout: 50_000, interval: 500 }).toBeNull();
    await expect.poll(() => isTaken(refreshToken), { timeout: 5_000 }).toBe(false);
  });
});

it('until then the provider takes it, and while a session is open, nothing is revoked', async () => {
  await signIn();
  await tell();
  expect(await isTaken(await token())).toBe(true);
});

it('a fresh sign-in stays, although the provider revokes all that it gave in a session: the token before waits', async () => {
  const browser = await signIn();
  const { id: before } = await row();
  await signIn(browser);
  const find = () => stage.parts.prisma.session.findUniqueOrThrow({ where: { id: before } });
  const fresh = await row();
  expect(await find()).toMatchObject({ endedAt: expect.any(Date), sid: fresh.sid });
  await tell();
  expect((await find()).refreshToken).not.toBeNull();
  await later(browser);
  await askProviders(stage.parts);
  expect(await isIn(browser)).toBe(true);
  const last = await token();
  await signOut(browser);
  await tell();
  expect((await find()).refreshToken).toBeNull();
  expect(await isTaken(last)).toBe(false);
});

it('another browser of the same person stays', async () => {
  const browser = await signIn();
  const staying = await signIn();
  await signOut(browser);
  await tell();
  await later(staying);
  await askProviders(stage.parts);
  expect(await isIn(staying)).toBe(true);
});

it('a session that ends while its provider is asked leaves no token', async () => {
  const browser = await signIn();
  await later(browser);
  const { client } = stage.parts;
  let next: string | undefined;
  const slow: typeof client = {
    ...client,
    async refresh(refreshToken, sub) {
      const answered = await client.refresh(refreshToken, sub);
      next = answered?.refreshToken;
      await signOut(browser);
      // The token that was stored is used up. Other providers than this one do not end what came of it then.
      await tell({ client: { ...client, revoke: async () => undefined } });
      return answered;
    },
  };
  await askProviders({ ...stage.parts, client: slow });
  expect((await row()).refreshToken).toBeNull();
  expect(next).toMatch(/^[\w-]{20,}$/);
  expect(await isTaken(next ?? '')).toBe(false);
});

describe('signing out waits for no provider', () => {
  it('that hears and does not answer: that is tried once, for 5 seconds, and the log says so without the token', async () => {
    const browser = await signIn();
    const refreshToken = await token();
    stage.provider.deaf.add('/token/revocation');
    const began = performance.now();
    await signOut(browser);
    expect(performance.now() - began).toBeLessThan(1_000);
    await tell();
    expect(performance.now() - began).toBeLessThan(7_000);
    expect((await row()).refreshToken).toBeNull();
    expect(logged).toEqual([expect.stringContaining('could not be revoked')]);
    expect(logged.join('')).not.toContain(refreshToken);
    await tell();
    expect(logged).toHaveLength(1);
  });

  it('that is away', async () => {
    const browser = await signIn();
    await stage.withoutProvider(async () => {
      await signOut(browser);
      expect(await isIn(browser)).toBe(false);
      await tell();
    });
    expect((await row()).refreshToken).toBeNull();
    expect(logged).toEqual([expect.stringContaining('could not be revoked')]);
  });

  it('that takes no revocations', async () => {
    const other = await startIdentityProvider(stage.origin, 0, false, { refreshTokens: true, revocation: false });
    const client = createProviderClient({ ...other, origin: stage.origin }, stage.parts.logger);
    const browser = await signIn();
    await signOut(browser);
    await stage.parts.prisma.session.updateMany({ data: { issuer: other.issuer } });
    await tell({ client });
    await other.stop();
    expect((await row()).refreshToken).toBeNull();
    expect(logged).toEqual([]);
  });

  it('nor for a key that is gone', async () => {
    await signOut(await signIn());
    await tell({ sealing: createSealing('another secret of 32 characters, for tests') });
    expect((await row()).refreshToken).toBeNull();
    expect(logged).toEqual([expect.stringContaining('could not be revoked')]);
  });
});

it('several servers tell once', async () => {
  await signOut(await signIn());
  const told: string[] = [];
  const { client } = stage.parts;
  const counting: typeof client = { ...client, revoke: async (each) => void told.push(each) };
  await Promise.all(Array.from({ length: 5 }, () => tell({ client: counting })));
  expect(told).toHaveLength(1);
});
