import { describe, expect, test } from 'vitest';
import { connectionCredentials, createAuthenticate } from '../../src/auth/credentials.js';
import type { Claims } from '../../src/auth/tokens.js';

const somebody: Claims = { subject: 'somebody', organization: 'acme', expiresAt: undefined };
const visitor: Claims = { subject: 'visitor', organization: 'acme', expiresAt: undefined };
const readToken = async (token: string) => (token === 'good' ? somebody : null);
const checks = { readToken, findApiToken: async () => null };

describe('credentials', () => {
  const authenticate = createAuthenticate({ ...checks, anonymous: visitor });

  test.each(['Bearer good', 'bearer good', 'BEARER   good'])('%s name somebody', async (credentials) => {
    expect(await authenticate({ authorization: credentials })).toBe(somebody);
  });

  test.each([undefined, null, ''])('that are %s are the visitor', async (credentials) => {
    expect(await authenticate({ authorization: credentials })).toEqual({ ...visitor, isVisitor: true });
    expect(await createAuthenticate({ ...checks, anonymous: null })({ authorization: credentials })).toBeNull();
  });

  test.each([
    'Bearer bad',
    'Bearer',
    'Bearer ',
    'good',
    'Basic good',
    'Bearer good bad',
    ' ',
    7,
    true,
    {},
    ['Bearer good'],
  ])('that are wrong are never the visitor: %j', async (credentials) => {
    expect(await authenticate({ authorization: credentials })).toBeNull();
  });
});

describe('the organization that is asked for', () => {
  const free: Claims = { subject: 'free', organization: undefined, expiresAt: undefined };
  const read = async (token: string) => (token === 'free' ? free : somebody);
  const authenticate = createAuthenticate({ ...checks, readToken: read, anonymous: visitor });
  const within = (token: string, organization: unknown) =>
    authenticate({ authorization: `Bearer ${token}`, organization });

  test('counts where the token names none', async () => {
    expect(await within('free', 'zenith')).toEqual({ ...free, organization: 'zenith' });
    for (const none of [undefined, null, '']) expect(await within('free', none)).toBe(free);
  });

  test('must be the one that the token names, or the visitor’s', async () => {
    expect(await within('good', 'acme')).toBe(somebody);
    expect(await within('good', 'zenith')).toBeNull();
    expect(await authenticate({ authorization: '', organization: 'zenith' })).toBeNull();
  });

  test.each([7, ['acme'], 'x'.repeat(201)])('is refused where it is none: %j', async (organization) => {
    expect(await within('free', organization)).toBeNull();
  });

  test.each([
    [{ organization: 'acme' }],
    [{ Organization: 'acme', headers: { 'uplift-organization': 'zenith' } }],
    [{ headers: { 'Uplift-Organization': 'acme' } }],
  ])('is among the parameters of a connection: %j', (parameters) => {
    expect(connectionCredentials(parameters).organization).toBe('acme');
  });
});

describe('the parameters of a connection', () => {
  test.each([
    [{ Authorization: 'Bearer good' }],
    [{ authorization: 'Bearer good' }],
    [{ AUTHORIZATION: 'Bearer good' }],
    [{ headers: { Authorization: 'Bearer good' } }],
    [{ theme: 'dark', headers: { 'x-y': 'z', authorization: 'Bearer good' } }],
    [{ headers: { Authorization: 'Bearer bad' }, Authorization: 'Bearer good' }],
  ])('have credentials: %j', (parameters) => {
    expect(connectionCredentials(parameters).authorization).toBe('Bearer good');
  });

  test.each([[undefined], [null], [{}], [{ token: 'good' }], [{ headers: null }], [{ headers: 'Bearer good' }]])(
    'have none: %j',
    (parameters) => {
      expect(connectionCredentials(parameters).authorization).toBeUndefined();
    },
  );
});
