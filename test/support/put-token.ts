import { hashOf } from '../../src/auth/look-up.js';
import { newSecret, prefixOf } from '../../src/auth/token-secret.js';
import { encodeGlobalId } from '../../src/ids.js';
import type { App } from '../../src/server/app.js';
import { HOUR } from './app.js';

/** A token of a test. */
export interface PutToken {
  readonly id: string;
  readonly globalId: string;
  readonly secret: string;
  /** What a script sends as `Authorization`. */
  readonly bearer: string;
}

interface Values {
  readonly organizationId: string;
  readonly personId: string;
  readonly scopes?: readonly string[];
  readonly unitIds?: readonly string[];
  readonly expiresAt?: Date;
  readonly revokedAt?: Date;
}

/** Puts a token straight into the database: without scopes, and valid for an hour, unless it is said otherwise. */
export async function putToken({ services }: App, { scopes = [], unitIds = [], ...values }: Values): Promise<PutToken> {
  const secret = newSecret();
  const createdAt = services.clock();
  const { id } = await services.database.prisma.token.create({
    data: {
      name: 'A script',
      createdAt,
      expiresAt: new Date(createdAt.getTime() + HOUR),
      scopes: [...scopes],
      unitIds: [...unitIds],
      ...values,
      prefix: prefixOf(secret),
      hash: hashOf(secret),
    },
  });
  return { id, secret, globalId: encodeGlobalId('Token', id), bearer: `Bearer ${secret}` };
}
