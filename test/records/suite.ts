import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { encodeGlobalId } from '../../src/ids.js';
import type { TestApp, TestOrganization, TestPerson } from '../support/app.js';
import { act, actAll, askFor } from '../commands/act.js';
import { everything } from '../commands/fixtures.js';
import { table } from '../commands/table.js';
import type { Table } from '../commands/table.js';

/** What a command takes: a role, for project leads the unit, to lead it in person, or to be who said it before. */
export type RecordTakes = 'sponsor' | 'deploymentLead' | 'unitLead' | 'targetLead' | 'author';

type Caller = Role | 'OTHER_LEAD';

/** A command as the table of permissions has it. */
export interface RecordRow {
  readonly takes: RecordTakes;
  /** The event of it. */
  readonly event: string;
  /** Whether the record is of the organization as a whole: its events name neither an improvement nor a unit. */
  readonly organizationWide?: boolean;
  /** Puts what it is about into an organization, in the state that it takes; gives the input. */
  readonly input: (organization: TestOrganization) => Promise<Record<string, unknown>>;
}

/** What a suite runs on, once the test has begun. */
export interface Stage {
  readonly app: TestApp;
  readonly own: TestOrganization;
  readonly foreign: TestOrganization;
}

/** Who may: `yes`, `role` (the role is too small), `unit` (only on units that they lead, or above), `lead`, `author`. */
const may = table<RecordTakes, Caller>(`
                  VIEWER  PROJECT_LEAD  OTHER_LEAD  DEPLOYMENT_LEAD  SPONSOR  ADMINISTRATOR
  sponsor         role    role          role        role             yes      yes
  deploymentLead  role    role          role        yes              yes      yes
  unitLead        role    yes           unit        yes              yes      yes
  targetLead      role    yes           lead        lead             lead     lead
  author          role    yes           author      author           author   author
`);

const takesRole: Record<RecordTakes, string> = {
  sponsor: 'the role SPONSOR or above',
  deploymentLead: 'the role DEPLOYMENT_LEAD or above',
  unitLead: 'the role PROJECT_LEAD or above',
  targetLead: 'the role PROJECT_LEAD or above',
  author: 'the role PROJECT_LEAD or above',
};

const person = ({ people, otherLead }: TestOrganization, caller: Caller): TestPerson =>
  caller === 'OTHER_LEAD' ? otherLead : people[caller];

const allowedTo = (takes: RecordTakes): Caller[] => may.columns.filter((caller) => may.cell(takes, caller) === 'yes');

const LACKS: Readonly<Record<string, string>> = {
  unit: 'the lead of the unit, or the role DEPLOYMENT_LEAD or above',
  lead: 'the lead of the unit, in person',
  author: 'the person who said it',
};

const forbidden = (takes: RecordTakes, caller: Caller): object => ({
  __typename: 'ForbiddenError',
  requires: LACKS[may.cell(takes, caller)] ?? takesRole[takes],
});

/** What stands for a record that exists nowhere, by the field of the input. */
const nowhere = (recordType: string, list = false) => ({
  recordType,
  id: (): unknown => {
    const id = encodeGlobalId(recordType, randomUUID());
    return list ? [id] : id;
  },
});

const NOWHERE: Readonly<Record<string, ReturnType<typeof nowhere>>> = {
  improvementId: nowhere('Improvement'),
  relatedImprovementIds: nowhere('Improvement', true),
  unitId: nowhere('Unit'),
  unitIds: nowhere('Unit', true),
  ownerId: nowhere('Person'),
  consultantId: nowhere('Person'),
  attendeeIds: nowhere('Person', true),
  trainingItemId: nowhere('TrainingItem'),
  deliveryId: nowhere('TrainingDelivery'),
  definedProcessId: nowhere('DefinedProcess'),
  fromVersionId: nowhere('ProcessVersion'),
  toVersionId: nowhere('ProcessVersion'),
  tailoringId: nowhere('Tailoring'),
  consultingSessionId: nowhere('ConsultingSession'),
  coordinationActivityId: nowhere('CoordinationActivity'),
  affirmationId: nowhere('Affirmation'),
  planTemplateId: nowhere('PlanTemplate'),
  fromPlanId: nowhere('DeploymentPlan'),
};

/** Every command of some rows: who may do it, what it leaves, and that nothing of another organization is there. */
export function testPermissions(rows: Readonly<Record<string, RecordRow>>, stage: () => Stage): void {
  describe.each(Object.entries(rows))('%s', (mutation, { takes, event, organizationWide = false, input }) => {
    const allowed = allowedTo(takes);
    const refused = may.columns.filter((caller) => !allowed.includes(caller));

    it(`is refused to ${refused.join(', ')}, and writes nothing`, async () => {
      const { app, own } = stage();
      const given = await input(own);
      const before = await everything(app);
      for (const caller of refused) {
        const result = await act(app.url, mutation, given, person(own, caller).bearer);
        expect(result, caller).toMatchObject(forbidden(takes, caller));
      }
      expect(await everything(app)).toEqual(before);
    });

    it.each(allowed)('is done by %s, with one event', async (caller) => {
      const { app, own } = stage();
      const { id, bearer } = person(own, caller);
      const given = await input(own);
      const { prisma } = app.services.database;
      const { position } = await prisma.eventLog.findUniqueOrThrow({ where: { organizationId: own.id } });
      const result = await act(app.url, mutation, given, bearer);
      expect(result).toMatchObject({ position: position + 1, record: { version: 'version' in given ? 2 : 1 } });
      const logged = await prisma.event.findUniqueOrThrow({
        where: { organizationId_position: { organizationId: own.id, position: position + 1 } },
      });
      expect(logged).toMatchObject({ type: event, actorId: id, recordVersion: result['record'].version });
      expect((logged.improvementId ?? logged.unitId) === null).toBe(organizationWide);
      expect(encodeGlobalId(logged.recordType, logged.recordId)).toBe(result['record'].id);
    });

    it('answers the same for anything of another organization as of nowhere, and writes nothing', async () => {
      const { app, own, foreign } = stage();
      const [ownInput, foreignInput] = [await input(own), await input(foreign)];
      const before = await everything(app);
      const fields = Object.keys(ownInput).filter((field) => field in NOWHERE);
      expect(fields.length).toBeGreaterThan(0);
      for (const field of fields) {
        for (const caller of may.columns) {
          const { bearer } = person(own, caller);
          const toForeign = await askFor(app.url, mutation, { ...ownInput, [field]: foreignInput[field] }, bearer);
          const nothing = { ...ownInput, [field]: NOWHERE[field]?.id() };
          const toNowhere = await askFor(app.url, mutation, nothing, bearer);
          expect(JSON.stringify(toForeign), `${field} ${caller}`).toBe(JSON.stringify(toNowhere));
          const asked = may.cell(takes, caller) !== 'role';
          expect(toForeign.data?.['result'], `${field} ${caller}`).toMatchObject(
            asked ? { __typename: 'NotFoundError', recordType: NOWHERE[field]?.recordType } : forbidden(takes, caller),
          );
        }
      }
      expect(await everything(app)).toEqual(before);
    });

    it('is done once for a key, and not at all on an older version', async () => {
      const { app, own } = stage();
      const { bearer } = person(own, allowed[0] ?? 'ADMINISTRATOR');
      const given = { ...(await input(own)), idempotencyKey: randomUUID() };
      const first = await act(app.url, mutation, given, bearer);
      expect(first).toHaveProperty('record');
      const rowsAfter = await everything(app);
      expect(await act(app.url, mutation, given, bearer)).toEqual(first);
      if ('version' in given) {
        const { idempotencyKey: _key, ...again } = given;
        expect(await act(app.url, mutation, again, bearer)).toMatchObject({
          ...{ __typename: 'StaleVersionError', readVersion: 1, currentVersion: 2 },
          changes: [{ __typename: event, recordVersion: 2 }],
        });
      }
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
      for (const { result, what } of await attempt(caller, able ? dead : all))
        expect(result, what).toMatchObject(
          able ? { __typename: 'RuleViolationError', rule } : forbidden(takes, caller),
        );
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
