import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { dayOf } from '../../src/clock.js';
import { progressOf } from '../../src/deployments/progress.js';
import { recordProgress } from '../../src/deployments/operations/reporting.js';
import { rescheduleDeployment } from '../../src/deployments/operations/planning.js';
import { reviseImprovement } from '../../src/improvements/operations/improvement.js';
import { encodeGlobalId } from '../../src/ids.js';
import { readHead } from '../../src/log/event-log.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Delivery } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { cursorAt, expectedOf, flawsOf, readWholeLog } from './history.js';
import { createRandom } from './random.js';
import { change, createStage, write } from './stage.js';
import type { Stage } from './stage.js';
import { note, transports, until, watch } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const PROGRESS = `subscription Progress($improvementId: ID, $unitIds: [ID!]) {
  deploymentProgress(improvementId: $improvementId, unitIds: $unitIds) {
    position cursor percent total late
    states { state count }
    latest { __typename position deployment { id } }
    improvement { id }
    deployments { nodes { id } }
  }
}`;

const TRANSPORTS = ['WebSocket', 'SSE'] as const;

interface Progress {
  readonly position: number;
  readonly cursor: string;
  readonly percent: number | null;
  readonly total: number;
  readonly late: number;
  readonly states: readonly { readonly state: string; readonly count: number }[];
  readonly latest: { readonly __typename: string; readonly position: number } | null;
  readonly improvement: { readonly id: string } | null;
  readonly deployments: { readonly nodes: readonly { readonly id: string }[] };
}

function stateOf(delivery: Delivery): Progress {
  if (!delivery.data) throw new Error(`No state: ${JSON.stringify(delivery)}`);
  return delivery.data['deploymentProgress'] as Progress;
}

describeWithServices('the progress of deployments', ({ postgresUrl }) => {
  const random = createRandom('progress');
  let databaseUrl: string;
  let a: TestApp;
  let b: TestApp;
  let stage: Stage;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    a = await startApp({ databaseUrl });
    b = await startApp({ databaseUrl });
  });
  beforeEach(async () => {
    stage = await createStage(a, 4);
  });
  afterAll(async () => {
    await Promise.all([a.stop(), b.stop()]);
    await dropDatabase(databaseUrl);
  });

  /** How deployments stand by the database, worked out here. */
  const standing = async (where: { improvementId?: string; unitId?: string }) => {
    const { prisma } = a.services.database;
    const rows = await prisma.deployment.findMany({ where: { organizationId: stage.organization.id, ...where } });
    const states = new Map<string, { count: number; percentSum: number }>();
    for (const { state, percent } of rows) {
      const { count, percentSum } = states.get(state) ?? { count: 0, percentSum: 0 };
      states.set(state, { count: count + 1, percentSum: percentSum + percent });
    }
    const open = ['PLANNED', 'PREPARING', 'IN_PROGRESS', 'BLOCKED', 'DEFERRED'];
    return {
      total: rows.length,
      late: rows.filter(({ state, plannedEnd }) => open.includes(state) && plannedEnd < dayOf(new Date())).length,
      percent: progressOf([...states].map(([state, sums]) => ({ state: state as never, ...sums }))),
      states: [...states]
        .map(([state, { count }]) => ({ state, count }))
        .sort((x, y) => x.state.localeCompare(y.state)),
    };
  };
  const shown = ({ total, late, percent, states }: Progress) => ({
    total,
    late,
    percent,
    states: [...states].sort((x, y) => x.state.localeCompare(y.state)),
  });
  const head = async () => (await readHead(a.services.database.prisma, stage.organization.id))?.position ?? 0;

  test.each(TRANSPORTS)('is delivered at once, and again after each change, over %s', async (transport) => {
    const [lane] = stage.lanes;
    if (!lane) throw new Error('There is a lane.');
    const subscription = transports[transport](
      b.url,
      PROGRESS,
      { improvementId: lane.improvement.globalId },
      stage.bearer,
    );
    const first = await subscription.next();
    const position = await head();
    const cursor = cursorAt(await readWholeLog(a.services.database, stage.organization.id), position);
    expect(first.extensions).toEqual({ position, cursor });
    expect(stateOf(first)).toEqual({
      position,
      cursor,
      percent: 0,
      total: 2,
      late: 0,
      states: [{ state: 'PLANNED', count: 2 }],
      latest: null,
      improvement: { id: lane.improvement.globalId },
      deployments: {
        nodes: expect.arrayContaining([
          { id: lane.ledDeployment.globalId },
          { id: lane.otherDeployment.globalId },
        ]) as unknown,
      },
    });

    const { services } = a;
    const reported = await change(services, stage.lead, recordProgress, 'deploymentId', lane.ledDeployment, {
      percent: 30,
    });
    expect(stateOf(await subscription.next())).toMatchObject({
      position: reported,
      percent: 15,
      latest: { __typename: 'ProgressRecorded', position: reported, deployment: { id: lane.ledDeployment.globalId } },
    });

    // What changes no deployment of the improvement tells nothing.
    const other = stage.lanes[1]?.ledDeployment;
    if (!other) throw new Error('There is another lane.');
    await change(services, stage.lead, recordProgress, 'deploymentId', other, { percent: 90 });
    await change(services, stage.lead, reviseImprovement, 'improvementId', lane.improvement, { note: 'words' });
    const dates = { plannedStart: new Date('2020-01-01'), plannedEnd: new Date('2020-02-01') };
    const late = await change(services, stage.lead, rescheduleDeployment, 'deploymentId', lane.otherDeployment, dates);
    const state = stateOf(await subscription.next());
    expect(state).toMatchObject({ position: late, percent: 15, late: 1, latest: { position: late } });
    expect(subscription.queued).toEqual([]);
    await subscription.stop();
  });

  test('never goes back in time under a burst of writes, and ends as the database does', async () => {
    const { ledUnit, otherUnit } = stage.organization;
    const [lane] = stage.lanes;
    if (!lane) throw new Error('There is a lane.');
    const views = [
      { variables: {}, where: {} },
      { variables: { improvementId: lane.improvement.globalId }, where: { improvementId: lane.improvement.id } },
      { variables: { unitIds: [ledUnit.globalId] }, where: { unitId: ledUnit.id } },
      {
        variables: { unitIds: [otherUnit.globalId], improvementId: lane.improvement.globalId },
        where: { unitId: otherUnit.id, improvementId: lane.improvement.id },
      },
    ];
    const watching = [a, b].flatMap(({ url }) =>
      TRANSPORTS.flatMap((transport) =>
        views.map(({ variables, where }) => ({
          where,
          view: `${transport} ${JSON.stringify(where)}`,
          subscriber: note(transports[transport](url, PROGRESS, variables, stage.bearer)),
        })),
      ),
    );
    await Promise.all(stage.lanes.map((each, index) => write((index % 2 ? a : b).services, stage, each, random, 40)));
    const log = await readWholeLog(a.services.database, stage.organization.id);
    for (const { where, view, subscriber } of watching) {
      const mine = log.events.filter(
        ({ deploymentId, improvementId, unitId }) =>
          deploymentId !== null &&
          (!where.improvementId || improvementId === where.improvementId) &&
          (!where.unitId || unitId === where.unitId),
      );
      await subscriber.reach(mine.at(-1)?.position ?? 0);
      await sleep(20);
      const states = subscriber.received.map(stateOf);
      const positions = states.map(({ position }) => position);
      expect(positions, view).toEqual([...new Set(positions)].sort((x, y) => x - y));
      const last = states.at(-1);
      expect(last && shown(last), view).toEqual(await standing(where));
      for (const { latest, position } of states.slice(1)) {
        expect(latest?.position, view).toBe(mine.findLast((event) => event.position <= position)?.position);
      }
      await subscriber.stop();
    }
  });

  test('has a cursor from which the log goes on: nothing falls between state and events', async () => {
    const [lane] = stage.lanes;
    if (!lane) throw new Error('There is a lane.');
    const writing = write(a.services, stage, lane, random, 40);
    await sleep(50);
    const subscription = transports.WebSocket(b.url, PROGRESS, {}, stage.bearer);
    const { position, cursor } = stateOf(await subscription.next());
    await subscription.stop();
    const events = watch('SSE', a.url, stage.bearer, { after: cursor });
    await writing;
    const log = await readWholeLog(a.services.database, stage.organization.id);
    await events.reach(log.events.length);
    expect(
      flawsOf(
        events.received,
        expectedOf(log, (event) => event.position > position),
      ),
    ).toEqual([]);
    await events.stop();
  });

  test("shows nothing of another organization: its improvements and units look like ones that don't exist", async () => {
    const other = await createStage(b, 1);
    const nobody = '11111111-2222-3333-4444-555555555555';
    const [mine] = stage.lanes;
    const [theirs] = other.lanes;
    if (!mine || !theirs) throw new Error('There are lanes.');
    const strange = [
      { improvementId: theirs.improvement.globalId },
      { unitIds: [other.organization.ledUnit.globalId] },
      { improvementId: encodeGlobalId('Improvement', nobody) },
      { unitIds: [encodeGlobalId('Unit', nobody)] },
    ];
    const subscribers = strange.map((variables) =>
      note(transports.WebSocket(a.url, PROGRESS, variables, stage.bearer)),
    );
    const own = note(transports.WebSocket(a.url, PROGRESS, {}, stage.bearer));
    const all = [own, ...subscribers];
    await until(() => all.every(({ received }) => received.length === 1), 'a state each');
    await change(b.services, other.lead, recordProgress, 'deploymentId', theirs.ledDeployment, { percent: 40 });
    const last = await change(a.services, stage.lead, recordProgress, 'deploymentId', mine.ledDeployment, {
      percent: 20,
    });
    await own.reach(last);
    await sleep(300);
    const empty = {
      percent: null,
      total: 0,
      late: 0,
      states: [],
      latest: null,
      improvement: null,
      deployments: { nodes: [] },
    };
    for (const { received } of subscribers) {
      expect(received.map(stateOf)).toEqual([
        { ...empty, position: expect.any(Number) as unknown, cursor: expect.any(String) as unknown },
      ]);
    }
    expect(own.received.map(stateOf).map(({ total }) => total)).toEqual([10, 10]);
    await Promise.all(all.map((subscriber) => subscriber.stop()));
  });

  test.each([
    ['of nothing', { improvementId: '' }],
    ['of another type', { improvementId: encodeGlobalId('Unit', '11111111-2222-3333-4444-555555555555') }],
    ['that is no UUID', { unitIds: [encodeGlobalId('Unit', 'x')] }],
  ])('is refused for an id %s', async (_name, variables) => {
    const subscription = transports.SSE(a.url, PROGRESS, variables, stage.bearer);
    const { errors } = await subscription.next();
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })]);
    await subscription.stop();
  });
});
