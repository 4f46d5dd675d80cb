import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts secrets that are stored in the database, so that who reads only the database cannot use them. */
export interface Sealing {
  /** Seals a text. `about` says where it is stored: elsewhere it cannot be opened. */
  seal(text: string, about: string): string;
  /**
   * Opens what was sealed about the same.
   * @throws SealingError where no key of ours sealed it, or it was about something else.
   */
  open(sealed: string, about: string): string;
}

/** What is sealed cannot be opened with the keys that there are. */
export class SealingError extends Error {
  override readonly name = 'SealingError';
}

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Makes the sealing by secrets: the first one seals, and each of them opens. */
export function createSealing(first: string, ...others: readonly string[]): Sealing {
  const sealing = keyOf(first);
  const keys = new Map([sealing, ...others.map(keyOf)].map((key) => [key.id, key.bytes]));
  return {
    seal(text, about) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv(CIPHER, sealing.bytes, nonce).setAAD(Buffer.from(about));
      const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${sealing.id}.${bytes.toString('base64url')}`;
    },
    open(sealed, about) {
      const [id = '', content = ''] = sealed.split('.');
      const bytes = Buffer.from(content, 'base64url');
      const key = keys.get(id);
      if (!key || bytes.length < NONCE + TAG) throw new SealingError('No key of this server has sealed it.');
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG })
          .setAAD(Buffer.from(about))
          .setAuthTag(bytes.subarray(-TAG));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealingError('It was sealed about something else, or changed.', { cause });
      }
    },
  };
}

/** The key that a secret stands for, and the name by which it is found again. */
function keyOf(secret: string): { readonly id: string; readonly bytes: Buffer } {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'uplift sealing', 32));
  return { bytes, id: createHash('sha256').update('id').update(bytes).digest('base64url').slice(0, 8) };
}
