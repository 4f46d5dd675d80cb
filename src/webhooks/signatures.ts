import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What the messages of a webhook are signed with, as it is stored: a secret in base64, and a private key (PKCS #8) in base64. */
export interface SigningKeys {
  readonly secret: string;
  readonly signingKey: string;
}

/** The keys of a webhook: while it is being rotated, those before them sign as well. */
export interface WebhookKeys extends SigningKeys {
  readonly oldSecret: string | null;
  readonly oldSigningKey: string | null;
  readonly oldSecretUntil: Date | null;
}

/** What a message is signed over, besides its body. */
export interface MessageHeader {
  /** The `webhook-id`. */
  readonly id: string;
  /** When it is sent. */
  readonly at: Date;
}

/** Bytes of a secret: Standard Webhooks wants 24 to 64. */
const SECRET_BYTES = 32;

/** Bytes of a public key of Ed25519, which stand at the end of its DER. */
const PUBLIC_KEY_BYTES = 32;

/** Makes new keys. */
export function newKeys(): SigningKeys {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    secret: randomBytes(SECRET_BYTES).toString('base64'),
    signingKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
}

/** A secret as receivers get it: `whsec_…`, by Standard Webhooks. */
export function secretText({ secret }: SigningKeys): string {
  return `whsec_${secret}`;
}

/** The public key of a private one, as receivers get it: `whpk_…`, by Standard Webhooks. */
export function publicKeyText(signingKey: string): string {
  const der = createPublicKey(privateKeyOf(signingKey)).export({ type: 'spki', format: 'der' });
  return `whpk_${der.subarray(-PUBLIC_KEY_BYTES).toString('base64')}`;
}

/** The headers by which a receiver verifies a message (Standard Webhooks 1.0): `v1` is HMAC-SHA256, `v1a` is Ed25519. */
export function signedHeaders(keys: WebhookKeys, { id, at }: MessageHeader, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const content = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = keysAt(keys, at).flatMap(({ secret, signingKey }) => [
    `v1,${createHmac('sha256', Buffer.from(secret, 'base64')).update(content).digest('base64')}`,
    `v1a,${sign(null, content, privateKeyOf(signingKey)).toString('base64')}`,
  ]);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

function keysAt(
  { secret, signingKey, oldSecret, oldSigningKey, oldSecretUntil }: WebhookKeys,
  at: Date,
): SigningKeys[] {
  const keys: SigningKeys[] = [{ secret, signingKey }];
  if (oldSecret !== null && oldSigningKey !== null && oldSecretUntil !== null && oldSecretUntil > at)
    keys.push({ secret: oldSecret, signingKey: oldSigningKey });
  return keys;
}

function privateKeyOf(signingKey: string) {
  return createPrivateKey({ key: Buffer.from(signingKey, 'base64'), type: 'pkcs8', format: 'der' });
}
