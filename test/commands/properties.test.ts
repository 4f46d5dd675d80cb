import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../src/clock.js';
import { findActor } from '../../src/auth/actor.js';
import type { Actor } from '../../src/auth/actor.js';
import { execute } from '../../src/commands/command.js';
import type { Command, CommandEnvironment } from '../../src/commands/command.js';
import type { Outcome } from '../../src/commands/outcome.js';
import { blockDeployment, unblockDeployment } from '../../src/deployments/operations/blocking.js';
import * as planning from '../../src/deployments/operations/planning.js';
import * as reporting from '../../src/deployments/operations/reporting.js';
import { progressOf } from '../../src/deployments/progress.js';
import { deploymentLife } from '../../src/deployments/rules.js';
import type { DeploymentVerb } from '../../src/deployments/rules.js';
import { Prisma } from '../../src/generated/prisma/client.js';
import type { Blocker, Deployment, Event, Improvement } from '../../src/generated/prisma/client.js';
import { closeImprovement } from '../../src/completion/operations/closing.js';
import * as improvements from '../../src/improvements/operations/improvement.js';
import { improvementLife } from '../../src/improvements/rules.js';
import type { ImprovementVerb } from '../../src/improvements/rules.js';
import { momentNow, recordsAsOf } from '../../src/reports/operations/as-of.js';
import { burnUp } from '../../src/reports/operations/burn-up.js';
import { groupByState } from '../../src/reports/operations/matrix.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';

const deploymentCommands: readonly Command[] = [
  planning.rescheduleDeployment,
  planning.replanDeployment,
  reporting.prepareDeployment,
  reporting.recordProgress,
  blockDeployment,
  unblockDeployment,
  reporting.adoptDeployment,
  reporting.confirmDeployment,
  reporting.deferDeployment,
  reporting.resumeDeployment,
  reporting.waiveDeployment,
  reporting.rollBackDeployment,
];
const improvementCommands: readonly Command[] = [
  improvements.reviseImprovement,
  improvements.startImprovementDeployment,
  improvements.holdImprovement,
  improvements.resumeImprovement,
  planning.completeImprovementDeployment,
  closeImprovement as Command,
  improvements.rejectImprovement,
];
const allCommands = [...deploymentCommands, ...improvementCommands, planning.planDeployment as Command];

const CALLERS = ['VIEWER', 'PROJECT_LEAD', 'OTHER_LEAD', 'DEPLOYMENT_LEAD', 'SPONSOR', 'ADMINISTRATOR'] as const;

const someDay = fc.integer({ min: 0, max: 400 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days)));

/** One thing that somebody tries. Fields that its command does not take are left away by its form. */
const attempt = fc.record({
  caller: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...CALLERS) },
    { weight: 3, arbitrary: fc.constantFrom(...CALLERS.slice(3)) },
  ),
  /** Mostly something that could be done as things stand: chance alone hardly ever gets a deployment confirmed. */
  sensible: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  /** Which command: a place in the list of those that come into question. */
  choice: fc.noBias(fc.nat({ max: 1_000 })),
  /** Which deployment, improvement, unit, and blocker of it: a place in the list of those that there are. */
  place: fc.noBias(fc.nat({ max: 11 })),
  stale: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -2, max: 1 }) }),
  twice: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  /** The clock may run backwards: servers do not agree on the time. */
  hours: fc.integer({ min: -20, max: 60 }),
  percent: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 100 }) }, { weight: 1, arbitrary: fc.integer() }),
  adoption: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom({ processVersion: 'Process 2' }, { waiver: 'An old contract.' }) },
    { weight: 1, arbitrary: fc.constantFrom({ processVersion: 'Process 2', waiver: 'Both.' }, {}, { waiver: ' ' }) },
  ),
  plannedStart: someDay,
  plannedEnd: someDay.map((day) => new Date(day.getTime() + 200 * 86_400_000)),
  text: fc.oneof(
    { weight: 9, arbitrary: fc.lorem({ maxCount: 3 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 9, unit: 'binary' }) },
  ),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer Value> ? Value : never;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

/** An organization in which things are tried, one after the other. */
class World {
  now = new Date('2026-06-01T12:00:00.000Z');
  readonly environment: CommandEnvironment = {
    database: app.services.database,
    clock: () => this.now,
    committed: () => undefined,
  };
  private readonly db = app.services.database.prisma;
  /** The records as they were at some positions of the log. */
  private readonly pasts = new Map<number, { deployments: Deployment[]; improvements: Improvement[]; now: Date }>();

  private constructor(
    private readonly organization: TestOrganization,
    private readonly actors: ReadonlyMap<(typeof CALLERS)[number], Actor>,
  ) {}

  /** An improvement that is being deployed in both projects, and one that is selected for the first of them. */
  static async create(): Promise<World> {
    const organization = await createTestOrganization(app);
    const actors = new Map<(typeof CALLERS)[number], Actor>();
    for (const caller of CALLERS) {
      const subject = `${organization.slug}-${caller === 'OTHER_LEAD' ? 'other-lead' : caller}`;
      const actor = await findActor(app.services.database.prisma, subject, organization.slug);
      if (!actor) throw new Error(`There is no ${subject}.`);
      actors.set(caller, actor);
    }
    const world = new World(organization, actors);
    for (const title of ['One', 'Two']) {
      const kinds = { kind: 'PROCESS', scale: 'INCREMENTAL', origin: 'PILOT' };
      const { recordId } = await world.must(improvements.suggestImprovement, {
        title,
        description: title,
        ...kinds,
        practices: [],
      });
      const move = (version: number) => ({ improvementId: recordId, version });
      await world.must(improvements.analyzeImprovement, move(1));
      await world.must(improvements.selectImprovement, move(2));
      if (title === 'One') await world.must(improvements.startImprovementDeployment, move(3));
      for (const unit of title === 'One' ? [organization.ledUnit, organization.otherUnit] : [organization.ledUnit]) {
        const plannedStart = new Date('2026-06-01');
        await world.must(planning.planDeployment, {
          improvementId: recordId,
          unitId: unit.id,
          plannedStart,
          plannedEnd: plannedStart,
        });
      }
    }
    return world;
  }

  private async must(command: Command, input: Record<string, unknown>): Promise<{ recordId: string }> {
    const outcome = await this.execute(command, 'DEPLOYMENT_LEAD', input);
    if (!outcome.done) throw new Error(outcome.refusal.message);
    return outcome;
  }

  private execute(
    command: Command,
    caller: (typeof CALLERS)[number],
    input: Record<string, unknown>,
  ): Promise<Outcome> {
    return execute(command, this.environment, this.actors.get(caller) as Actor, input);
  }

  /** Somebody tries something: it is done with one event, or refused without a trace. */
  async try(tried: Attempt): Promise<void> {
    this.now = new Date(this.now.getTime() + tried.hours * 3_600_000);
    const { caller, place, text, stale, twice, adoption, percent, plannedStart, plannedEnd } = tried;
    const where = { organizationId: this.organization.id };
    const [all, deployments, head] = await Promise.all([
      this.db.improvement.findMany({ where, orderBy: { id: 'asc' } }),
      this.db.deployment.findMany({ where, orderBy: { id: 'asc' }, include: { blockers: { orderBy: { id: 'asc' } } } }),
      this.db.eventLog.findUniqueOrThrow({ where }),
    ]);
    const deployment = at(deployments, place);
    const improvement = all.find(({ id }) => id === deployment.improvementId) as Improvement;
    const sensible = tried.sensible ? sensibleCommands(improvement, deployment) : [];
    const command = at(sensible.length > 0 ? sensible : allCommands, tried.choice);
    const target = deploymentCommands.includes(command) ? deployment : improvement;
    const open = deployment.blockers.filter(({ removedAt }) => removedAt === null);
    const input = {
      ...adoption,
      percent,
      plannedStart,
      plannedEnd,
      note: text,
      reason: text,
      resolution: text,
      description: text,
      improvementId: improvement.id,
      deploymentId: deployment.id,
      unitId: at([this.organization.ledUnit, this.organization.otherUnit], place >> 1).id,
      version: target.version + stale,
      blockerId: (at(tried.sensible ? open : deployment.blockers, place) as Blocker | undefined)?.id ?? randomUUID(),
      ...(twice ? { idempotencyKey: randomUUID() } : {}),
    };
    const outcome = await this.execute(command, caller, input);
    if (twice) expect(await this.execute(command, caller, input)).toEqual(outcome);

    const { position } = await this.db.eventLog.findUniqueOrThrow({ where });
    expect(position).toBe(head.position + (outcome.done ? 1 : 0));
    if (outcome.done) {
      expect(outcome.position).toBe(position);
      if (command !== planning.planDeployment) {
        expect(outcome.recordId).toBe(target.id);
        expect(stale).toBe(0);
      }
    }
    const after = await this.db.deployment.findUniqueOrThrow({
      where: { id: deployment.id },
      include: { blockers: true },
    });
    if (!outcome.done) expect(after.version).toBe(deployment.version);
    expectSound(after);
    if (position % 5 === 0 && !this.pasts.has(position)) await this.remember(position);
  }

  /** Keeps how things are now, to be asked for later. */
  private async remember(position: number): Promise<void> {
    const all = { where: { organizationId: this.organization.id }, orderBy: { id: 'asc' } } as const;
    const [deployments, improvementRows] = await Promise.all([
      this.db.deployment.findMany(all),
      this.db.improvement.findMany(all),
    ]);
    this.pasts.set(position, { deployments, improvements: improvementRows, now: this.now });
  }

  /** What the log says of any moment of the past is what was true then. */
  async expectPastIsKept(): Promise<void> {
    const { id: organizationId } = this.organization;
    const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
    for (const [position, past] of this.pasts) {
      const moment = { organizationId, position };
      const everything = { where: Prisma.sql`TRUE` };
      const deployments = await recordsAsOf(this.db, 'Deployment', moment, everything);
      expect(json(deployments.sort(byId))).toEqual(json(past.deployments));
      const improvementRows = await recordsAsOf(this.db, 'Improvement', moment, everything);
      expect(json(improvementRows.sort(byId))).toEqual(json(past.improvements));
    }
  }

  /** The burn-up of the log tells the state of each deployment at the end of each day, as its events leave it. */
  async expectBurnUpIsTrue(): Promise<void> {
    const { id: organizationId } = this.organization;
    const events = await this.db.event.findMany({
      where: { organizationId, recordType: 'Deployment' },
      orderBy: { position: 'asc' },
    });
    const [first, last] = [events[0], events.at(-1)];
    if (!first || !last) return;
    const days: Date[] = [];
    for (let day = dayOf(first.occurredAt); day <= last.occurredAt; day = new Date(day.getTime() + 86_400_000)) {
      days.push(day);
    }
    const moment = await momentNow(this.db, organizationId, last.occurredAt);
    for (const point of await burnUp(this.db, moment, {}, days)) {
      const states = new Map<string, string>();
      for (const { occurredAt, recordId, after } of events) {
        if (dayOf(occurredAt) <= point.day) states.set(recordId, (after as { state: string }).state);
      }
      const count = (...wanted: string[]) => [...states.values()].filter((state) => wanted.includes(state)).length;
      expect(point).toMatchObject({
        total: states.size,
        adopted: count('ADOPTED', 'CONFIRMED'),
        confirmed: count('CONFIRMED'),
        blocked: count('BLOCKED'),
        leftOut: count('WAIVED', 'ROLLED_BACK'),
      });
    }
    expect((await burnUp(this.db, moment, {}, days)).at(-1)?.progress).toBe(
      progressOf(groupByState(await this.db.deployment.findMany({ where: { organizationId } }))),
    );
  }

  /** The log is dense and runs forward, and the tables are what it tells. */
  async expectLogTellsAll(): Promise<void> {
    const where = { organizationId: this.organization.id };
    const head = await this.db.eventLog.findUniqueOrThrow({ where });
    const events = await this.db.event.findMany({ where, orderBy: { position: 'asc' } });
    expect(events.map(({ position }) => position)).toEqual(
      Array.from({ length: head.position }, (_, index) => index + 1),
    );
    const times = events.map(({ occurredAt }) => occurredAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));

    const deployments = await this.db.deployment.findMany({ where, include: { blockers: true } });
    for (const { blockers, ...row } of deployments) {
      const told = fold(events.filter(({ recordId }) => recordId === row.id));
      expect(told.record).toEqual(json(row));
      expect(told.blockers).toEqual(json(blockers.toSorted((a, b) => (a.id < b.id ? -1 : 1))));
    }
    const all = await this.db.improvement.findMany({ where });
    for (const row of all) {
      expect(fold(events.filter(({ recordId }) => recordId === row.id)).record).toEqual(json(row));
      const states = deployments.flatMap(({ improvementId, state }) => (improvementId === row.id ? [state] : []));
      if (row.state !== 'DEPLOYED' && row.state !== 'CLOSED') continue;
      expect(states.filter((state) => !['CONFIRMED', 'WAIVED', 'ROLLED_BACK'].includes(state))).toEqual([]);
      expect(states.length).toBeGreaterThan(0);
    }
  }
}

/** What leads a deployment on to its end, by a way that chance alone hardly finds. */
const ONWARD: readonly string[] = [
  'blockDeployment',
  'replanDeployment',
  'recordProgress',
  'unblockDeployment',
  'resumeDeployment',
  'adoptDeployment',
  'confirmDeployment',
];

/** What could be done to a deployment or its improvement as they are, and not the end of it all. */
function sensibleCommands(improvement: Improvement, { state }: Deployment): Command[] {
  const doable = deploymentCommands.filter(({ name }) => {
    const { from, improvement: during } = deploymentLife[name as DeploymentVerb];
    return from.includes(state) && during.includes(improvement.state);
  });
  const movable = improvementCommands.filter(
    ({ name }) =>
      name !== 'rejectImprovement' && improvementLife[name as ImprovementVerb]?.from.includes(improvement.state),
  );
  const onward = doable.filter(({ name }) => ONWARD.includes(name));
  return [...doable, ...doable, ...onward, ...onward, ...onward, ...movable];
}

function at<Item>(items: readonly Item[], place: number): Item {
  return items[place % items.length] as Item;
}

/** What holds of every deployment at any time. */
function expectSound(deployment: Deployment & { blockers: Blocker[] }): void {
  const { state, resumeState, percent, adoptedById, confirmedById, processVersion, waiver, actualEnd } = deployment;
  expect(percent).toBeGreaterThanOrEqual(0);
  expect(percent).toBeLessThanOrEqual(100);
  expect(deployment.plannedEnd >= deployment.plannedStart).toBe(true);

  const open = deployment.blockers.filter(({ removedAt }) => removedAt === null).length;
  if (state === 'BLOCKED') expect(open).toBeGreaterThan(0);
  if (open > 0) expect(['BLOCKED', 'DEFERRED', 'WAIVED', 'ROLLED_BACK']).toContain(state);
  for (const { removedAt, resolution } of deployment.blockers) expect(removedAt === null).toBe(resolution === null);
  if (state === 'BLOCKED' || state === 'DEFERRED')
    expect(['PLANNED', 'PREPARING', 'IN_PROGRESS']).toContain(resumeState);
  else expect(resumeState).toBeNull();

  if (state === 'ADOPTED' || state === 'CONFIRMED') {
    expect((processVersion === null) !== (waiver === null)).toBe(true);
    expect(percent).toBe(100);
    expect([adoptedById, actualEnd]).not.toContain(null);
  }
  if (state === 'CONFIRMED') {
    expect(confirmedById).not.toBeNull();
    expect(confirmedById).not.toBe(adoptedById);
  } else if (state !== 'ROLLED_BACK') expect(confirmedById).toBeNull();
}

/** A record and its blockers as the events tell them, each event with what was there before it. */
function fold(events: readonly Event[]): { record: Record<string, unknown>; blockers: unknown[] } {
  const record: Record<string, unknown> = {};
  const blockers = new Map<string, Record<string, unknown>>();
  for (const [index, event] of events.entries()) {
    expect(event.recordVersion).toBe(index + 1);
    const { blocker, blockers: several, ...fields } = event.after as Record<string, unknown>;
    const {
      blocker: blockerBefore,
      blockers: severalBefore,
      ...before
    } = (event.before ?? {}) as Record<string, unknown>;
    if (index > 0)
      expect(before).toEqual(Object.fromEntries(Object.keys(fields).map((field) => [field, record[field]])));
    const known = [...(blockerBefore ? [blockerBefore] : []), ...((severalBefore ?? []) as unknown[])];
    for (const each of known as { id: string }[]) expect(each).toEqual(blockers.get(each.id));
    for (const each of [...(blocker ? [blocker] : []), ...((several ?? []) as unknown[])] as { id: string }[]) {
      blockers.set(each.id, each);
    }
    Object.assign(record, fields, { version: event.recordVersion });
  }
  delete record['updatedAt'];
  return { record, blockers: [...blockers.values()].sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1)) };
}

/** Rows as an event has them, without the time of the last change: that is the time of the event. */
function json(rows: object): unknown {
  return JSON.parse(JSON.stringify(rows, (key, value: unknown) => (key === 'updatedAt' ? undefined : value)));
}

it('whatever people try, nothing that is promised of improvements, deployments and their log is broken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 50, maxLength: 80 }), async (attempts) => {
      const world = await World.create();
      for (const tried of attempts) await world.try(tried);
      await world.expectLogTellsAll();
      await world.expectPastIsKept();
      await world.expectBurnUpIsTrue();
    }),
    { numRuns: 15, interruptAfterTimeLimit: 10_000 },
  );
}, 40_000);
