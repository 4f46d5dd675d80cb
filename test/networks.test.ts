import { describe, expect, it, test } from 'vitest';
import { createNetworks, isNetwork } from '../src/networks.js';

const strict = createNetworks([]);
const lenient = createNetworks(['127.0.0.0/8', '::1', '10.20.0.0/16']);

const resolve = (networks: typeof strict, host: string, protocol = 'https:', all = true) =>
  new Promise<unknown>((done) =>
    networks.lookup(protocol)(host, { all }, (error, addresses) => done(error?.message ?? addresses)),
  );

describe('an endpoint', () => {
  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001::1]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[ff02::1]/',
  ])('must not be %s', (url) => {
    expect(strict.complaintOf(url)).toBe('Must not lead to a private address.');
  });

  test.each([
    'https://93.184.215.14/',
    'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
    'https://example.org:8443/hook?a=b',
  ])('may be %s', (url) => {
    expect(strict.complaintOf(url)).toBeUndefined();
  });

  test.each([
    ['http://example.org/', 'Must begin with https://.'],
    ['http://93.184.215.14/', 'Must begin with https://.'],
    ['https://somebody:secret@example.org/', 'Must not contain credentials.'],
    ['https://example.org/#hook', 'Must not have a fragment.'],
  ])('must not be %s', (url, complaint) => {
    expect(strict.complaintOf(url)).toBe(complaint);
  });

  test.each([
    'http://127.0.0.1:8080/',
    'http://[::1]/',
    'https://10.20.30.40/',
    'http://10.20.30.40/',
    'http://localhost/',
  ])('may be %s where that is allowed', (url) => {
    expect(lenient.complaintOf(url)).toBeUndefined();
  });

  test.each(['http://10.21.0.1/', 'https://192.168.0.1/', 'http://93.184.215.14/'])(
    'must not be %s where others are allowed',
    (url) => {
      expect(lenient.complaintOf(url)).toMatch(/^Must/);
    },
  );
});

describe('a name', () => {
  it('that leads to a private address is not connected to', async () => {
    expect(await resolve(strict, 'localhost')).toBe('Must not lead to a private address.');
  });

  it('leads to its addresses where they are allowed', async () => {
    expect(await resolve(lenient, 'localhost')).toContainEqual({
      address: expect.any(String),
      family: expect.any(Number),
    });
    expect(await resolve(lenient, 'localhost', 'http:', false)).toMatch(/^(127\.0\.0\.1|::1)$/);
  });

  it('that has no address is an error', async () => {
    expect(await resolve(strict, 'nowhere.invalid')).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });
});

test.each([
  ['10.0.0.0/8', true],
  ['127.0.0.1', true],
  ['fd00::/8', true],
  ['::1', true],
  ['10.0.0.0/33', false],
  ['fd00::/129', false],
  ['10.0.0/8', false],
  ['10.0.0.0/8/9', false],
  ['example.org', false],
  ['', false],
])('%j is a network: %j', (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});
