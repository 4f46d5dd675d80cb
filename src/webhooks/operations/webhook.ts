import type { AccessAudit, Caller } from '../../auth/access-audit.js';
import type { Actor } from '../../auth/actor.js';
import { administrators, demandNoToken, demandRole } from '../../auth/allowed.js';
import type { CommandEnvironment } from '../../commands/execute.js';
import type { Queryable } from '../../database/database.js';
import { inTransaction } from '../../database/transaction.js';
import type { Webhook } from '../../generated/prisma/client.js';
import type { WebhookMode } from '../../generated/prisma/enums.js';
import type { EventFilter } from '../../log/event-filter.js';
import { lookAtLogs } from '../../log/event-log.js';
import { invalidInput, notFound, ruleViolation } from '../../user-error.js';
import type { WebhookOutlet } from '../outlet.js';
import { newKeys, secretText } from '../signatures.js';

/** Most webhooks of an organization. */
export const MOST_WEBHOOKS = 20;

/** Minutes for which a secret that was replaced still signs: by default, and at most. */
export const OVERLAP = { usual: 1_440, most: 10_080 } as const;

const MINUTE = 60_000;

/** Where webhooks are managed, and who asks from where. */
export interface WebhookEnvironment extends Pick<CommandEnvironment, 'database' | 'clock'> {
  readonly audit: AccessAudit;
  readonly caller: Caller | undefined;
  readonly webhooks: WebhookOutlet;
}

/** A mutation of webhooks, by whom and on which server. */
export interface WebhookAction {
  readonly environment: WebhookEnvironment;
  readonly actor: Actor;
  /** Name of the mutation. */
  readonly name: string;
}

/** What a webhook is. */
export interface WebhookContent {
  readonly name: string;
  readonly url: string;
  readonly filter: EventFilter;
  readonly mode: WebhookMode;
  /** Subscription by which messages are made; null for the event with its changes. */
  readonly document: string | null;
}

/** A webhook whose secret was just made; nobody is shown it again. */
export interface WithSecret {
  readonly id: string;
  readonly secret: string;
}

/** Creates a webhook, which is sent the events from now on. */
export async function createWebhook(action: WebhookAction, content: WebhookContent): Promise<WithSecret> {
  demandAdministrator(action);
  demandAddress(action, content.url);
  if (content.document !== null) demandDocument(action, content.document);
  const { actor, environment } = action;
  const { organizationId, personId: ownerId } = actor;
  const now = environment.clock();
  const keys = newKeys();
  const id = await changing(action, async (db) => {
    // Hazard: two who create the last one at once. It also waits for commits under way: what they append is sent.
    await db.$queryRaw`SELECT 1 FROM "EventLog" WHERE "organizationId" = ${organizationId}::uuid FOR NO KEY UPDATE`;
    if ((await db.webhook.count({ where: { organizationId } })) >= MOST_WEBHOOKS) throw tooMany();
    const { position, epoch, hash } = await db.eventLog.findUniqueOrThrow({ where: { organizationId } });
    const created = await db.webhook.create({
      data: {
        ...content,
        ...environment.webhooks.keys.seal(keys, organizationId),
        filter: { ...content.filter },
        organizationId,
        ownerId,
        position,
        epoch,
        hash,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    });
    return created.id;
  });
  return { id, secret: secretText(keys) };
}

/** What of a webhook is to change: what is null or absent stays as it is, but for the document, which null takes away. */
export type WebhookRevision = {
  readonly [Field in Exclude<keyof WebhookContent, 'document'>]: WebhookContent[Field] | null;
} & { readonly document?: string | null | undefined };

/** Changes a webhook. */
export async function reviseWebhook(
  action: WebhookAction,
  id: string,
  { name, url, filter, mode, document }: WebhookRevision,
): Promise<void> {
  demandAdministrator(action);
  if (url !== null) demandAddress(action, url);
  if (typeof document === 'string') demandDocument(action, document);
  const patch = {
    ...(name === null ? {} : { name }),
    ...(url === null ? {} : { url }),
    ...(filter === null ? {} : { filter: { ...filter } }),
    ...(mode === null ? {} : { mode }),
    ...(document === undefined ? {} : { document }),
  };
  await change(action, id, () => patch);
}

/** Replaces the keys of a webhook; for a while, messages are signed with both. */
export async function rotateWebhookSecret(
  action: WebhookAction,
  id: string,
  overlapMinutes: number,
): Promise<WithSecret> {
  demandAdministrator(action);
  const keys = newKeys();
  const { environment, actor } = action;
  const oldSecretUntil = new Date(environment.clock().getTime() + overlapMinutes * MINUTE);
  const stored = environment.webhooks.keys.seal(keys, actor.organizationId);
  await change(action, id, ({ secret: oldSecret, signingKey: oldSigningKey }) => {
    return { ...stored, oldSecret, oldSigningKey, oldSecretUntil };
  });
  return { id, secret: secretText(keys) };
}

/** Enables a webhook: it goes on where it was. Who enables it becomes its owner. */
export async function enableWebhook(action: WebhookAction, id: string): Promise<void> {
  demandAdministrator(action);
  const { actor, environment } = action;
  const now = environment.clock();
  await change(action, id, async ({ disabledAt }, db) => {
    if (disabledAt === null) return {};
    // What it was disabled over gets its time again.
    await db.webhookDelivery.updateMany({
      where: { organizationId: actor.organizationId, webhookId: id, state: 'RETRYING' },
      data: { firstAt: now, nextAt: now, attempts: 0 },
    });
    return { disabledAt: null, disabledFor: null, ownerId: actor.personId };
  });
}

/** Disables a webhook: nothing is sent until it is enabled again, and then what happened meanwhile. */
export async function disableWebhook(action: WebhookAction, id: string): Promise<void> {
  demandAdministrator(action);
  const disabled = { disabledAt: action.environment.clock(), disabledFor: 'DISABLED' } as const;
  await change(action, id, ({ disabledAt }) => (disabledAt === null ? disabled : {}));
}

/** Deletes a webhook, with its deliveries. */
export async function deleteWebhook(action: WebhookAction, id: string): Promise<void> {
  demandAdministrator(action);
  const { organizationId } = action.actor;
  await changing(action, async (db) => {
    const { count } = await db.webhook.deleteMany({ where: { id, organizationId } });
    if (count === 0) throw notFound('Webhook');
    return id;
  });
}

/** Sends the events from a position on again, to its end; those that are still to be retried as well. */
export async function replayWebhook(action: WebhookAction, id: string, from: number): Promise<void> {
  demandAdministrator(action);
  const { organizationId } = action.actor;
  await change(action, id, async (_webhook, db) => {
    const position = from - 1;
    const [place] = await lookAtLogs(db, [{ organizationId, position }]);
    const log = await db.eventLog.findUniqueOrThrow({ where: { organizationId } });
    if (!place || position > log.position || position < log.archivedThrough) {
      const message = `Must be from ${log.archivedThrough + 1} to ${log.position + 1}: what came before is archived.`;
      throw invalidInput([{ path: 'from', message }]);
    }
    await db.webhookDelivery.deleteMany({
      where: { organizationId, webhookId: id, state: 'RETRYING', position: { gt: position } },
    });
    return { position, hash: place.knownHash === null ? null : Buffer.from(place.knownHash, 'hex'), epoch: log.epoch };
  });
}

/** Sends a message again, at once, however often it was sent. */
export async function retryWebhookDelivery(action: WebhookAction, deliveryId: string): Promise<string> {
  demandAdministrator(action);
  const { organizationId } = action.actor;
  const { prisma } = action.environment.database;
  const found = await prisma.webhookDelivery.findUnique({
    where: { id: deliveryId, organizationId, position: { not: null } },
    select: { webhookId: true },
  });
  if (!found) throw notFound('WebhookDelivery');
  const now = action.environment.clock();
  await change(action, found.webhookId, async (_webhook, db) => {
    await db.webhookDelivery.updateMany({
      where: { id: deliveryId, organizationId },
      data: { state: 'RETRYING', attempts: 0, firstAt: now, nextAt: now },
    });
    return {};
  });
  return found.webhookId;
}

/** Refuses all but administrators, and them with an API token: who finds one could have all events sent to themselves. */
export function demandAdministrator({ actor, name }: WebhookAction): void {
  demandNoToken(actor, name);
  demandRole(actor, { name, allowed: administrators });
}

function demandAddress({ environment }: WebhookAction, url: string): void {
  const message = environment.webhooks.networks.complaintOf(url);
  if (message !== undefined) throw invalidInput([{ path: 'url', message }]);
}

function demandDocument({ environment }: WebhookAction, document: string): void {
  const message = environment.webhooks.complaintOfDocument(document);
  if (message !== undefined) throw invalidInput([{ path: 'document', message }]);
}

type Kept = 'id' | 'organizationId' | 'filter' | 'version' | 'createdAt' | 'updatedAt';

/** Fields of a webhook that are to change. */
type Patch = Partial<Omit<Webhook, Kept>> & { readonly filter?: object };

/** Changes a webhook of the actor's organization, so that its sender notices. */
async function change(
  action: WebhookAction,
  id: string,
  decide: (webhook: Webhook, db: Queryable) => Patch | Promise<Patch>,
): Promise<void> {
  const { organizationId } = action.actor;
  await changing(action, async (db) => {
    await db.$queryRaw`SELECT 1 FROM "Webhook" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
    const webhook = await db.webhook.findUnique({ where: { id, organizationId } });
    if (!webhook) throw notFound('Webhook');
    const patch = await decide(webhook, db);
    await db.webhook.update({
      where: { id },
      data: { ...patch, version: webhook.version + 1, updatedAt: action.environment.clock() },
    });
    return id;
  });
}

/** Writes in a transaction, with a record of who did what to which webhook. */
async function changing(action: WebhookAction, write: (db: Queryable) => Promise<string>): Promise<string> {
  const { name, actor, environment } = action;
  const { organizationId, personId } = actor;
  const { audit, caller, database, webhooks } = environment;
  const id = await inTransaction(database, organizationId, async (db) => {
    const written = await write(db);
    const about = `${name} ${written}`;
    await audit.record({ kind: 'WEBHOOK_CHANGED', organizationId, personId, caller, about }, db);
    return written;
  });
  webhooks.changed();
  return id;
}

const tooMany = () =>
  ruleViolation({
    rule: 'at-most-20-webhooks',
    source: 'Uplift: each webhook is sent every event by itself',
    message: `Your organization has ${MOST_WEBHOOKS} webhooks, the most that is allowed.`,
    missing: ['a webhook that you delete'],
  });
