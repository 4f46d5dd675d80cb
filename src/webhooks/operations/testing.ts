import { randomUUID } from 'node:crypto';
import { SealingError } from '../../sealing.js';
import { notFound, ruleViolation } from '../../user-error.js';
import { CONTENT_TYPE, messageOf } from '../message.js';
import { isTaken, openEndpoint } from '../post.js';
import { signedHeaders } from '../signatures.js';
import type { WebhookKeys } from '../signatures.js';
import type { StoredKeys } from '../stored-keys.js';
import { demandAdministrator } from './webhook.js';
import type { WebhookAction } from './webhook.js';

/** Sends a message that is about no event, once, also where the webhook is disabled. Returns the id of its delivery. */
export async function testWebhook(action: WebhookAction, id: string): Promise<string> {
  demandAdministrator(action);
  const { environment, actor } = action;
  const { organizationId } = actor;
  const { prisma } = environment.database;
  const webhook = await prisma.webhook.findUnique({
    where: { id, organizationId },
    include: { organization: { select: { slug: true } } },
  });
  if (!webhook) throw notFound('Webhook');
  const at = environment.clock();
  const message = messageOf({
    id: `test_${randomUUID()}`,
    type: 'WebhookTested',
    position: null,
    organization: webhook.organization.slug,
    at,
    data: { name: webhook.name },
  });
  const headers = {
    'content-type': CONTENT_TYPE,
    ...signedHeaders(keysOf(action, webhook), { id: message.id, at }, message.body),
  };
  const endpoint = openEndpoint(environment.webhooks.networks);
  try {
    const attempt = await endpoint.post({ url: webhook.url, headers, body: message.body });
    const { status, answer, error, duration } = attempt;
    const delivery = await prisma.webhookDelivery.create({
      data: {
        organizationId,
        webhookId: id,
        messageId: message.id,
        type: message.type,
        state: isTaken(attempt) ? 'DELIVERED' : 'FAILED',
        attempts: 1,
        firstAt: at,
        lastAt: at,
        status,
        answer,
        error,
        duration,
      },
      select: { id: true },
    });
    return delivery.id;
  } finally {
    endpoint.close();
  }
}

/** The keys of a webhook; refuses where no key of this server opens them. */
function keysOf({ environment }: WebhookAction, webhook: StoredKeys): WebhookKeys {
  try {
    return environment.webhooks.keys.open(webhook);
  } catch (error) {
    if (!(error instanceof SealingError)) throw error;
    throw ruleViolation({
      rule: 'webhook-secret-can-be-opened',
      source: 'Uplift: secrets are sealed in the database',
      message: 'The secret of the webhook is sealed by a key that this server does not have.',
      missing: ['that key in SEALING_KEYS, or a new secret (rotateWebhookSecret)'],
    });
  }
}
