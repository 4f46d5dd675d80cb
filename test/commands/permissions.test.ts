import { randomUUID } from 'node:crypto';
import { getNamedType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { encodeGlobalId } from '../../src/ids.js';
import { schema } from '../../src/schema/index.js';
import { shippedDocument } from '../catalog/documents.js';
import { recordRows } from '../records/rows.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization, TestPerson } from '../support/app.js';
import { act, askFor, mutationNames } from './act.js';
import { featureRows } from './feature-rows.js';
import { baseRows } from './base-rows.js';
import type { Takes } from './base-rows.js';
import { everything } from './fixtures.js';
import { table } from './table.js';

/** Who comes: somebody of each role, and a second project lead, who leads no unit. */
type Caller = Role | 'OTHER_LEAD';

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

let app: TestApp;
let own: TestOrganization;
let foreign: TestOrganization;

const rows = baseRows(() => app);

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
