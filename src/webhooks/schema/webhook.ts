import { includesRole } from '../../auth/permissions.js';
import { WebhookDeliveryState, WebhookMode, WebhookStop } from '../../generated/prisma/enums.js';
import { encodeGlobalId } from '../../ids.js';
import type { EventFilter } from '../../log/event-filter.js';
import { readHead } from '../../log/event-log.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { eventTypes } from '../../schema/event.js';
import { forbidden } from '../../schema/faults.js';
import { anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { NO_RECORD, recordKey } from '../../schema/record-key.js';
import { viewerDependent } from '../../schema/sharing.js';
import { publicKeyText } from '../signatures.js';

const WebhookModeEnum = builder.enumType(WebhookMode, {
  name: 'WebhookMode',
  description: 'How a webhook goes on after a message that its endpoint did not take.',
  values: {
    ORDERED: {
      description: 'It waits: nothing else is sent until the endpoint has taken it, so events arrive in order.',
    },
    PARK_FAILED: {
      description: 'It parks the message, which is retried by itself, and sends the next ones meanwhile.',
    },
  },
});

const WebhookStopEnum = builder.enumType(WebhookStop, {
  name: 'WebhookStop',
  description: 'Why a webhook is disabled.',
  values: {
    DISABLED: { description: 'An administrator disabled it.' },
    GONE: { description: 'Its endpoint answered 410 Gone.' },
    FAILING: { description: 'Its endpoint did not take a message for three days.' },
    OWNER_LEFT: { description: 'Its owner left the organization.' },
  },
});

const WebhookDeliveryStateEnum = builder.enumType(WebhookDeliveryState, {
  name: 'WebhookDeliveryState',
  description: 'What has become of a message to an endpoint.',
  values: {
    DELIVERED: { description: 'The endpoint took it: it answered with a status from 200 to 299.' },
    RETRYING: { description: 'The endpoint has not taken it yet; it is retried.' },
    FAILED: { description: 'It was given up: a dead letter, which `retryWebhookDelivery` sends again.' },
  },
});

function isAdministrator(context: Context): boolean {
  return includesRole(context.reader().role, 'ADMINISTRATOR');
}

/** The condition for what administrators alone read. */
const administratorsKey = (id: string, context: Context) =>
  recordKey(isAdministrator(context) ? id : NO_RECORD, context);

const headOf = batchLoader<string, number>((organizationIds, { database }) =>
  Promise.all(organizationIds.map(async (id) => (await readHead(database.prisma, id))?.position ?? 0)),
);

const idsOf = (typename: string, ids: readonly string[] | undefined) =>
  ids?.map((id) => encodeGlobalId(typename, id)) ?? null;

const WebhookEventFilter = builder
  .objectRef<EventFilter>('WebhookEventFilter')
  .implement({
    description: 'Which events a webhook is sent. Conditions are ANDed; null does not narrow it.',
    fields: (t) => ({
      types: t.field({
        type: [eventTypes],
        nullable: true,
        description: 'Of any of these types.',
        resolve: ({ types }) => types?.filter((type) => Object.values(eventTypes).includes(type)) ?? null,
      }),
      actorIds: t.idList({
        nullable: true,
        description: 'Caused by any of these people.',
        resolve: ({ actorIds }) => idsOf('Person', actorIds),
      }),
      improvementIds: t.idList({
        nullable: true,
        description: 'Of any of these improvements.',
        resolve: ({ improvementIds }) => idsOf('Improvement', improvementIds),
      }),
      planIds: t.idList({
        nullable: true,
        description: 'Under any of these plans.',
        resolve: ({ planIds }) => idsOf('DeploymentPlan', planIds),
      }),
      unitIds: t.idList({
        nullable: true,
        description: 'In any of these units.',
        resolve: ({ unitIds }) => idsOf('Unit', unitIds),
      }),
      deploymentIds: t.idList({
        nullable: true,
        description: 'Of any of these deployments.',
        resolve: ({ deploymentIds }) => idsOf('Deployment', deploymentIds),
      }),
    }),
  });

/** A webhook, in the graph. */
export const Webhook = builder.prismaNode('Webhook', {
  id: { field: 'id', description: 'Opaque id.' },
  description:
    'An endpoint to which events are sent as they are committed, by Standard Webhooks and CloudEvents. Administrators only.',
  findUnique: administratorsKey,
  nullable: true,
  extensions: viewerDependent,
  fields: (t) => ({
    name: t.exposeString('name'),
    url: t.exposeString('url'),
    owner: t.relation('owner'),
    filter: t.field({
      type: WebhookEventFilter,
      description: 'Which events are sent.',
      select: { filter: true },
      resolve: ({ filter }) => filter as EventFilter,
    }),
    mode: t.expose('mode', { type: WebhookModeEnum }),
    document: t.exposeString('document', { nullable: true }),
    publicKey: t.string({
      nullable: true,
      description:
        'The key that verifies `v1a` signatures (Ed25519): `whpk_` and 32 bytes in base64. Null where the server lacks the key that encrypts it.',
      select: { signingKey: true, organizationId: true },
      resolve: (stored, _, { services }) => {
        const signingKey = services.webhooks.keys.signingKeyOf(stored);
        return signingKey && publicKeyText(signingKey);
      },
    }),
    enabled: t.boolean({
      description: 'Whether events are sent.',
      select: { disabledAt: true },
      resolve: ({ disabledAt }) => disabledAt === null,
    }),
    disabledAt: t.expose('disabledAt', { type: 'DateTime', nullable: true }),
    disabledFor: t.expose('disabledFor', { type: WebhookStopEnum, nullable: true }),
    position: t.exposeInt('position'),
    behind: t.int({
      description: 'How many events of the log come after its position; those that are passed over count until then.',
      select: { organizationId: true, position: true },
      resolve: async ({ organizationId, position }, _args, context) =>
        Math.max((await headOf(context).load(organizationId)) - position, 0),
    }),
    resets: t.exposeInt('resets'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

/** A message of a webhook, in the graph. */
export const WebhookDelivery = builder.prismaNode('WebhookDelivery', {
  id: { field: 'id', description: 'Opaque id.' },
  description: 'A message to the endpoint of a webhook, and what has become of it. Kept for 30 days.',
  findUnique: administratorsKey,
  nullable: true,
  extensions: viewerDependent,
  fields: (t) => ({
    webhook: t.relation('webhook'),
    messageId: t.exposeString('messageId'),
    type: t.exposeString('type'),
    position: t.exposeInt('position', { nullable: true }),
    state: t.expose('state', { type: WebhookDeliveryStateEnum }),
    attempts: t.exposeInt('attempts'),
    firstAt: t.expose('firstAt', { type: 'DateTime' }),
    lastAt: t.expose('lastAt', { type: 'DateTime' }),
    nextAt: t.expose('nextAt', { type: 'DateTime', nullable: true }),
    status: t.exposeInt('status', { nullable: true }),
    duration: t.exposeInt('duration'),
    answer: t.exposeString('answer', { nullable: true }),
    error: t.exposeString('error', { nullable: true }),
  }),
});

const WebhookFilter = builder.inputType('WebhookFilter', {
  description: 'Filters webhooks. Conditions are ANDed.',
  fields: (t) => ({ enabled: t.boolean({ description: 'Enabled (true) or disabled (false).' }) }),
});

const webhooks = new NodeList({
  type: Webhook,
  filter: WebhookFilter,
  where: ({ enabled }, organizationId, context) => {
    if (!isAdministrator(context)) throw forbidden('Only administrators read webhooks.');
    return { organizationId, ...(typeof enabled === 'boolean' ? { disabledAt: enabled ? null : { not: null } } : {}) };
  },
  orders: {
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were created.' },
    NAME: { by: (direction) => ({ name: direction }), description: 'By name.' },
  },
  order: ['NAME', 'asc'],
});

builder.queryField('webhooks', (t) =>
  webhooks.root(t, 'The endpoints to which the events of your organization are sent. Administrators only.'),
);

const WebhookDeliveryFilter = builder.inputType('WebhookDeliveryFilter', {
  description: 'Filters deliveries. Conditions are ANDed.',
  fields: (t) => ({ states: t.field({ type: [WebhookDeliveryStateEnum], description: 'In any of these states.' }) }),
});

const deliveries = new NodeList({
  type: WebhookDelivery,
  filter: WebhookDeliveryFilter,
  where: ({ states }, organizationId) => ({ organizationId, state: anyOf(states) }),
  orders: { LAST_AT: { by: (direction) => ({ lastAt: direction }), description: 'By when they were last sent.' } },
  order: ['LAST_AT', 'desc'],
});

builder.prismaObjectField(Webhook, 'deliveries', (t) =>
  deliveries.below(t, 'deliveries', 'The messages of the last 30 days, and what has become of each.'),
);
