import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
  CheckpointKeyError,
  isSigned,
  keyId,
  makeCheckpoint,
  readPublicKeys,
  readSigningKey,
} from '../../src/log/checkpoint.js';
import type { Checkpoint } from '../../src/log/checkpoint.js';

const pem = (kind: 'ed25519' | 'x25519' | 'ed448') => {
  const { privateKey, publicKey } = generateKeyPairSync(kind as 'ed25519');
  return {
    private: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    public: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};
const HEAD = { organizationId: '01930000-0000-7000-8000-000000000001', position: 41, hash: 'ab'.repeat(32) };
const NOW = new Date('2026-11-24T02:07:41.123Z');

describe('a checkpoint', () => {
  const own = pem('ed25519');
  const key = readSigningKey(own.private);
  const keys = readPublicKeys(own.public);
  const checkpoint = makeCheckpoint(HEAD, NOW, key)!;

  test('is signed by a key, of which it has the id, and by no other', () => {
    expect(checkpoint).toEqual({
      ...HEAD,
      at: '2026-11-24T02:07:41.123Z',
      key: keyId(keys[0]!),
      signature: expect.any(String) as string,
    });
    expect(isSigned(checkpoint, keys)).toBe(true);
    expect(isSigned(checkpoint, readPublicKeys(pem('ed25519').public))).toBe(false);
    expect(isSigned(checkpoint, readPublicKeys(pem('ed25519').public + own.public))).toBe(true);
    expect(isSigned(JSON.parse(JSON.stringify(checkpoint)) as Checkpoint, keys)).toBe(true);
  });

  test.each([
    ['organization', { organizationId: '01930000-0000-7000-8000-000000000002' }],
    ['position', { position: 42 }],
    ['hash', { hash: 'ac'.repeat(32) }],
    ['time', { at: '2026-11-24T02:07:41.124Z' }],
    ['signature', { signature: 'AAAA' }],
    ['signature that is none', { signature: '' }],
  ])('with another %s is not', (_what, change) => {
    expect(isSigned({ ...checkpoint, ...change }, keys)).toBe(false);
  });

  test('is signed with where the records of access are, if it says so', () => {
    const access = { position: 7, hash: 'cd'.repeat(32) };
    const whole = makeCheckpoint({ ...HEAD, access }, NOW, key)!;
    expect(whole).toMatchObject({ ...HEAD, access });
    expect(isSigned(whole, keys)).toBe(true);
    const { access: _access, ...without } = whole;
    for (const forged of [without, { ...whole, access: { ...access, position: 8 } }, { ...checkpoint, access }])
      expect(isSigned(forged, keys)).toBe(false);
  });

  test('is not signed without a key, and is none of a log that is not chained', () => {
    const { signature: _signature, key: _key, ...unsigned } = checkpoint;
    expect(makeCheckpoint(HEAD, NOW, undefined)).toEqual(unsigned);
    expect(isSigned(unsigned, keys)).toBe(false);
    expect(makeCheckpoint({ ...HEAD, hash: null }, NOW, key)).toBeNull();
  });

  test('is the one of the guide', async () => {
    const guide = await readFile(new URL('../../docs/log-format.md', import.meta.url), 'utf8');
    const [, text = ''] = /^## Checkpoints$[^]*?```json\n([^]*?)```/m.exec(guide) ?? [];
    const [publicKey] = readPublicKeys(guide);
    const known = JSON.parse(text) as Checkpoint;
    expect(known).toMatchObject({ key: keyId(publicKey!) });
    expect(isSigned(known, [publicKey!])).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['something else', 'a secret'],
    ['a key for agreement', pem('x25519').private],
    ['a key of another curve', pem('ed448').private],
    ['a public key', own.public],
  ])('is signed by no %s, of which nothing is said', (_what, text) => {
    expect(() => readSigningKey(text)).toThrow(
      new CheckpointKeyError('It must be a private key of Ed25519 in PEM, without a passphrase.'),
    );
  });

  test('is verified by no other kind of key', () => {
    for (const text of ['', own.private, pem('x25519').public, own.public + pem('ed448').public])
      expect(() => readPublicKeys(text)).toThrow(CheckpointKeyError);
    expect(keyId(createPublicKey(own.private))).toBe(checkpoint.key);
  });
});
