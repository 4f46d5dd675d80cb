import { randomUUID } from 'node:crypto';
import { getNamedType, isInputObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { encodeGlobalId } from '../../src/ids.js';
import { schema } from '../../src/graph/schema.js';
import type { TestApp, TestOrganization, TestPerson } from '../support/app.js';
import { actAll, askFor } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { everything } from '../commands/fixtures.js';
import { table } from '../commands/table.js';
import { allCommands } from '../../src/schema/mutations.js';
import { ask } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import type { Table } from '../commands/table.js';

/** What a command takes: a role, for project leads the unit, to lead it in person, or to be who said it before. */
export type RecordTakes =
  | 'administrator'
  | 'sponsor'
  | 'deploymentLead'
  | 'unitLead'
  | 'targetLead'
  | 'author'
  | 'owner'
  | 'unitOwner'
  | 'consultant'
  | 'member'
  | 'writer'
  | 'writerOrAdministrator';

type Caller = Role | 'OTHER_LEAD';

/** A command as the table of permissions has it. */
export interface RecordRow {
  readonly takes: RecordTakes;
  /** The event of it: the only one, or the last of so many. */
  readonly event: string;
  readonly events?: number;
  /** Whether the event may name neither an improvement nor a unit. */
  readonly organizationWide?: true;
  /** Whether it takes the person themselves, whatever the scope of a token is. */
  readonly withoutToken?: true;
  /** Puts what it is about into an organization, in the state that it takes; gives the input. */
  readonly input: (organization: TestOrganization, unit?: TestOrganization['ledUnit']) => Promise<Input>;
}

type Input = Record<string, unknown>;

/** What a suite runs on, once the test has begun. */
export interface Stage {
  readonly app: TestApp;
  readonly own: TestOrganization;
  readonly foreign: TestOrganization;
}

/** Who may: `yes`, `role` (the role is too small), `unit` (only on units that they lead, or above), `lead`, `author`. */
const may = table<RecordTakes, Caller>(`
                  VIEWER  PROJECT_LEAD  OTHER_LEAD  DEPLOYMENT_LEAD  SPONSOR  ADMINISTRATOR
  administrator   role    role          role        role             role     yes
  sponsor         role    role          role        role             yes      yes
  deploymentLead  role    role          role        yes              yes      yes
  unitLead        role    yes           unit        yes              yes      yes
  targetLead      role    yes           lead        lead             lead     lead
  author          role    yes           author      author           author   author
  owner           owner   owner         owner       yes              yes      yes
  unitOwner       ownerOrLead  yes      ownerOrUnit  yes             yes      yes
  consultant      consultant  consultant  consultant  yes           yes      yes
  member          yes     yes           yes         yes              yes      yes
  writer          yes     writer        writer      writer           writer   writer
  writerOrAdministrator  yes  writerOrAbove  writerOrAbove  writerOrAbove  writerOrAbove  yes
`);

const takesRole: Record<RecordTakes, string> = {
  administrator: 'the role ADMINISTRATOR or above',
  sponsor: 'the role SPONSOR or above',
  deploymentLead: 'the role DEPLOYMENT_LEAD or above',
  unitLead: 'the role PROJECT_LEAD or above',
  targetLead: 'the role PROJECT_LEAD or above',
  author: 'the role PROJECT_LEAD or above',
  owner: 'the role VIEWER or above',
  unitOwner: 'the role VIEWER or above',
  consultant: 'the role VIEWER or above',
  member: 'the role VIEWER or above',
  writer: 'the role VIEWER or above',
  writerOrAdministrator: 'the role VIEWER or above',
};

const person = ({ people, otherLead }: TestOrganization, caller: Caller): TestPerson =>
  caller === 'OTHER_LEAD' ? otherLead : people[caller];

const allowedTo = (takes: RecordTakes): Caller[] => may.columns.filter((caller) => may.cell(takes, caller) === 'yes');

const LACKS: Readonly<Record<string, string>> = {
  unit: 'the lead of the unit, or the role DEPLOYMENT_LEAD or above',
  lead: 'the lead of the unit, in person',
  author: 'the person who said it',
  owner: 'the owner, or the role DEPLOYMENT_LEAD or above',
  consultant: 'the consultant, or the role DEPLOYMENT_LEAD or above',
  writer: 'the author of the comment',
  writerOrAbove: 'the author of the comment, or the role ADMINISTRATOR or above',
  ownerOrLead: 'the owner, or the role PROJECT_LEAD or above',
  ownerOrUnit: 'the owner, or the lead of the unit, or the role DEPLOYMENT_LEAD or above',
};

const forbidden = (action: string, requires: string) => ({
  __typename: 'ForbiddenError',
  message: `You may not do this: ${action} requires ${requires}.`,
  action,
  requires,
});

const forbiddenTo = (action: string, takes: RecordTakes, caller: Caller) =>
  forbidden(action, LACKS[may.cell(takes, caller)] ?? takesRole[takes]);

const notFound = (field: string): object => ({
  __typename: 'NotFoundError',
  recordType: NOWHERE[field]?.recordType,
  message: expect.stringMatching(/^There is no such [\w ]+ in your organization\.$/),
});

/** Commands whose permission depends on the unit that they are given: `viewerCan` decides without it. */
const DEPENDS_ON_INPUT = ['completeCoordinationShare', 'agreeToPlan', 'declinePlan'];

const NOT_READABLE = 'not readable';

/** What `viewerCan` of the record that a command is about says of it. */
async function permissionOn(app: TestApp, mutation: string, given: Input, bearer: string): Promise<unknown> {
  const { record = '', input } = allCommands.get(mutation) ?? {};
  const [idField = ''] = Object.keys(input?.shape ?? {});
  const document = `query ($id: ID!) { node(id: $id) { ... on ${record} { viewerCan { command allowed reason } } } }`;
  const { data, errors } = await ask(app.url, document, { id: given[idField] }, bearer);
  expect(errors).toBeUndefined();
  // A lesson that the caller may not read is not there.
  if (data?.['node'] === null && record === 'Lesson') return NOT_READABLE;
  const { viewerCan } = data?.['node'] as { viewerCan: { command: string; allowed: boolean; reason: string | null }[] };
  const [{ command: _command, ...permission } = {}] = viewerCan.filter(({ command }) => command === mutation);
  return permission;
}

/** What stands for a record that exists nowhere, by the field of the input. */
const nowhere = (recordType: string, shape: (id: string) => unknown = (id) => id) => ({
  recordType,
  id: (): unknown => shape(encodeGlobalId(recordType, randomUUID())),
});
const list = (id: string): unknown => [id];

const NOWHERE: Readonly<Record<string, { readonly recordType: string; readonly id: () => unknown }>> = {
  improvementId: nowhere('Improvement'),
  relatedId: nowhere('Improvement'),
  relatedImprovementIds: nowhere('Improvement', list),
  organizationId: nowhere('Organization'),
  unitId: nowhere('Unit'),
  unitIds: nowhere('Unit', list),
  targetUnitIds: nowhere('Unit', list),
  exclusions: nowhere('Unit', (unitId) => [{ unitId, reason: 'Its contract ends.' }]),
  personId: nowhere('Person'),
  groupId: nowhere('Group'),
  ownerId: nowhere('Person'),
  consultantId: nowhere('Person'),
  attendeeIds: nowhere('Person', list),
  deploymentId: nowhere('Deployment'),
  deploymentIds: nowhere('Deployment', list),
  blockerId: nowhere('Blocker'),
  planId: nowhere('DeploymentPlan'),
  incrementId: nowhere('Increment'),
  incrementIds: nowhere('Increment', list),
  conditionId: nowhere('IncrementCondition'),
  issueId: nowhere('Issue'),
  measureId: nowhere('Measure'),
  readingId: nowhere('MeasureReading'),
  reviewId: nowhere('ResultReview'),
  lessonId: nowhere('Lesson'),
  trainingItemId: nowhere('TrainingItem'),
  deliveryId: nowhere('TrainingDelivery'),
  definedProcessId: nowhere('DefinedProcess'),
  processVersionId: nowhere('ProcessVersion'),
  fromVersionId: nowhere('ProcessVersion'),
  toVersionId: nowhere('ProcessVersion'),
  tailoringId: nowhere('Tailoring'),
  consultingSessionId: nowhere('ConsultingSession'),
  coordinationActivityId: nowhere('CoordinationActivity'),
  affirmationId: nowhere('Affirmation'),
  planTemplateId: nowhere('PlanTemplate'),
  fromPlanId: nowhere('DeploymentPlan'),
  issuerId: nowhere('Issuer'),
  commentId: nowhere('Comment'),
  inReplyToId: nowhere('Comment'),
  mentionIds: nowhere('Person', list),
};

/** The fields of a mutation's input that are ids, as the schema has them. */
function idFields(mutation: string): string[] {
  const field = schema.getMutationType()?.getFields()[mutation];
  const argument = field?.args.find(({ name }) => name === 'input');
  const input = argument && getNamedType(argument.type);
  if (!isInputObjectType(input)) throw new Error(`${mutation} has no input.`);
  return Object.values(input.getFields()).flatMap(({ name, type }) => (getNamedType(type).name === 'ID' ? [name] : []));
}

/**
 * Every command of some rows: who may do it, what it leaves, that nothing of another organization is there, and that it
 * is done once. What one caller tries goes in one request.
 */
export function testPermissions(rows: Readonly<Record<string, RecordRow>>, stage: () => Stage): void {
  describe.each(Object.entries(rows))('%s', (mutation, row) => {
    const { takes, event, events = 1, organizationWide, withoutToken = false, input } = row;
    const allowed = allowedTo(takes);
    const refused = may.columns.filter((caller) => !allowed.includes(caller));
    const tryAs = (caller: Caller, inputs: readonly Input[]) =>
      actAll(stage().app.url, mutation, inputs, person(stage().own, caller).bearer);
    const positionOf = async ({ id }: TestOrganization): Promise<number> => {
      const where = { organizationId: id };
      return (await stage().app.services.database.prisma.eventLog.findUniqueOrThrow({ where })).position;
    };

    it('takes a token with its scope, for all units or the ones that it concerns', async () => {
      const { app, own } = stage();
      const { prisma } = app.services.database;
      const personId = person(own, allowed[0] ?? 'ADMINISTRATOR').id;
      const others = ['read', 'export', ...allCommands.keys()].filter((scope) => scope !== mutation);
      const tryWith = async (given: Input, scopes: readonly string[], unitIds: readonly string[] = []) => {
        const { bearer } = await putToken(app, { organizationId: own.id, personId, scopes, unitIds });
        const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
        const document = `mutation ($input: ${type}Input!) { result: ${mutation}(input: $input) {
          __typename ... on ForbiddenError { requires } } }`;
        const { data, errors } = await ask(app.url, document, { input: given }, bearer);
        expect(errors).toBeUndefined();
        return data?.['result'] as Result;
      };
      const forbids = (requires: string) => ({ __typename: 'ForbiddenError', requires });
      const given = await input(own);
      expect(await tryWith(given, others)).toEqual(forbids(`a token with the scope "${mutation}"`));
      if (withoutToken) {
        expect(await tryWith(given, [mutation])).toEqual(forbids('the person themselves, not an API token'));
        return;
      }
      const done = { __typename: expect.stringMatching(/Payload$/) };
      const before = await positionOf(own);
      expect(await tryWith(given, [mutation])).toEqual(done);
      const where = { organizationId: own.id, position: { gt: before } };
      const written = await prisma.event.findMany({ where, select: { unitId: true, viaTokenId: true } });
      expect(written.every(({ viaTokenId }) => viaTokenId !== null)).toBe(true);
      const isInLedUnit = written.every(({ unitId }) => unitId === own.ledUnit.id);
      const inOther = await tryWith(await input(own), [mutation], [own.otherUnit.id]);
      expect(inOther).toMatchObject({ __typename: 'ForbiddenError', requires: expect.stringMatching(/^a token for/) });
      const inLed = await tryWith(await input(own), [mutation], [own.ledUnit.id]);
      expect(inLed).toEqual(isInLedUnit ? done : forbids(expect.stringMatching(/^a token for/) as unknown as string));
    });

    it(`is refused to ${refused.join(', ')}, says nothing of another organization, and writes nothing`, async () => {
      const { app, own, foreign } = stage();
      const [given, foreignInput] = [await input(own), await input(foreign)];
      // What is about a deployment and names no unit beside it, on a unit that the project lead does not lead.
      const ofUnit = takes === 'unitLead' && 'deploymentId' in given && !('unitId' in given);
      const onOther = ofUnit ? [await input(own, own.otherUnit)] : [];
      const before = await everything(app);
      for (const bearer of [undefined, 'Bearer nonsense']) {
        const answer = await askFor(app.url, mutation, given, bearer);
        expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
        expect(answer.data ?? null).toBeNull();
      }

      const fields = Object.keys(given).filter((field) => field in NOWHERE);
      expect(fields).toEqual(expect.arrayContaining(idFields(mutation).filter((field) => field in given)));
      // Each id alone, and all of them at once.
      const choices = fields.length > 1 ? [...fields.map((field) => [field]), fields] : fields.map((field) => [field]);
      for (const caller of may.columns) {
        const cell = may.cell(takes, caller);
        const foreignTries = choices.map((replaced) => ({
          ...given,
          ...Object.fromEntries(replaced.map((field) => [field, foreignInput[field]])),
        }));
        const nowhereTries = choices.map((replaced) => ({
          ...given,
          ...Object.fromEntries(replaced.map((field) => [field, NOWHERE[field]?.id()])),
        }));
        const results = await tryAs(caller, [
          ...foreignTries,
          ...nowhereTries,
          ...(refused.includes(caller) ? [given] : []),
          ...(caller === 'PROJECT_LEAD' ? onOther : []),
        ]);
        choices.forEach((replaced, index) => {
          const [toForeign, toNowhere] = [results[index] as Result, results[choices.length + index] as Result];
          const what = `${caller} ${replaced.join()} ${JSON.stringify(toForeign)}`;
          expect(toForeign, what).toEqual(toNowhere);
          const missing = replaced.map(notFound);
          // Who leads another unit is told that, or that the record is not there: whichever is asked first.
          const refusals = cell === 'yes' ? [] : [forbiddenTo(mutation, takes, caller)];
          expect(toForeign, what).toEqual(expect.toBeOneOf(cell === 'role' ? refusals : [...missing, ...refusals]));
        });
        const others = results.slice(2 * choices.length);
        const expected = refused.includes(caller) ? [forbiddenTo(mutation, takes, caller)] : [];
        if (caller === 'PROJECT_LEAD') expected.push(...onOther.map(() => forbidden(mutation, LACKS['unit'] ?? '')));
        expect(others, caller).toEqual(expected);
      }
      expect(await everything(app)).toEqual(before);
    });

    it(`is done by ${allowed.join(', ')}, with ${events === 1 ? 'one event' : `${events} events`}`, async () => {
      const { app, own, foreign } = stage();
      const foreignPosition = await positionOf(foreign);
      for (const caller of allowed) {
        const given = await input(own);
        const position = (await positionOf(own)) + events;
        const [result] = (await tryAs(caller, [given])) as [Result];
        const __typename = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;
        const record = { id: expect.any(String), version: 'version' in given || 'planVersion' in given ? 2 : 1 };
        expect(result, caller).toEqual({ __typename, position, record });
        expect(await positionOf(own), caller).toBe(position);
        const logged = await app.services.database.prisma.event.findUniqueOrThrow({
          where: { organizationId_position: { organizationId: own.id, position } },
        });
        const actorId = person(own, caller).id;
        expect(logged, caller).toMatchObject({ type: event, actorId, recordVersion: record.version });
        if (!organizationWide) expect(logged.improvementId ?? logged.unitId, caller).not.toBeNull();
        // Some parts of a record go by their plain id.
        expect([encodeGlobalId(logged.recordType, logged.recordId), logged.recordId]).toContain(result['record'].id);
      }
      expect(await positionOf(foreign)).toBe(foreignPosition);
    });

    it('is tried without a trace, and then does what the dry run said', async () => {
      const { app, own } = stage();
      const [caller = 'ADMINISTRATOR'] = allowed;
      const given = await input(own);
      const before = await everything(app);
      const [trial] = (await tryAs(caller, [{ ...given, dryRun: true, idempotencyKey: randomUUID() }])) as [Result];
      expect(trial, JSON.stringify(trial)).toMatchObject({ __typename: 'DryRun' });
      expect(await everything(app)).toEqual(before);
      const [done] = (await tryAs(caller, [given])) as [Result];
      const logged = await app.services.database.prisma.event.findMany({
        where: { organizationId: own.id, position: { gt: Number(done['position']) - events } },
        orderBy: { position: 'asc' },
      });
      const tried = trial['events'] as { type: string; recordType: string; recordId: string }[];
      const typeOf = (type: string) => type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
      expect(tried.map(({ type, recordType }) => [type, recordType])).toEqual(
        logged.map(({ type, recordType }) => [typeOf(type), recordType]),
      );
      if ('version' in given) expect(tried.at(-1)?.recordId).toBe(done['record'].id);
    });

    const command = allCommands.get(mutation);
    it.runIf(command?.guard && !DEPENDS_ON_INPUT.includes(mutation))(
      'is offered by viewerCan to whom it is allowed, and to others with the words of the refusal',
      async () => {
        const { app, own } = stage();
        const given = await input(own);
        for (const caller of may.columns) {
          const reason = refused.includes(caller) ? forbiddenTo(mutation, takes, caller).message : null;
          const { bearer } = person(own, caller);
          const said = { allowed: reason === null, reason };
          expect(await permissionOn(app, mutation, given, bearer), caller).toBeOneOf(
            reason === null ? [said] : [said, NOT_READABLE],
          );
        }
      },
    );

    it('is done once for a key, and not at all on an older version', async () => {
      const { app, own } = stage();
      const [caller = 'ADMINISTRATOR'] = allowed;
      const given = await input(own);
      const withKey = { ...given, idempotencyKey: randomUUID() };
      const [first] = await tryAs(caller, [withKey]);
      expect(first).toHaveProperty('record');
      const rowsAfter = await everything(app);
      const stale = 'version' in given ? [given] : [];
      const [again, ...older] = await tryAs(caller, [withKey, ...stale]);
      expect(again).toEqual(first);
      expect(older).toMatchObject(
        stale.map(() => ({
          __typename: 'StaleVersionError',
          readVersion: 1,
          currentVersion: 2,
          changes: expect.arrayContaining([expect.objectContaining({ __typename: event, recordVersion: 2 })]),
        })),
      );
      expect(await everything(app)).toEqual(rowsAfter);
    });
  });
}

/** A state machine under test. `-` in the table refuses, anything else is the state after. */
export interface LifeUnderTest<Verb extends string, State extends string> {
  readonly life: Table<Verb, State>;
  readonly rule: string;
  readonly rows: Readonly<Record<Verb, Pick<RecordRow, 'takes' | 'input'>>>;
  /** Puts the record that an input is about into a state, and reads its state again. */
  readonly force: (input: Record<string, unknown>, state: State) => Promise<unknown>;
  readonly read: (input: Record<string, unknown>) => Promise<string>;
}

/** Every state × verb × caller: what the tables allow is done, all else is refused and changes nothing. */
export function testLife<Verb extends string, State extends string>(
  { life, rule, rows, force, read }: LifeUnderTest<Verb, State>,
  stage: () => Stage,
): void {
  it.each(life.rows)('%s, in every state and by everybody', { timeout: 60_000 }, async (verb) => {
    const { app, own } = stage();
    const { takes, input } = rows[verb];
    const allowed = allowedTo(takes);
    const make = async (states: readonly State[]) => {
      const made: { state: State; given: Record<string, unknown> }[] = [];
      for (const state of states) {
        const given = await input(own);
        await force(given, state);
        made.push({ state, given });
      }
      return made;
    };
    const attempt = async (caller: Caller, made: Awaited<ReturnType<typeof make>>) => {
      const inputs = made.map(({ given }) => given);
      const results = await actAll(app.url, verb, inputs, person(own, caller).bearer);
      return made.map((each, index) => ({ ...each, result: results[index], what: `${caller} in ${each.state}` }));
    };

    const all = await make(life.columns);
    const dead = all.filter(({ state }) => life.cell(verb, state) === '-');
    const before = await everything(app);
    for (const caller of may.columns) {
      const able = allowed.includes(caller);
      for (const { given, result, what } of await attempt(caller, able ? dead : all)) {
        expect(result, what).toMatchObject(
          able ? { __typename: 'RuleViolationError', rule } : forbiddenTo(verb, takes, caller),
        );
        if (allCommands.get(verb)?.guard && !DEPENDS_ON_INPUT.includes(verb)) {
          const said = { allowed: false, reason: (result as Result)['message'] as string };
          const offered = await permissionOn(app, verb, given, person(own, caller).bearer);
          expect(offered, what).toBeOneOf([said, NOT_READABLE]);
        }
      }
    }
    expect(await everything(app)).toEqual(before);

    const alive = life.columns.filter((state) => life.cell(verb, state) !== '-');
    for (const caller of allowed) {
      for (const { state, given, result, what } of await attempt(caller, await make(alive))) {
        expect(result, `${what} ${JSON.stringify(result)}`).toHaveProperty('record');
        expect(await read(given), what).toBe(life.cell(verb, state));
      }
    }
  });
}
