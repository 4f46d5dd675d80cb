import { setImmediate } from 'node:timers/promises';
import type { Actor } from '../auth/actor.js';
import { findActor } from '../auth/actor.js';
import { execute } from '../commands/execute.js';
import { KEY_RETENTION_DAYS } from '../commands/idempotency.js';
import type { Command } from '../commands/command.js';
import type { CommandEnvironment } from '../commands/execute.js';
import { dayOf } from '../clock.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { createOrganization } from '../organization/operations/organization.js';
import { addPerson } from '../organization/operations/person.js';
import { addUnit, assignUnitLead } from '../organization/operations/unit.js';
import { addIncrement } from '../plans/operations/incrementing.js';
import { establishDefinedProcess, issueProcessVersion } from '../processes/operations/defined-process.js';
import { draftPlanFromTemplate } from '../templates/operations/drafting.js';
import { DaysAfter, partName, Ref } from './act.js';
import type { Act } from './act.js';
import { demoActs } from './acts.js';
import { DEMO_SLUG, demoAdministrator, demoPeople } from './people.js';
import { demoUnits } from './story.js';

const DAY = 86_400_000;

/** How far back the history of the demo goes, in days before it was set up. */
const HISTORY = 200;

/** Makes the demo organization with its administrator, if it is not there; the rest is for `seedDemo`. */
export async function ensureDemoOrganization(database: Database, clock: Clock): Promise<void> {
  if (await database.prisma.organization.findUnique({ where: { slug: DEMO_SLUG } })) return;
  const { name, subject } = demoAdministrator;
  // The organization comes before its history: the log's times never run backwards.
  const beginning = new Date(dayOf(clock()).getTime() - HISTORY * DAY);
  await createOrganization(database, () => beginning, {
    slug: DEMO_SLUG,
    name: 'Meridian Acquisition Agency',
    administrator: { name, subject },
  });
}

/**
 * Plays the history of the demo through the operations, as its people did it over the last half year. May be killed at
 * any act and called again: each act has a key of its own and is done once. A demo that is complete costs two queries.
 * `isEnding` is asked between acts and ends the play early; returns whether it did.
 * @throws Error when an act is refused: then the story is wrong.
 */
export async function seedDemo(
  environment: CommandEnvironment,
  isEnding: () => boolean = () => false,
): Promise<boolean> {
  const { prisma } = environment.database;
  const organization = await prisma.organization.findUniqueOrThrow({ where: { slug: DEMO_SLUG } });
  const acts = demoActs();
  const beginning = organization.createdAt;
  const setUp = beginning.getTime() + HISTORY * DAY;
  // Hazard: keys are forgotten after a time, and without them acts would be done twice. Until then, it is long complete.
  if (environment.clock().getTime() > setUp + (KEY_RETENTION_DAYS - 1) * DAY) return false;
  const done = await doneBefore(prisma, organization.id);
  if (done.has(lastKey(acts))) return false;

  const actors = new Map<string, Actor>();
  const ids = new Map<string, string>();

  const actorOf = async (subject: string): Promise<Actor> => {
    const actor = actors.get(subject) ?? (await findActor(prisma, subject, DEMO_SLUG));
    if (!actor) throw new Error(`The demo has no person called ${subject}.`);
    actors.set(subject, actor);
    return actor;
  };
  const perform = async (
    command: Command,
    by: string,
    at: Date,
    key: string,
    input: Record<string, unknown>,
  ): Promise<string> => {
    // Hazard: an embedded database answers without waiting for anything outside, and visitors would never get a turn.
    await setImmediate();
    const before = done.get(key);
    if (before !== undefined) return before;
    const outcome = await execute(command, { ...environment, clock: () => at }, await actorOf(by), {
      ...input,
      idempotencyKey: key,
    });
    if (!outcome.done) throw new Error(`The demo's act ${key} was refused: ${outcome.userError.message}`);
    return outcome.recordId;
  };

  for (const person of demoPeople) {
    ids.set(
      person.subject,
      await perform(addPerson, demoAdministrator.subject, beginning, `demo:person:${person.subject}`, { ...person }),
    );
  }
  for (const { lead, ...unit } of demoUnits) {
    const attributes = Object.entries(unit.attributes).map(([name, value]) => ({ name, value }));
    const unitId = await perform(addUnit, demoAdministrator.subject, beginning, `demo:unit:${unit.name}`, {
      ...unit,
      attributes,
    });
    ids.set(unit.name, unitId);
    const input = { unitId, personId: ids.get(lead), version: 1 };
    await perform(assignUnitLead, demoAdministrator.subject, beginning, `demo:lead:${unit.name}`, input);
  }
  actors.clear(); // Who leads what has changed since.

  for (const [index, act] of acts.entries()) {
    if (isEnding()) return true;
    const at = new Date(setUp - act.daysAgo * DAY + 9 * 3_600_000 + index * 1_000);
    const named = done.has(actKey(act)) ? {} : await namedBy(prisma, act, ids);
    const input = { ...named, ...(resolved(act.input, ids, setUp) as object) };
    ids.set(act.record, await perform(act.command, act.by, at, actKey(act), input));
    await keepParts(prisma, act, ids);
  }
  return false;
}

/** The fields of an input that name the record that an act changes, as it is now. */
async function namedBy(
  prisma: Database['prisma'],
  { command, changes, record }: Act,
  ids: ReadonlyMap<string, string>,
): Promise<Readonly<Record<string, unknown>>> {
  if (changes === undefined) return {};
  const id = idOf(ids, record);
  const tables = prisma as unknown as Readonly<Record<string, { findUniqueOrThrow(query: object): Promise<object> }>>;
  const table = tables[command.record.charAt(0).toLowerCase() + command.record.slice(1)];
  return { [changes]: id, ...(await table?.findUniqueOrThrow({ where: { id }, select: { version: true } })) };
}

/** The acts that were done, by key, with the record of each: a play that was cut short goes on where it was. */
async function doneBefore(prisma: Database['prisma'], organizationId: string): Promise<ReadonlyMap<string, string>> {
  const outcomes = await prisma.commandOutcome.findMany({
    where: { organizationId, key: { startsWith: 'demo:' } },
    select: { key: true, outcome: true },
  });
  return new Map(outcomes.map(({ key, outcome }) => [key, (outcome as unknown as { recordId: string }).recordId]));
}

/** An input with the ids and dates that its references stand for. */
function resolved(value: unknown, ids: ReadonlyMap<string, string>, setUp: number): unknown {
  if (value instanceof Ref) return idOf(ids, value.name);
  if (value instanceof DaysAfter) return new Date(setUp + value.days * DAY);
  if (Array.isArray(value)) return value.map((each) => resolved(each, ids, setUp));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolved(each, ids, setUp)]));
}

function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The demo speaks of "${name}" before it is there.`);
  return id;
}

/** Notes the ids of what came with a record: increments of a template, conditions of an increment, versions of a process. */
async function keepParts(
  prisma: Database['prisma'],
  { command, record }: Act,
  ids: Map<string, string>,
): Promise<void> {
  const id = idOf(ids, record);
  if (command === addIncrement) {
    for (const part of await prisma.incrementCondition.findMany({ where: { incrementId: id } }))
      ids.set(partName(record, part.text), part.id);
  }
  if (command === draftPlanFromTemplate) {
    for (const part of await prisma.increment.findMany({ where: { planId: id } }))
      ids.set(partName(record, part.title), part.id);
  }
  if (command === establishDefinedProcess || command === issueProcessVersion) {
    for (const part of await prisma.processVersion.findMany({ where: { processId: id } }))
      ids.set(partName(record, part.label), part.id);
  }
}

/** The same act has the same key whenever it is played; what is done to a record again is done on another day. */
function actKey({ command, record, daysAgo }: Act): string {
  return `demo:${command.name}:${record}:${daysAgo}`;
}

function lastKey(acts: readonly Act[]): string {
  const last = acts.at(-1);
  return last ? actKey(last) : '';
}
