import type { Clock } from '../clock.js';
import type { PrismaClient } from '../database/database.js';
import type { Logger } from '../logger.js';
import type { Sealing } from '../sealing.js';
import type { AccessAudit } from './access-audit.js';
import type { Issuers } from './issuers.js';
import type { ProviderClient } from './provider-client.js';
import type { SessionLimits } from './sessions.js';

/** What it takes to ask and tell the providers that signed people in. */
export interface ProviderParts {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sealing: Sealing;
  readonly audit: AccessAudit;
  readonly limits: SessionLimits;
  /** Our client at the provider of the server; undefined where there is none. */
  readonly client: ProviderClient | undefined;
  readonly issuers: Issuers;
}

/** A session whose provider gave a refresh token, as rows have it. */
export interface TokenSession {
  readonly id: string;
  readonly hash: string;
  readonly issuer: string | null;
  readonly issuerId: string | null;
  /** The refresh token, sealed. */
  readonly refreshToken: string;
}

/** Our client at the provider of a session; undefined where that is not one of ours any more. */
export async function clientOf(
  { client, issuers }: Pick<ProviderParts, 'client' | 'issuers'>,
  { issuer, issuerId }: Pick<TokenSession, 'issuer' | 'issuerId'>,
): Promise<ProviderClient | undefined> {
  if (issuerId === null) return client?.issuer === issuer ? client : undefined;
  const own = await issuers.find(issuerId);
  return own ? issuers.clientOf(own) : undefined;
}
