import { describe, expect, test } from 'vitest';
import { connectionCredentials, createAuthenticate } from '../../src/auth/credentials.js';
import type { Claims } from '../../src/auth/tokens.js';

const somebody: Claims = { subject: 'somebody', organization: 'acme', expiresAt: undefined };
const visitor: Claims = { subject: 'visitor', organization: 'acme', expiresAt: undefined };
const readToken = async (token: string) => (token === 'good' ? somebody : null);

describe('credentials', () => {
  const authenticate = createAuthenticate(readToken, visitor);

  test.each(['Bearer good', 'bearer good', 'BEARER   good'])('%s name somebody', async (credentials) => {
    expect(await authenticate(credentials)).toBe(somebody);
  });

  test.each([undefined, null, ''])('that are %s are the visitor', async (credentials) => {
    expect(await authenticate(credentials)).toBe(visitor);
    expect(await createAuthenticate(readToken, null)(credentials)).toBeNull();
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
    expect(await authenticate(credentials)).toBeNull();
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
    expect(connectionCredentials(parameters)).toBe('Bearer good');
  });

  test.each([[undefined], [null], [{}], [{ token: 'good' }], [{ headers: null }], [{ headers: 'Bearer good' }]])(
    'have none: %j',
    (parameters) => {
      expect(connectionCredentials(parameters)).toBeUndefined();
    },
  );
});
