import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What every secret of an API token begins with, so that secret scanners recognize one that leaked. */
export const SECRET_PREFIX = 'uplift_pat_';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Random digits of a secret, 190 bits in all, and those of its checksum. */
const RANDOM_DIGITS = 32;
const CHECKSUM_DIGITS = 6;

const FORM = new RegExp(`^${SECRET_PREFIX}[0-9A-Za-z]{${RANDOM_DIGITS + CHECKSUM_DIGITS}}$`);

/** Characters of a secret by which people recognize it in a list. */
const SHOWN = SECRET_PREFIX.length + 4;

/** Makes the secret of an API token: prefix, random digits, and the CRC-32 of both, in base 62. */
export function newSecret(): string {
  const random = Array.from({ length: RANDOM_DIGITS }, () => DIGITS[randomInt(DIGITS.length)]);
  const beginning = SECRET_PREFIX + random.join('');
  return beginning + checksumOf(beginning);
}

/** Whether a bearer token is meant as an API token, rather than as one of an identity provider. */
export function isApiToken(token: string): boolean {
  return token.startsWith(SECRET_PREFIX);
}

/** Whether the checksum of an API token is right: otherwise it is misspelled or cut off, whatever the database has. */
export function isIntact(token: string): boolean {
  return FORM.test(token) && token.endsWith(checksumOf(token.slice(0, -CHECKSUM_DIGITS)));
}

/** The part of a secret that is stored and shown as it is. */
export function prefixOf(secret: string): string {
  return secret.slice(0, SHOWN);
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let count = 0; count < CHECKSUM_DIGITS; count += 1) {
    digits = `${DIGITS[rest % DIGITS.length]}${digits}`;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits;
}
