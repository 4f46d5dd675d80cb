import { encodeGlobalId } from '../../src/ids.js';
import type { App } from '../../src/server/app.js';
import { newKeys } from '../../src/webhooks/signatures.js';

/** Puts a webhook straight into the database, disabled, with a delivery. */
export async function putWebhook({ services }: App, of: { readonly organizationId: string; readonly ownerId: string }) {
  const { prisma } = services.database;
  const now = services.clock();
  const { organizationId } = of;
  const { position, epoch } = await prisma.eventLog.findUniqueOrThrow({ where: { organizationId } });
  const place = { position, epoch, disabledAt: now, disabledFor: 'DISABLED' } as const;
  const { id: webhookId } = await prisma.webhook.create({
    data: {
      ...of,
      ...newKeys(),
      ...place,
      name: 'An endpoint',
      url: 'https://example.org/',
      createdAt: now,
      updatedAt: now,
    },
  });
  const sent = { messageId: 'test_1', type: 'WebhookTested', state: 'DELIVERED', attempts: 1, duration: 10 } as const;
  const delivery = await prisma.webhookDelivery.create({
    data: { organizationId, webhookId, ...sent, firstAt: now, lastAt: now, status: 200 },
  });
  return {
    id: webhookId,
    globalId: encodeGlobalId('Webhook', webhookId),
    delivery: { id: delivery.id, globalId: encodeGlobalId('WebhookDelivery', delivery.id) },
  };
}
