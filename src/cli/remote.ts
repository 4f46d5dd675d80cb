import { signToken } from '../auth/tokens.js';
import { ConfigError } from './config.js';
import type { Config } from './config.js';
import { DEMO_SLUG, demoAdministrator } from '../demo/people.js';
import { readLockOwner, readSecret } from '../server/ops/data-dir-lock.js';

/** Asks the embedded server that is running, as its administrator. */
export type AskServer = (query: string, variables: Record<string, unknown>) => Promise<Record<string, unknown>>;

/** How to ask the embedded server that has the data folder open; undefined where none is running. */
export async function runningServer(config: Config): Promise<AskServer | undefined> {
  if (config.storage.kind !== 'embedded') return undefined;
  const holder = await readLockOwner(config.storage.dataDir);
  if (!holder?.url) return undefined;
  const { url } = holder;
  const token = await signToken(await ownSecret(config), demoAdministrator.subject, DEMO_SLUG, '1m');
  return async (query, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      data?: Record<string, unknown>;
      errors?: { message: string }[];
    };
    if (!data || errors)
      throw new Error(`The running server answered: ${errors?.map(({ message }) => message).join('; ')}`);
    return data;
  };
}

/**
 * Where browsers reach the server: as configured, or the address of the demo.
 * @throws ConfigError if it is unknown.
 */
export async function serverOrigin({ signIn, storage, host, port }: Config): Promise<string> {
  if (signIn?.origin !== undefined) return signIn.origin;
  if (storage.kind !== 'embedded') throw new ConfigError(['PUBLIC_URL: needed to sign in in a browser']);
  const holder = await readLockOwner(storage.dataDir);
  return holder?.url ? new URL(holder.url).origin : `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The secret that signs tokens; only where tokens are ours and not an identity provider's. */
export async function ownSecret({ trust, storage }: Config): Promise<string> {
  if (trust?.kind === 'secret') return trust.secret;
  if (trust) throw new Error('Tokens come from your identity provider (AUTH_ISSUER), not from here.');
  if (storage.kind !== 'embedded') throw new ConfigError(['AUTH_SECRET: needed to sign tokens']);
  return readSecret(storage.dataDir);
}
