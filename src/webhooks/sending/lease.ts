import type { Queryable } from '../../database/database.js';
import { vital } from '../../database/statements.js';
import type { WebhookMode, WebhookStop } from '../../generated/prisma/enums.js';
import type { EventFilter } from '../../log/event-filter.js';
import { hexOf } from '../../log/event-log.js';
import type { Followed, Message } from '../message.js';
import type { Attempt } from '../post.js';
import type { StoredKeys } from '../stored-keys.js';

/** How long a server is left to a webhook that it does not extend, in seconds: then another one sends. */
const LEASE = 30;

/** A lease is extended once it has no more left than this, in seconds: a server that has looked just now has as much. */
const EXTENDED = 20;

/** How long a server may send after it last extended its leases, in milliseconds. */
export const LEASE_LEFT = EXTENDED * 1_000;

/** A webhook that this server sends, as it was read. */
export interface LeasedWebhook extends Followed {
  readonly id: string;
  readonly organizationId: string;
  /** Slug of the organization. */
  readonly organization: string;
  readonly url: string;
  readonly filter: EventFilter;
  readonly mode: WebhookMode;
  readonly ownerId: string;
  /** Subscription by which messages are made; null for the event with its changes. */
  readonly document: string | null;
  readonly keys: StoredKeys;
  readonly position: number;
  /** In hexadecimal. */
  readonly hash: string | null;
  readonly version: number;
}

/**
 * Takes the webhooks that no server sends, extends those that this one sends, and disables those whose owner has left.
 * Returns all that this server sends. By the clock of the database: those of servers differ.
 */
export async function leaseWebhooks(db: Queryable, serverId: string, now: Date): Promise<LeasedWebhook[]> {
  return vital(async () => {
    await db.$executeRaw`
      UPDATE "Webhook" w SET "disabledAt" = ${now}::timestamptz, "disabledFor" = 'OWNER_LEFT', "version" = w."version" + 1
        FROM "Person" p WHERE p."id" = w."ownerId" AND NOT p."active" AND w."disabledAt" IS NULL`;
    await db.$executeRaw`
      UPDATE "Webhook" SET "senderId" = ${serverId}::uuid, "sendingUntil" = now() + ${LEASE}::int * interval '1 second'
       WHERE "disabledAt" IS NULL AND (
             "sendingUntil" IS NULL OR "sendingUntil" < now() OR
             "senderId" = ${serverId}::uuid AND "sendingUntil" < now() + ${EXTENDED}::int * interval '1 second')`;
    const rows = await db.webhook.findMany({ where: { senderId: serverId, disabledAt: null } });
    // Most servers have none to send, most of the time.
    if (rows.length === 0) return [];
    const organizations = await db.organization.findMany({
      where: { id: { in: rows.map(({ organizationId }) => organizationId) } },
      select: { id: true, slug: true },
    });
    const slugs = new Map(organizations.map(({ id, slug }) => [id, slug]));
    return rows.map(({ hash, filter, ...row }) => {
      const organization = slugs.get(row.organizationId) ?? '';
      return { ...row, keys: row, hash: hexOf(hash), filter: filter as EventFilter, organization };
    });
  });
}

/** Leaves the webhooks of a server to the others. */
export async function releaseWebhooks(db: Queryable, serverId: string): Promise<void> {
  await db.webhook.updateMany({ where: { senderId: serverId }, data: { senderId: null, sendingUntil: null } });
}

/** Another server sends the webhook by now, or a person has changed it: what is known of it does not count any more. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** Who writes: only while it has the lease, and the webhook is as it was read. */
export interface Holder {
  readonly db: Queryable;
  readonly serverId: string;
  readonly webhook: Pick<LeasedWebhook, 'id' | 'version'>;
}

/** How far a webhook has come. */
export interface Progress extends Followed {
  readonly position: number;
  readonly hash: string | null;
  /** Why it is disabled from now on. */
  readonly stop?: WebhookStop | undefined;
}

/** What has become of a message. */
export interface Outcome {
  readonly message: Pick<Message, 'id' | 'type' | 'position'>;
  readonly state: 'DELIVERED' | 'RETRYING' | 'FAILED';
  readonly attempts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly nextAt: Date | null;
  readonly attempt: Pick<Attempt, 'status' | 'answer' | 'error' | 'duration'>;
}

/**
 * Notes how far a webhook has come, and what has become of a message if there was one, in one statement.
 * @throws LeaseLostError where that is no longer for this server to say.
 */
export async function note(
  { db, serverId, webhook }: Holder,
  { position, hash, epoch, resets, stop }: Progress,
  now: Date,
  outcome?: Outcome,
): Promise<void> {
  const written = await vital(
    () => db.$queryRaw<{ id: string }[]>`
      WITH held AS (
        UPDATE "Webhook" SET "position" = ${position}::int, "hash" = decode(${hash}::text, 'hex'), "epoch" = ${epoch},
               "resets" = ${resets}::int, "disabledAt" = CASE WHEN ${stop ?? null}::text IS NULL THEN NULL ELSE ${now}::timestamptz END,
               "disabledFor" = ${stop ?? null}::"WebhookStop"
         WHERE "id" = ${webhook.id}::uuid AND "senderId" = ${serverId}::uuid AND "version" = ${webhook.version}::int
               AND "disabledAt" IS NULL
        RETURNING "id", "organizationId"), noted AS (
        INSERT INTO "WebhookDelivery" ("id", "organizationId", "webhookId", "messageId", "type", "position", "state",
               "attempts", "firstAt", "lastAt", "nextAt", "status", "duration", "answer", "error")
        SELECT gen_random_uuid(), h."organizationId", h."id", ${outcome?.message.id ?? null}::text, ${outcome?.message.type ?? null}::text,
               ${outcome?.message.position ?? null}::int, ${outcome?.state ?? null}::"WebhookDeliveryState",
               ${outcome?.attempts ?? null}::int, ${outcome?.firstAt ?? null}::timestamptz, ${outcome?.lastAt ?? null}::timestamptz,
               ${outcome?.nextAt ?? null}::timestamptz, ${outcome?.attempt.status ?? null}::int, ${outcome?.attempt.duration ?? null}::int,
               ${outcome?.attempt.answer ?? null}::text, ${outcome?.attempt.error ?? null}::text
          FROM held h WHERE ${outcome !== undefined}::boolean
        ON CONFLICT ("webhookId", "messageId", "organizationId") DO UPDATE SET "state" = EXCLUDED."state", "attempts" = EXCLUDED."attempts",
               "firstAt" = EXCLUDED."firstAt", "lastAt" = EXCLUDED."lastAt", "nextAt" = EXCLUDED."nextAt",
               "status" = EXCLUDED."status", "duration" = EXCLUDED."duration", "answer" = EXCLUDED."answer", "error" = EXCLUDED."error")
      SELECT "id"::text FROM held`,
  );
  if (written.length === 0) throw new LeaseLostError(`The webhook ${webhook.id} is not sent from here any more.`);
}
