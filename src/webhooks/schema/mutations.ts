import { z } from 'zod';
import type { Actor } from '../../auth/actor.js';
import {
  clearable,
  enumOf,
  id,
  ids,
  integer,
  line,
  link,
  list,
  object,
  optional,
  text,
} from '../../commands/fields.js';
import { WebhookMode } from '../../generated/prisma/enums.js';
import { encodeGlobalId } from '../../ids.js';
import type { EventFilter } from '../../log/event-filter.js';
import { accessMutation } from '../../schema/access-mutation.js';
import type { PayloadBuilder } from '../../schema/access-mutation.js';
import type { Context } from '../../schema/context.js';
import { recordKey } from '../../schema/record-key.js';
import { testWebhook } from '../operations/testing.js';
import {
  createWebhook,
  deleteWebhook,
  disableWebhook,
  enableWebhook,
  MOST_WEBHOOKS,
  OVERLAP,
  replayWebhook,
  retryWebhookDelivery,
  reviseWebhook,
  rotateWebhookSecret,
} from '../operations/webhook.js';
import type { WebhookAction, WithSecret } from '../operations/webhook.js';
import { Webhook, WebhookDelivery } from './webhook.js';

const WHO = 'This is not an event of the log. Administrators, but not with an API token.';

/** Most values of a condition. */
const MOST = 500;

const filter = object('WebhookEventFilterInput', 'Which events a webhook is sent. Conditions are ANDed.', {
  types: optional(list(z.string().meta({ graphType: 'EventType' }), MOST, 'Of any of these types.').min(1)),
  actorIds: optional(ids('Person', MOST, 'Caused by any of these people.').min(1)),
  improvementIds: optional(ids('Improvement', MOST, 'Of any of these improvements.').min(1)),
  planIds: optional(ids('DeploymentPlan', MOST, 'Under any of these plans.').min(1)),
  unitIds: optional(ids('Unit', MOST, 'In any of these units.').min(1)),
  deploymentIds: optional(ids('Deployment', MOST, 'Of any of these deployments.').min(1)),
});

const fields = {
  name: line('What it is for.'),
  url: link(
    'Address of the endpoint. It must begin with `https://` and must not lead to a private address, unless the operators of the server allow that.',
  ),
  document: text(
    'Subscription to `events`, without arguments and variables, by which messages are made: `data` of a message is its result for an event, with the permissions of the owner. Without it, the event with its changes.',
  ),
  mode: enumOf(WebhookMode, 'WebhookMode', 'How it goes on after a message that its endpoint did not take.'),
};

const webhookId = id('Webhook', 'The webhook.');

/** The filter of the log that an input stands for. */
function filterOf(input: z.output<typeof filter> | null): EventFilter {
  return Object.fromEntries(Object.entries(input ?? {}).filter(([, values]) => values !== null));
}

function actionOf({ services, caller }: Context, actor: Actor, name: string): WebhookAction {
  return { environment: { ...services, caller }, actor, name };
}

const webhookField = <Answer extends { readonly id: string }>(t: PayloadBuilder<Answer>) =>
  t.prismaField({
    type: Webhook,
    description: 'The webhook as it is now.',
    resolve: (query, answer, _args, context) =>
      context.services.database.prisma.webhook.findUniqueOrThrow({ ...query, where: recordKey(answer.id, context) }),
  });

const changed = (t: PayloadBuilder<{ id: string }>) => ({ webhook: webhookField(t) });

const withSecret = (t: PayloadBuilder<WithSecret>) => ({
  secret: t.exposeString('secret', {
    description:
      'What its receiver verifies `v1` signatures with: `whsec_` and 32 bytes in base64. Keep it: it is not shown again.',
  }),
  webhook: webhookField(t),
});

const deliveryField = (t: PayloadBuilder<{ id: string }>) => ({
  delivery: t.prismaField({
    type: WebhookDelivery,
    description: 'The message, and what has become of it.',
    resolve: (query, answer, _args, context) =>
      context.services.database.prisma.webhookDelivery.findUniqueOrThrow({
        ...query,
        where: recordKey(answer.id, context),
      }),
  }),
});

accessMutation({
  name: 'createWebhook',
  description:
    `Creates a webhook: events are sent to its endpoint from now on, as they are committed. An organization has ${MOST_WEBHOOKS} at most. ` +
    WHO,
  input: { ...fields, mode: optional(fields.mode), document: optional(fields.document), filter: optional(filter) },
  refusals: ['RuleViolationError'],
  payload: withSecret,
  perform: (context, actor, { name, url, mode, document, filter: wanted }) =>
    createWebhook(actionOf(context, actor, 'createWebhook'), {
      name,
      url,
      mode: mode ?? 'ORDERED',
      document,
      filter: filterOf(wanted),
    }),
});

accessMutation({
  name: 'reviseWebhook',
  description: `Changes a webhook; omitted fields stay as they are. A new filter counts for the events that were not sent yet. ${WHO}`,
  input: {
    webhookId,
    name: optional(fields.name),
    url: optional(fields.url),
    mode: optional(fields.mode),
    document: clearable(fields.document),
    filter: optional(filter),
  },
  payload: changed,
  async perform(context, actor, { webhookId: of, filter: wanted, ...rest }) {
    const filterPatch = wanted === null ? null : filterOf(wanted);
    await reviseWebhook(actionOf(context, actor, 'reviseWebhook'), of, { ...rest, filter: filterPatch });
    return { id: of };
  },
});

accessMutation({
  name: 'rotateWebhookSecret',
  description: `Replaces the secret and the key pair of a webhook; for a while, its messages are signed with both. ${WHO}`,
  input: {
    webhookId,
    overlapMinutes: optional(
      integer(0, OVERLAP.most, `For how many minutes the old ones sign as well. Default: ${OVERLAP.usual}.`),
    ),
  },
  payload: withSecret,
  perform: (context, actor, { webhookId: of, overlapMinutes }) =>
    rotateWebhookSecret(actionOf(context, actor, 'rotateWebhookSecret'), of, overlapMinutes ?? OVERLAP.usual),
});

accessMutation({
  name: 'enableWebhook',
  description: `Enables a webhook: it goes on where it was, with what happened meanwhile. Who enables it becomes its owner. ${WHO}`,
  input: { webhookId },
  payload: changed,
  async perform(context, actor, { webhookId: of }) {
    await enableWebhook(actionOf(context, actor, 'enableWebhook'), of);
    return { id: of };
  },
});

accessMutation({
  name: 'disableWebhook',
  description: `Disables a webhook: nothing is sent until it is enabled again. ${WHO}`,
  input: { webhookId },
  payload: changed,
  async perform(context, actor, { webhookId: of }) {
    await disableWebhook(actionOf(context, actor, 'disableWebhook'), of);
    return { id: of };
  },
});

accessMutation({
  name: 'deleteWebhook',
  description: `Deletes a webhook and the list of its deliveries. ${WHO}`,
  input: { webhookId },
  payload: (t: PayloadBuilder<{ webhookId: string }>) => ({
    webhookId: t.exposeID('webhookId', { description: 'The webhook that is gone.' }),
  }),
  async perform(context, actor, { webhookId: of }) {
    await deleteWebhook(actionOf(context, actor, 'deleteWebhook'), of);
    return { webhookId: encodeGlobalId('Webhook', of) };
  },
});

accessMutation({
  name: 'testWebhook',
  refusals: ['RuleViolationError'],
  description: `Sends a signed test message of the type \`uplift.WebhookTested\`, once, and returns what came of it; also where the webhook is disabled. ${WHO}`,
  input: { webhookId },
  payload: deliveryField,
  perform: async (context, actor, { webhookId: of }) => ({
    id: await testWebhook(actionOf(context, actor, 'testWebhook'), of),
  }),
});

accessMutation({
  name: 'replayWebhook',
  description: `Sends the events from a position on again, with the ids that they had, and goes on from there. ${WHO}`,
  input: { webhookId, from: integer(1, 2_147_483_647, 'Position of the first event to send again.') },
  payload: changed,
  async perform(context, actor, { webhookId: of, from }) {
    await replayWebhook(actionOf(context, actor, 'replayWebhook'), of, from);
    return { id: of };
  },
});

accessMutation({
  name: 'retryWebhookDelivery',
  description: `Sends a message again, at once, whatever has become of it; tests are not sent again. A disabled webhook sends it once it is enabled. ${WHO}`,
  input: { deliveryId: id('WebhookDelivery', 'The delivery.') },
  payload: deliveryField,
  async perform(context, actor, { deliveryId }) {
    await retryWebhookDelivery(actionOf(context, actor, 'retryWebhookDelivery'), deliveryId);
    return { id: deliveryId };
  },
});
