import { randomUUID } from 'node:crypto';
import { getNamedType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { encodeGlobalId } from '../../src/ids.js';
import { schema } from '../../src/schema/index.js';
import { shippedDocument } from '../catalog/documents.js';
import { recordRows } from '../records/rows.js';
import { putProcessVersion } from '../processes/fixtures.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization, TestPerson } from '../support/app.js';
import { act, askFor, mutationNames } from './act.js';
import { featureRows } from './feature-rows.js';
import { everything, putBlocker, putDeployment, putImprovement, putPerson, putUnit } from './fixtures.js';
import { table } from './table.js';

/** Who comes: somebody of each role, and a second project lead, who leads no unit. */
type Caller = Role | 'OTHER_LEAD';

/** What a command takes: a role, or for project leads the unit. */
type Takes = 'administrator' | 'sponsor' | 'deploymentLead' | 'unitLead';

/** Who may: `yes`, `role` (the role is too small), `unit` (only on the units that they lead). */
const may = table<Takes, Caller>(`
                  VIEWER  PROJECT_LEAD  OTHER_LEAD  DEPLOYMENT_LEAD  SPONSOR  ADMINISTRATOR
  administrator   role    role          role        role             role     yes
  sponsor         role    role          role        role             yes      yes
  deploymentLead  role    role          role        yes              yes      yes
  unitLead        role    unit          unit        yes              yes      yes
`);

const takesRole: Record<Takes, string> = {
  administrator: 'the role ADMINISTRATOR or above',
  sponsor: 'the role SPONSOR or above',
  deploymentLead: 'the role DEPLOYMENT_LEAD or above',
  unitLead: 'the role PROJECT_LEAD or above',
};
const TAKES_UNIT = 'the lead of the unit, or the role DEPLOYMENT_LEAD or above';

interface Row {
  readonly takes: Takes;
  /** The event of it. */
  readonly event: string;
  /** Puts what it is about into an organization, in the state that it takes; gives the input. */
  readonly input: (organization: TestOrganization, unitId: string) => Promise<Record<string, unknown>>;
  /** The rule that forbids it on a server of two organizations. */
  readonly rule?: string;
}

let app: TestApp;
let own: TestOrganization;
let foreign: TestOrganization;

const DATES = { plannedStart: '2026-02-01', plannedEnd: '2026-04-01' };

type DeploymentValues = Parameters<typeof putDeployment>[3];
type ImprovementValues = Parameters<typeof putImprovement>[2];

const onDeployment = (takes: Takes, event: string, values: DeploymentValues, more: object = {}): Row => ({
  takes,
  event,
  input: async ({ id }, unitId) => ({
    deploymentId: (await putDeployment(app, id, unitId, values)).globalId,
    version: 1,
    ...more,
  }),
});

const onImprovement = (event: string, values: ImprovementValues, more: object = {}): Row => ({
  takes: 'deploymentLead',
  event,
  input: async ({ id }) => ({ improvementId: (await putImprovement(app, id, values)).globalId, version: 1, ...more }),
});

const ADOPTED = { state: 'ADOPTED', percent: 100 } as const;
const BLOCKED = { state: 'BLOCKED', resumeState: 'IN_PROGRESS' } as const;

const rows: Readonly<Record<string, Row>> = {
  addUnit: {
    takes: 'administrator',
    event: 'UnitAdded',
    input: async () => ({ kind: 'PROJECT', name: `New ${randomUUID()}` }),
  },
  changeUnit: {
    takes: 'administrator',
    event: 'UnitChanged',
    input: async ({ id }) => ({ unitId: (await putUnit(app, id)).globalId, version: 1, name: `Other ${randomUUID()}` }),
  },
  assignUnitLead: {
    takes: 'administrator',
    event: 'UnitLeadAssigned',
    input: async ({ id, otherLead }) => ({
      unitId: (await putUnit(app, id)).globalId,
      personId: otherLead.globalId,
      version: 1,
    }),
  },
  removeUnitLead: {
    takes: 'administrator',
    event: 'UnitLeadRemoved',
    input: async ({ id, people: { SPONSOR } }) => ({
      unitId: (await putUnit(app, id, [SPONSOR.id])).globalId,
      personId: SPONSOR.globalId,
      version: 1,
    }),
  },
  addPerson: {
    takes: 'administrator',
    event: 'PersonAdded',
    input: async () => ({ name: 'New person', subject: randomUUID(), role: 'SPONSOR' }),
  },
  changePersonRole: {
    takes: 'administrator',
    event: 'PersonRoleChanged',
    input: async ({ id }) => ({ personId: (await putPerson(app, id, 'VIEWER')).globalId, version: 1, role: 'SPONSOR' }),
  },
  deactivatePerson: {
    takes: 'administrator',
    event: 'PersonDeactivated',
    input: async ({ id }) => ({ personId: (await putPerson(app, id, 'SPONSOR')).globalId, version: 1 }),
  },
  reactivatePerson: {
    takes: 'administrator',
    event: 'PersonReactivated',
    input: async ({ id }) => ({ personId: (await putPerson(app, id, 'SPONSOR', false)).globalId, version: 1 }),
  },
  importCatalog: {
    takes: 'administrator',
    event: 'CatalogImported',
    input: async () => ({ document: shippedDocument() }),
    rule: 'catalog-is-shared',
  },

  suggestImprovement: {
    takes: 'deploymentLead',
    event: 'ImprovementSuggested',
    input: async () => ({
      title: `New ${randomUUID()}`,
      description: 'What it is for.',
      kind: 'PROCESS',
      scale: 'INCREMENTAL',
      origin: 'SUGGESTION',
      practices: ['OPM SP 3.2'],
    }),
  },
  reviseImprovement: onImprovement('ImprovementRevised', {}, { description: 'Said better.' }),
  analyzeImprovement: onImprovement('ImprovementAnalyzed', { state: 'SUGGESTED' }),
  selectImprovement: onImprovement('ImprovementSelected', { state: 'ANALYZED' }),
  startImprovementDeployment: onImprovement('ImprovementDeploymentStarted', { state: 'SELECTED' }),
  completeImprovementDeployment: {
    takes: 'deploymentLead',
    event: 'ImprovementDeployed',
    async input({ id }, unitId) {
      const improvement = await putImprovement(app, id, { state: 'DEPLOYING' });
      await putDeployment(app, id, unitId, { improvementId: improvement.id, state: 'WAIVED' });
      return { improvementId: improvement.globalId, version: 1 };
    },
  },
  closeImprovement: onImprovement('ImprovementClosed', { state: 'DEPLOYED' }),
  rejectImprovement: onImprovement('ImprovementRejected', { state: 'ANALYZED' }),
  holdImprovement: onImprovement('ImprovementPutOnHold', { state: 'DEPLOYING' }),
  resumeImprovement: onImprovement('ImprovementResumed', { state: 'ON_HOLD', heldState: 'SELECTED' }),

  planDeployment: {
    takes: 'deploymentLead',
    event: 'DeploymentPlanned',
    input: async ({ id }, unitId) => ({
      improvementId: (await putImprovement(app, id)).globalId,
      unitId: encodeGlobalId('Unit', unitId),
      ...DATES,
    }),
  },
  rescheduleDeployment: onDeployment('deploymentLead', 'DeploymentRescheduled', {}, DATES),
  deferDeployment: onDeployment('deploymentLead', 'DeploymentDeferred', {}, { reason: 'After the audit.' }),
  resumeDeployment: onDeployment('deploymentLead', 'DeploymentResumed', { ...BLOCKED, state: 'DEFERRED' }),
  waiveDeployment: onDeployment('sponsor', 'DeploymentWaived', {}, { reason: 'The contract ends.' }),
  rollBackDeployment: onDeployment('deploymentLead', 'DeploymentRolledBack', ADOPTED, { reason: 'Too slow.' }),
  replanDeployment: onDeployment('deploymentLead', 'DeploymentReplanned', { state: 'WAIVED' }, DATES),
  prepareDeployment: onDeployment('unitLead', 'DeploymentPrepared', {}),
  recordProgress: onDeployment('unitLead', 'ProgressRecorded', {}, { percent: 40 }),
  blockDeployment: {
    takes: 'unitLead',
    event: 'DeploymentBlocked',
    input: async ({ id, people }, unitId) => ({
      deploymentId: (await putDeployment(app, id, unitId)).globalId,
      ownerId: people.VIEWER.globalId,
      version: 1,
      reason: 'No time.',
    }),
  },
  unblockDeployment: {
    takes: 'unitLead',
    event: 'DeploymentUnblocked',
    async input({ id }, unitId) {
      const { id: deploymentId, globalId } = await putDeployment(app, id, unitId, BLOCKED);
      const blockerId = await putBlocker(app, deploymentId);
      return { deploymentId: globalId, blockerId, version: 1, resolution: 'They agreed.' };
    },
  },
  adoptDeployment: {
    takes: 'unitLead',
    event: 'DeploymentAdopted',
    input: async (organization, unitId) => ({
      deploymentId: (await putDeployment(app, organization.id, unitId, { state: 'IN_PROGRESS' })).globalId,
      processVersionId: (await putProcessVersion(app, organization, unitId)).globalId,
      version: 1,
    }),
  },
  confirmDeployment: onDeployment('unitLead', 'DeploymentConfirmed', ADOPTED),
};

/** What stands for a record that exists nowhere, by the field of the input. */
const nowhere: Readonly<Record<string, { readonly recordType: string; readonly id: () => string }>> = {
  unitId: { recordType: 'Unit', id: () => encodeGlobalId('Unit', randomUUID()) },
  personId: { recordType: 'Person', id: () => encodeGlobalId('Person', randomUUID()) },
  ownerId: { recordType: 'Person', id: () => encodeGlobalId('Person', randomUUID()) },
  improvementId: { recordType: 'Improvement', id: () => encodeGlobalId('Improvement', randomUUID()) },
  deploymentId: { recordType: 'Deployment', id: () => encodeGlobalId('Deployment', randomUUID()) },
  processVersionId: { recordType: 'ProcessVersion', id: () => encodeGlobalId('ProcessVersion', randomUUID()) },
  blockerId: { recordType: 'Blocker', id: () => randomUUID() },
};

/** The fields of a mutation's input that are ids, as the schema has them. */
function idFields(mutation: string): string[] {
  const field = schema.getMutationType()?.getFields()[mutation];
  const argument = field?.args.find(({ name }) => name === 'input');
  const input = argument && getNamedType(argument.type);
  if (!isInputObjectType(input)) throw new Error(`${mutation} has no input.`);
  return Object.values(input.getFields()).flatMap(({ name, type }) => (getNamedType(type).name === 'ID' ? [name] : []));
}

const person = ({ people, otherLead }: TestOrganization, caller: Caller): TestPerson =>
  caller === 'OTHER_LEAD' ? otherLead : people[caller];

/** What a caller lacks for a command on a unit; null where nothing. */
function lacks(takes: Takes, caller: Caller, unit: 'led' | 'other'): string | null {
  const cell = may.cell(takes, caller);
  if (cell === 'role') return takesRole[takes];
  return cell === 'unit' && (caller === 'OTHER_LEAD' || unit === 'other') ? TAKES_UNIT : null;
}

const forbidden = (action: string, requires: string): object => ({
  __typename: 'ForbiddenError',
  message: `You may not do this: ${action} takes ${requires}.`,
  action,
  requires,
});

const positionOf = async ({ id }: TestOrganization): Promise<number> =>
  (await app.services.database.prisma.eventLog.findUniqueOrThrow({ where: { organizationId: id } })).position;

beforeAll(async () => {
  app = await startApp();
  own = await createTestOrganization(app);
});
afterAll(() => app.stop());

describe('on a server of one organization', () => {
  it('its administrators replace the catalog, and nobody else', async () => {
    const document = shippedDocument();
    document.model.version += ' (tailored)';
    for (const caller of may.columns) {
      const result = await act(app.url, 'importCatalog', { document }, person(own, caller).bearer);
      if (caller !== 'ADMINISTRATOR') expect(result).toEqual(forbidden('importCatalog', takesRole.administrator));
      else {
        expect(result).toEqual({
          __typename: 'ImportCatalogPayload',
          position: 2,
          record: { version: document.model.version },
        });
      }
    }
  });
});

describe('on a server of two organizations', () => {
  beforeAll(async () => {
    foreign = await createTestOrganization(app);
  });

  it('every mutation has a row here, or in the table of its feature', () => {
    const elsewhere = [featureRows, recordRows].flatMap((rowsOf) => Object.keys(rowsOf(() => app)));
    // What an import takes depends on what is imported: test/exchange/import.test.ts has it.
    expect([...Object.keys(rows), ...elsewhere, 'importRecords'].sort()).toEqual([...mutationNames].sort());
  });

  describe.each(Object.entries(rows))('%s', (mutation, { takes, event, input, rule }) => {
    const payload = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;

    const fields = idFields(mutation);
    const units = fields.includes('deploymentId') ? (['led', 'other'] as const) : (['led'] as const);

    describe.each(units)('on the %s unit', (unit) => {
      const unitId = (): string => (unit === 'led' ? own.ledUnit.id : own.otherUnit.id);
      const allowed = may.columns.filter((caller) => lacks(takes, caller, unit) === null);
      const refused = may.columns.filter((caller) => !allowed.includes(caller));

      it(`is refused to ${refused.join(', ')}, and writes nothing`, async () => {
        const given = await input(own, unitId());
        const before = await everything(app);
        const position = await positionOf(own);
        for (const caller of refused) {
          const result = await act(app.url, mutation, given, person(own, caller).bearer);
          expect(result, caller).toEqual(forbidden(mutation, lacks(takes, caller, unit) ?? ''));
          expect(await positionOf(own), caller).toBe(position);
        }
        expect(await everything(app)).toEqual(before);
      });

      const done = async (caller: Caller): Promise<void> => {
        const { id, bearer } = person(own, caller);
        const given = await input(own, unitId());
        const position = await positionOf(own);
        const foreignPosition = await positionOf(foreign);
        const result = await act(app.url, mutation, given, bearer);
        expect(result).toEqual({
          __typename: payload,
          position: position + 1,
          record: { id: expect.any(String), version: 'version' in given ? 2 : 1 },
        });
        expect(await positionOf(own)).toBe(position + 1);
        expect(await positionOf(foreign)).toBe(foreignPosition);
        const logged = await app.services.database.prisma.event.findUniqueOrThrow({
          where: { organizationId_position: { organizationId: own.id, position: position + 1 } },
        });
        expect(logged).toMatchObject({ type: event, actorId: id, recordVersion: result['record'].version });
        expect(encodeGlobalId(logged.recordType, logged.recordId)).toBe(result['record'].id);
      };

      const forbiddenByRule = async (caller: Caller): Promise<void> => {
        const given = await input(own, unitId());
        const before = await everything(app);
        const result = await act(app.url, mutation, given, person(own, caller).bearer);
        expect(result).toMatchObject({ __typename: 'RuleViolationError', rule });
        expect(await everything(app)).toEqual(before);
      };

      if (rule === undefined) it.each(allowed)('is done by %s', done);
      else it.each(allowed)('is forbidden by a rule to %s, and writes nothing', forbiddenByRule);
    });

    const choices = fields.length > 1 ? [...fields.map((field) => [field]), fields] : [fields];
    it.each(fields.length > 0 ? choices : [])(
      'answers the same for %s of another organization as of nowhere, and writes nothing',
      async (...replaced) => {
        const [ownInput, foreignInput] = [await input(own, own.ledUnit.id), await input(foreign, foreign.ledUnit.id)];
        const before = await everything(app);
        for (const caller of may.columns) {
          const { bearer } = person(own, caller);
          const foreignIds = Object.fromEntries(replaced.map((field) => [field, foreignInput[field]]));
          const noIds = Object.fromEntries(replaced.map((field) => [field, nowhere[field]?.id()]));
          const toForeign = await askFor(app.url, mutation, { ...ownInput, ...foreignIds }, bearer);
          const toNowhere = await askFor(app.url, mutation, { ...ownInput, ...noIds }, bearer);
          expect(JSON.stringify(toForeign)).toBe(JSON.stringify(toNowhere));

          // Whose unit it is comes out only where the deployment is one's own.
          const requires = lacks(takes, caller, 'led');
          const toBeFound = requires === TAKES_UNIT && replaced.includes('deploymentId') ? null : requires;
          const recordTypes = replaced.map((field) => nowhere[field]?.recordType);
          expect(toForeign).toEqual({
            status: 200,
            data: {
              result:
                toBeFound === null
                  ? {
                      __typename: 'NotFoundError',
                      recordType: expect.toBeOneOf(recordTypes),
                      message: expect.stringMatching(/^There is no such [\w ]+ in your organization\.$/),
                    }
                  : forbidden(mutation, toBeFound),
            },
          });
        }
        expect(await everything(app)).toEqual(before);
      },
    );

    it('is nothing for somebody without a token, or with a bad one', async () => {
      const given = await input(own, own.ledUnit.id);
      const before = await everything(app);
      for (const bearer of [undefined, 'Bearer nonsense']) {
        const answer = await askFor(app.url, mutation, given, bearer);
        expect(answer.status).toBe(401);
        expect(answer.data ?? null).toBeNull();
        expect(answer.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['UNAUTHENTICATED']);
      }
      expect(await everything(app)).toEqual(before);
    });
  });
});
