import type { Actor } from '../auth/actor.js';
import { includesRole } from '../auth/permissions.js';
import type { Prisma } from '../generated/prisma/client.js';

/** The one rule of who sees and revokes which tokens: everyone their own and those of their service accounts, administrators those of all. */
export function visibleTokens({ personId, role }: Pick<Actor, 'personId' | 'role'>): Prisma.TokenWhereInput {
  return includesRole(role, 'ADMINISTRATOR') ? {} : { OR: [{ personId }, { person: { ownerId: personId } }] };
}

/** The condition that a token is valid at a time. */
export function validAt(now: Date): Prisma.TokenWhereInput {
  return { revokedAt: null, expiresAt: { gt: now } };
}
