import { randomUUID } from 'node:crypto';
import { act } from '../commands/act.js';
import { ask } from '../support/clients.js';
import type { TestApp, TestOrganization } from '../support/app.js';

/** The mutations of webhooks: they change no record of the log, and are no commands. */
export const webhookMutations = [
  'createWebhook',
  'reviseWebhook',
  'rotateWebhookSecret',
  'enableWebhook',
  'disableWebhook',
  'deleteWebhook',
  'testWebhook',
  'replayWebhook',
  'retryWebhookDelivery',
] as const;

/** What is read of a webhook. */
const WEBHOOK = `id name url mode document enabled disabledFor position behind resets publicKey owner { id }
  filter { types actorIds improvementIds planIds unitIds deploymentIds }`;

const DELIVERY = 'id messageId type position state attempts firstAt lastAt nextAt status duration answer error';

/** What is read of the payload of each mutation. */
const PAYLOADS: Readonly<Record<string, string>> = {
  createWebhook: `secret webhook { ${WEBHOOK} }`,
  rotateWebhookSecret: `secret webhook { ${WEBHOOK} }`,
  deleteWebhook: 'webhookId',
  testWebhook: `delivery { ${DELIVERY} }`,
  retryWebhookDelivery: `delivery { ${DELIVERY} }`,
};

// oxlint-disable-next-line typescript/no-explicit-any -- as the answers of the kit have it
type Result = Record<string, any>;

/** Asks, and fails where there are errors. */
export async function read(app: TestApp, query: string, variables: object, bearer: string): Promise<Result> {
  const { data, errors } = await ask(app.url, query, { ...variables }, bearer);
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}

/** Does a mutation of webhooks; its payload, or the refusal. */
export async function manage(app: TestApp, name: string, input: object, bearer: string): Promise<Result> {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const document = `mutation ($input: ${type}Input!) { result: ${name}(input: $input) { __typename
    ... on UserError { message } ... on InvalidInputError { issues { path message } } ... on NotFoundError { recordType }
    ... on ForbiddenError { requires } ... on ${type}Payload { ${PAYLOADS[name] ?? `webhook { ${WEBHOOK} }`} } } }`;
  return (await read(app, document, { input }, bearer))['result'];
}

/** An organization's webhooks, as its administrator manages them. */
export function managerOf(app: TestApp, organization: TestOrganization) {
  const { bearer } = organization.people.ADMINISTRATOR;
  return {
    do: (name: string, input: object) => manage(app, name, input, bearer),
    /** Creates a webhook; its id and its secret. */
    async create(url: string, input: object = {}): Promise<{ id: string; secret: string; publicKey: string }> {
      const created = await manage(app, 'createWebhook', { name: 'An endpoint', url, ...input }, bearer);
      if (!created['webhook']) throw new Error(JSON.stringify(created));
      return { ...created['webhook'], secret: created['secret'] };
    },
    async webhook(id: string): Promise<Result> {
      return (await read(app, `query ($id: ID!) { node(id: $id) { ... on Webhook { ${WEBHOOK} } } }`, { id }, bearer))[
        'node'
      ];
    },
    async deliveries(id: string): Promise<Result[]> {
      const query = `query ($id: ID!) { node(id: $id) { ... on Webhook {
        deliveries(first: 100) { nodes { ${DELIVERY} } } } } }`;
      const { node } = await read(app, query, { id }, bearer);
      return node.deliveries.nodes.toSorted((a: Result, b: Result) => (a['position'] ?? 0) - (b['position'] ?? 0));
    },
    /** Causes an event; its position. */
    async cause(name = `Unit ${randomUUID()}`): Promise<number> {
      const done = await act(app.url, 'addUnit', { kind: 'PROJECT', name }, bearer);
      if (typeof done['position'] !== 'number') throw new Error(JSON.stringify(done));
      return done['position'];
    },
  };
}
