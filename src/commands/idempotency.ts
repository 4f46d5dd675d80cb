import { createHash } from 'node:crypto';
import { canonicalJson } from '../json.js';
import type { Actor } from '../auth/actor.js';
import type { Queryable } from '../database/database.js';
import type { Prisma } from '../generated/prisma/client.js';
import type { Outcome } from './outcome.js';

/** How long the outcome of a keyed command is kept, in days. */
export const KEY_RETENTION_DAYS = 30;

/** Forgets the outcomes of commands that were done longer ago than they are kept for. */
export async function forgetOldKeys(db: Queryable, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEY_RETENTION_DAYS * 86_400_000);
  await db.commandOutcome.deleteMany({ where: { createdAt: { lt: before } } });
}

/** A client's wish that a command be done once. */
export interface KeyClaim {
  readonly actor: Actor;
  readonly command: string;
  readonly key: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * Takes the key inside the transaction that does the command. Returns the first outcome when the command was done
 * before. A command that is running with the key is waited for: the row's uniqueness blocks us until it commits.
 */
export async function claimKey(db: Queryable, claim: KeyClaim): Promise<Outcome | undefined> {
  const { count } = await db.commandOutcome.createMany({ data: [row(claim)], skipDuplicates: true });
  return count === 1 ? undefined : firstOutcome(db, claim);
}

/** Keeps the outcome of a command that was done, in its transaction. */
export async function settleKey(db: Queryable, claim: KeyClaim, outcome: Outcome): Promise<void> {
  await db.commandOutcome.update({
    where: { organizationId_personId_key: identity(claim) },
    data: { outcome: json(outcome) },
  });
}

/** Keeps the outcome of a command that was refused, whose transaction is rolled back; returns the first outcome there is. */
export async function settleRefusal(db: Queryable, claim: KeyClaim, outcome: Outcome): Promise<Outcome> {
  const { count } = await db.commandOutcome.createMany({
    data: [{ ...row(claim), outcome: json(outcome) }],
    skipDuplicates: true,
  });
  return count === 1 ? outcome : firstOutcome(db, claim);
}

async function firstOutcome(db: Queryable, claim: KeyClaim): Promise<Outcome> {
  const first = await db.commandOutcome.findUniqueOrThrow({ where: { organizationId_personId_key: identity(claim) } });
  if (first.command === claim.command && first.inputHash === hash(claim.input))
    return first.outcome as unknown as Outcome;
  return {
    done: false,
    userError: {
      kind: 'IdempotencyKeyReusedError',
      key: claim.key,
      message: 'This key was already used for another command or another input. Use a new key for each command.',
    },
  };
}

function identity({ actor, key }: KeyClaim) {
  return { organizationId: actor.organizationId, personId: actor.personId, key };
}

function row(claim: KeyClaim) {
  return { ...identity(claim), command: claim.command, inputHash: hash(claim.input) };
}

function json(outcome: Outcome): Prisma.InputJsonValue {
  return outcome as unknown as Prisma.InputJsonValue;
}

/** The same input gives the same hash, whatever the order of its fields. */
function hash(input: unknown): string {
  return createHash('sha256').update(canonicalJson(input)).digest('hex');
}
