import { beforeAll, expect, it } from 'vitest';
import { deleteRange, findArchiveRange } from '../../src/log/archive.js';
import { decodeGlobalId, encodeGlobalId } from '../../src/ids.js';
import { createStage } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { ask, subscribeWs } from '../support/clients.js';
import { useApp } from '../support/use-app.js';

interface EventNode {
  readonly __typename: string;
  readonly id: string;
  readonly position: number;
}

let own: Stage;
let foreign: Stage;
const app = useApp();
beforeAll(async () => {
  [own, foreign] = [await createStage(app), await createStage(app)];
});

const SELECTION = '__typename id ... on Event { position }';

async function newest({ bearer }: Stage): Promise<EventNode[]> {
  const { data } = await ask(
    app.url,
    `{ viewer { organization { events(last: 20) { nodes { ${SELECTION} } } } } }`,
    {},
    bearer,
  );
  return data?.['viewer'].organization.events.nodes as EventNode[];
}

async function load(id: string): Promise<EventNode | null> {
  const { data, errors } = await ask(
    app.url,
    `query ($id: ID!) { node(id: $id) { ${SELECTION} } }`,
    { id },
    own.bearer,
  );
  expect(errors).toBeUndefined();
  return data?.['node'] as EventNode | null;
}

it('every event is found by its id, in its own organization', async () => {
  const events = await newest(own);
  expect(new Set(events.map(({ __typename }) => __typename)).size).toBeGreaterThan(3);
  for (const event of events) expect(await load(event.id)).toEqual(event);
  for (const { id } of await newest(foreign)) expect(await load(id)).toBeNull();
});

it('an id that no event has, or that says another type, finds nothing', async () => {
  const [event] = await newest(own);
  const { id = '' } = decodeGlobalId(event?.id ?? '') ?? {};
  const { id: organizationId } = own.organization;
  for (const none of [`${organizationId}:900000000`, `${organizationId}:0`, `${organizationId}:9999999999`, 'x:1', id])
    expect(await load(encodeGlobalId('PlanDrafted', none)), none).toBeNull();
});

it('a Reset has an id that no event has, and that finds nothing', async () => {
  const subscription = `subscription { events(after: "${foreign.beginning}") { ${SELECTION} } }`;
  const feed = subscribeWs(app.url, subscription, {}, own.bearer);
  const reset = (await feed.next()).data?.['events'] as EventNode;
  await feed.stop();
  const events = await newest(own);
  expect(reset.__typename).toBe('Reset');
  expect(reset.position).toBe(events.at(-1)?.position);
  expect(events.map(({ id }) => id)).not.toContain(reset.id);
  expect(await load(reset.id)).toBeNull();
});

it('an archived event is not there any more', async () => {
  const { prisma } = app.services.database;
  const [oldest] = await newest(own);
  const range = await findArchiveRange(prisma, own.organization.slug, new Date(Date.now() + 86_400_000));
  if (!range || !oldest) throw new Error('There is nothing to archive.');
  await deleteRange(prisma, range, () => undefined);
  expect(await load(oldest.id)).toBeNull();
});
