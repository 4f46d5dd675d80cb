import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { isApiToken, isIntact, newSecret, prefixOf, SECRET_PREFIX } from '../../src/auth/token-secret.js';

it('a secret has the form that SECURITY.md gives to scanners, and is never the same', () => {
  const secrets = Array.from({ length: 500 }, newSecret);
  for (const secret of secrets) {
    expect(secret).toMatch(/^uplift_pat_[0-9A-Za-z]{38}$/);
    expect(isApiToken(secret) && isIntact(secret)).toBe(true);
  }
  expect(new Set(secrets).size).toBe(500);
  // Every digit comes up: 500 secrets have 16,000 of 62.
  expect(new Set(secrets.flatMap((secret) => Array.from(secret.slice(SECRET_PREFIX.length, -6)))).size).toBe(62);
});

it('its checksum is the CRC-32 of all before it, in base 62', () => {
  expect(isIntact('uplift_pat_000000000000000000000000000000004cCWGP')).toBe(true);
});

it('one wrong character, or one too many or too few, is found', () => {
  const places = fc.nat({ max: 37 });
  const signs = fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_ '));
  fc.assert(
    fc.property(places, signs, (place, sign) => {
      const secret = newSecret();
      const at = SECRET_PREFIX.length + place;
      const changed = secret.slice(0, at) + sign + secret.slice(at + 1);
      return isIntact(changed) === (changed === secret);
    }),
  );
  const secret = newSecret();
  for (const wrong of [secret.slice(0, -1), `${secret}0`, ` ${secret}`, secret.toUpperCase(), SECRET_PREFIX])
    expect(isIntact(wrong)).toBe(false);
});

test.each(['', 'uplift', 'eyJhbGciOiJIUzI1NiJ9.e30.x', 'ghp_000'])('%j is no API token', (token) => {
  expect(isApiToken(token)).toBe(false);
});

it('what is shown of a secret says too little to guess it', () => {
  const secret = newSecret();
  expect(secret.startsWith(prefixOf(secret))).toBe(true);
  expect(prefixOf(secret)).toHaveLength(SECRET_PREFIX.length + 4);
});
