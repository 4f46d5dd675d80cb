import { beforeAll, describe, expect, it } from 'vitest';
import { signLink } from '../../src/auth/sign-in-link.js';
import { signToken } from '../../src/auth/tokens.js';
import { HOUR, SECRET } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp({ parts: { signIn: { limits: { maxIdle: HOUR, maxAge: HOUR }, linkSecret: SECRET } } });
const organization = useOrganization(app);
let origin: string;
beforeAll(() => {
  ({ origin } = new URL(app.url));
});

const sponsor = () => `${organization.slug}-SPONSOR`;
const link = (code: string): URL => new URL(`/auth/link?code=${code}`, origin);
const makeLink = async (): Promise<URL> => link(await signLink(SECRET, sponsor(), organization.slug));
const follow = (address: URL, headers: Record<string, string> = { origin }) =>
  fetch(address, { method: 'POST', redirect: 'manual', headers });

describe('a sign-in link', () => {
  it('asks first, and then signs in', async () => {
    const address = await makeLink();
    // However often it is looked at, as mail programs do.
    for (let times = 0; times < 2; times += 1) {
      const page = await fetch(address);
      expect([page.status, page.headers.getSetCookie()]).toEqual([200, []]);
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
      // Hazard: with "no-referrer" browsers send a form without its origin.
      expect(page.headers.get('referrer-policy')).toBe('same-origin');
      const html = await page.text();
      expect(html).toContain(`Sign in as Person ${sponsor()}`);
      expect(html).toContain(`<form method="post" action="${address.pathname}${address.search}">`);
    }
    const response = await follow(address);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    const [cookie = ''] = response.headers.getSetCookie()[0]?.split(';') ?? [];
    const { data } = await ask(app.url, '{ viewer { person { subject } } }', {}, undefined, { cookie, origin });
    expect(data).toEqual({ viewer: { person: { subject: sponsor() } } });
  });

  it('is good once, also where it is followed twice at once', async () => {
    const address = await makeLink();
    const all = await Promise.all([1, 2, 3].map(() => follow(address)));
    expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 400, 400]);
    const again = await follow(address);
    expect(again.status).toBe(400);
    expect(again.headers.getSetCookie()).toEqual([]);
    expect(await again.text()).toContain('This link was already used');
  });

  it('is good once however it is written', async () => {
    const code = await signLink(SECRET, sponsor(), organization.slug);
    expect((await follow(link(code))).status).toBe(303);
    // The last character of a signature has bits that nobody reads.
    const last = code.at(-1) ?? '';
    const twins = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      .filter((sign) => sign !== last)
      .map((sign) => code.slice(0, -1) + sign);
    const answers = await Promise.all(twins.map((twin) => follow(link(twin))));
    expect(answers.every(({ status }) => status === 400)).toBe(true);
  });

  it.each([
    ['that is none', async () => 'nonsense'],
    ['that is missing', async () => ''],
    ['of another secret', () => signLink('another secret of 32 characters or more', sponsor(), organization.slug)],
    ['that is a token', () => signToken(SECRET, sponsor(), organization.slug, '1h')],
    ['for nobody', () => signLink(SECRET, 'nobody', organization.slug)],
    ['for another organization', () => signLink(SECRET, sponsor(), 'elsewhere')],
  ])('%s signs nobody in', async (_name, make) => {
    const address = link(await make());
    for (const response of [await fetch(address), await follow(address)]) {
      expect(response.status).toBe(400);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  it('is no token', async () => {
    const code = await signLink(SECRET, sponsor(), organization.slug);
    expect((await ask(app.url, '{ viewer { role } }', {}, `Bearer ${code}`)).status).toBe(401);
  });

  it.each(['https://evil.example', 'https://allowed.example', 'null', undefined])(
    'that a page of %s sends signs nobody in',
    async (other) => {
      const response = await follow(await makeLink(), other === undefined ? {} : { origin: other });
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
    },
  );
});
