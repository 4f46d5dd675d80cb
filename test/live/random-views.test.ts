import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findActor } from '../../src/auth/actor.js';
import { ROLES } from '../../src/auth/permissions.js';
import { execute } from '../../src/commands/execute.js';
import type { Command } from '../../src/commands/command.js';
import { blockDeployment } from '../../src/deployments/operations/blocking.js';
import * as reporting from '../../src/deployments/operations/reporting.js';
import type { Role } from '../../src/generated/prisma/enums.js';
import * as improvement from '../../src/improvements/operations/improvement.js';
import { readLog } from '../../src/log/event-log.js';
import type { LoggedEvent } from '../../src/log/event.js';
import { changeUnit } from '../../src/organization/operations/unit.js';
import { fault } from '../../src/schema/faults.js';
import { schema } from '../../src/graph/schema.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { hookField } from './hook-field.js';
import { createRandom } from './random.js';
import { RandomDocuments } from './random-document.js';
import { createStage } from './stage.js';
import type { Stage } from './stage.js';
import { openRawSocket, until } from './views.js';
import type { RawSocket, RawSubscription } from './views.js';

/** Documents in all; RANDOM_VIEWS sets another number. */
const DOCUMENTS = Number(process.env['RANDOM_VIEWS'] ?? 110);
const BATCH = 30;
/** Events that each batch of documents sees. */
const COMMANDS = 4;

vi.setConfig({ testTimeout: 60_000 + DOCUMENTS * 1_000, hookTimeout: 180_000 }); // On a busy machine.

const random = createRandom('random views');
const documents = new RandomDocuments(schema, random, [
  'improvement',
  'unit',
  'deployments',
  'name',
  'title',
  'description',
]);
/** The same database twice: one server shares executions, the other executes for each subscriber alone. */
let own: TestApp;
let stage: Stage;
let sockets: Record<'shared' | 'own', Record<Role, RawSocket>>;

// What goes wrong with some records: an error that callers may read, and one that they may not.
const unitName = hookField('Unit', 'name');
const description = hookField('Improvement', 'description');
// What depends on who asks.
const title = hookField('Improvement', 'title', { viewerDependent: true });

// Random documents select reports as they come.
const limits = { maxViewCostPerPerson: Number.MAX_SAFE_INTEGER };
const shared = useApp({ parts: { limits } });
beforeAll(async () => {
  own = await startApp({ parts: { database: shared.services.database, share: false, limits } });
  stage = await createStage(shared, 2);
  const { organization } = stage;
  const open = async (app: TestApp) =>
    Object.fromEntries(
      await Promise.all(
        ROLES.map(async (role) => [role, await openRawSocket(app.url, organization.people[role].bearer)] as const),
      ),
    ) as Record<Role, RawSocket>;
  sockets = { shared: await open(shared), own: await open(own) };
  // Later, not at once: graphql-js abandons what is pending beside an item that fails at once (src/server/ops/unhandled-rejections.ts).
  unitName.resolve = async ({ id }: { id: string }, _args, _context, _info, usual) => {
    if (id === organization.otherUnit.id) throw fault('BAD_USER_INPUT', 'Units like this one are not shown.');
    return usual();
  };
  description.resolve = async ({ id }: { id: string }, _args, _context, _info, usual) => {
    if (id === stage.lanes[1]?.improvement.id) throw new Error('a secret of ours');
    return usual();
  };
  title.resolve = async (_improvement, _args, context, _info, usual) => {
    const { role } = await context.actor();
    return `${String(await usual())}, as seen by ${role}`;
  };
});
afterAll(async () => {
  for (const all of Object.values(sockets)) for (const { socket } of Object.values(all)) socket.terminate();
  await own.stop();
});

/** What one person watches, on both servers. */
interface View {
  readonly query: string;
  readonly root: 'events' | 'deploymentProgress';
  readonly wants: (event: LoggedEvent) => boolean;
  readonly shared: RawSubscription;
  readonly own: RawSubscription;
}

const TYPES = { IMPROVEMENT_REVISED: 'ImprovementRevised', PROGRESS_RECORDED: 'ProgressRecorded' } as const;

/** A random document, and three random people who watch it: two of them by variables of their own, perhaps the same. */
function watch(): View[] {
  const { improvement: target } = random.pick(stage.lanes);
  const narrow = random.chance(0.3);
  const root = random.chance(0.75) ? 'events' : 'deploymentProgress';
  const filterBy = (type: keyof typeof TYPES) =>
    !narrow ? {} : root === 'events' ? { filter: { types: [type] } } : { improvementId: target.globalId };
  const types = Array.from({ length: 3 }, () => random.pick(Object.keys(TYPES) as (keyof typeof TYPES)[]));
  const document = documents.next(root, filterBy(types[0]!));
  return types.map((type, index) => {
    const role = random.pick(ROLES);
    const [given] = Object.values(filterBy(type));
    const variables = index === 0 ? document.variables : documents.vary(document);
    // The first variable is that of the root field, where it has one.
    const all = narrow ? { ...variables, v0: given } : variables;
    return {
      query: `${document.query}\n${JSON.stringify(all)}`,
      root,
      wants: (event) =>
        root === 'events'
          ? !narrow || event.type === TYPES[type]
          : event.deploymentId !== null && (!narrow || event.improvementId === target.id),
      shared: sockets.shared[role].subscribe(document.query, all),
      own: sockets.own[role].subscribe(document.query, all),
    };
  });
}

const RANDOM_COMMANDS: readonly (() => readonly [Command, Record<string, unknown>])[] = [
  () => onImprovement(improvement.reviseImprovement, { note: `note ${random.integer(1, 1_000)} "quoted" ✓` }),
  () => onImprovement(improvement.reviseImprovement, { note: 'a new text', description: `Text ${random.unit()}` }),
  () => onDeployment(reporting.recordProgress, { percent: random.integer(0, 100), note: 'As planned.' }),
  () => onDeployment(reporting.recordProgress, { percent: random.integer(0, 100) }),
  () => onDeployment(blockDeployment, { reason: 'No tool.' }),
  () => onDeployment(reporting.deferDeployment, { note: 'Later.' }),
  () => onDeployment(reporting.resumeDeployment, {}),
  () => [
    improvement.suggestImprovement,
    {
      title: `Suggestion ${random.unit()}`,
      description: 'What it is for.',
      kind: 'TECHNOLOGY',
      scale: 'INNOVATIVE',
      origin: 'SUGGESTION',
      practices: ['OPM SP 3.2'],
    },
  ],
  () => [changeUnit, { unitId: stage.organization.ledUnit.id, name: `Unit ${random.unit()}` }],
];
type Target = { readonly id: string };
const onImprovement = (command: Command, input: object, { id }: Target = random.pick(stage.lanes).improvement) =>
  [command, { improvementId: id, ...input }] as const;
const onDeployment = (command: Command, input: object) => {
  const { ledDeployment, otherDeployment } = random.pick(stage.lanes);
  return [command, { deploymentId: random.pick([ledDeployment, otherDeployment]).id, ...input }] as const;
};

/** Somebody does something, which may be refused; returns its events. */
async function act(): Promise<LoggedEvent[]> {
  const { services } = shared;
  const { prisma } = services.database;
  const { id: organizationId, slug } = stage.organization;
  const before = await position();
  for (;;) {
    const [command, input] = random.pick(RANDOM_COMMANDS)();
    const actor = await findActor(prisma, `${slug}-${random.pick(ROLES)}`, slug);
    if (!actor) throw new Error('There is somebody of each role.');
    const outcome = await execute(command, services, actor, { version: await versionOf(input), ...input });
    if (!outcome.done) continue;
    const { position } = outcome;
    own.services.committed({ organizationId, position }, command.name);
    return readLog(prisma, organizationId, before);
  }
}

async function position(): Promise<number> {
  const { prisma } = shared.services.database;
  const { position } = await prisma.eventLog.findUniqueOrThrow({ where: { organizationId: stage.organization.id } });
  return position;
}

async function versionOf(input: Readonly<Record<string, unknown>>): Promise<number> {
  const { improvement: improvements, deployment, unit } = shared.services.database.prisma;
  const { improvementId, deploymentId, unitId } = input as Record<string, string | undefined>;
  if (improvementId) return (await improvements.findUniqueOrThrow({ where: { id: improvementId } })).version;
  if (deploymentId) return (await deployment.findUniqueOrThrow({ where: { id: deploymentId } })).version;
  return unitId ? (await unit.findUniqueOrThrow({ where: { id: unitId } })).version : 1;
}

/** A result of a subscription, as far as it matters here. */
interface Result {
  readonly errors?: readonly { readonly path?: readonly (string | number)[] }[];
  readonly data: unknown;
}

/**
 * A result with the places that are null because of errors, in place of the errors: of several that make the same place null,
 * GraphQL notes those that come before the result is ready, so which ones depends on the time that each field takes.
 */
function withNullPlaces(payload: string): string {
  const { errors, ...result } = JSON.parse(payload) as Result;
  const places = new Set(errors?.map(({ path = [] }) => nullPlace(result.data, path)));
  return JSON.stringify([[...places].toSorted(), result]);
}

/** The outermost part of a path that is null. */
function nullPlace(data: unknown, path: readonly (string | number)[]): string {
  let value = data;
  const depth = path.findIndex((key) => {
    if (value === null) return true;
    value = (value as Record<string, unknown>)[key];
    return false;
  });
  return path.slice(0, depth < 0 ? path.length : depth).join('.');
}

test('whatever is watched by whomever, what is shared equals what is executed for one alone, byte for byte', async () => {
  const seen = { results: 0, masked: 0, told: 0, byViewer: 0 };
  for (let count = 0; count < DOCUMENTS; count += BATCH) {
    const views = Array.from({ length: Math.min(BATCH, DOCUMENTS - count) }, watch).flat();
    for (const { hub } of [shared, own])
      await until(() => hub.counts.subscribers === views.length, 'everybody to watch');
    /** Results that each view is to have by now. */
    const due = new Map(views.map((view) => [view, view.root === 'deploymentProgress' ? 1 : 0]));
    const isSettled = (view: View) =>
      [view.shared, view.own].every(({ payloads }) => payloads.length >= (due.get(view) ?? 0));
    const settle = () => until(() => views.every(isSettled), 'all results', 60_000);
    await settle();
    for (let command = 0; command < COMMANDS; command += 1) {
      const events = await act();
      for (const view of views) {
        const wanted = events.filter(view.wants).length;
        const results = view.root === 'events' ? wanted : Math.min(wanted, 1);
        due.set(view, (due.get(view) ?? 0) + results);
      }
      await settle();
    }
    for (const view of views) {
      const { payloads } = view.shared;
      expect(payloads.map(withNullPlaces), view.query).toEqual(view.own.payloads.map(withNullPlaces));
      expect(payloads, view.query).toHaveLength(due.get(view) ?? 0);
      for (const payload of payloads) {
        seen.results += 1;
        if (payload.includes('Unexpected error.')) seen.masked += 1;
        if (payload.includes('Units like this one')) seen.told += 1;
        if (payload.includes('as seen by')) seen.byViewer += 1;
        expect(payload).not.toContain('a secret of ours');
      }
      view.shared.stop();
      view.own.stop();
    }
    for (const { hub } of [shared, own]) await until(() => hub.counts.subscribers === 0, 'nobody to watch');
  }
  console.info(`random views: ${JSON.stringify(seen)}`);
  // Nothing is shown by documents that show nothing.
  if (DOCUMENTS >= 100) for (const kind of Object.values(seen)) expect(kind).toBeGreaterThan(0);
  expect(shared.hub.counts.executions).toBeLessThan(own.hub.counts.executions);
});
