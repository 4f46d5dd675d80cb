import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { encodeGlobalId } from '../../src/ids.js';
import { act, askFor } from './act.js';
import { everything } from './fixtures.js';
import { table } from './table.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization, TestPerson } from '../support/app.js';
import { featureRows, nowhereOfFeatures } from './feature-rows.js';
import type { PlanTakes } from '../plans/permission-rows.js';

type Caller = Role | 'OTHER_LEAD';

/** Who may: `yes`, `role` (the role is too small), `lead` (only who leads the unit in person), `unit` (its leads, and more). */
const may = table<PlanTakes, Caller>(`
                  VIEWER  PROJECT_LEAD  OTHER_LEAD  DEPLOYMENT_LEAD  SPONSOR  ADMINISTRATOR
  sponsor         role    role          role        role             yes      yes
  deploymentLead  role    role          role        yes              yes      yes
  targetLead      role    yes           lead        lead             lead     lead
  unitLead        role    yes           unit        yes              yes      yes
`);

const takesRole: Record<PlanTakes, string> = {
  sponsor: 'the role SPONSOR or above',
  deploymentLead: 'the role DEPLOYMENT_LEAD or above',
  targetLead: 'the role PROJECT_LEAD or above',
  unitLead: 'the role PROJECT_LEAD or above',
};

const takesUnit: Readonly<Record<string, string>> = {
  lead: 'the lead of the unit, in person',
  unit: 'the lead of the unit, or the role DEPLOYMENT_LEAD or above',
};

let app: TestApp;
let own: TestOrganization;
let foreign: TestOrganization;

beforeAll(async () => {
  app = await startApp();
  own = await createTestOrganization(app);
  foreign = await createTestOrganization(app);
});
afterAll(() => app.stop());

const person = ({ people, otherLead }: TestOrganization, caller: Caller): TestPerson =>
  caller === 'OTHER_LEAD' ? otherLead : people[caller];

const forbidden = (takes: PlanTakes, caller: Caller): object => ({
  __typename: 'ForbiddenError',
  requires: takesUnit[may.cell(takes, caller)] ?? takesRole[takes],
});

describe.each(Object.entries(featureRows(() => app)))('%s', (mutation, { takes, event, events = 1, input }) => {
  const allowed = may.columns.filter((caller) => may.cell(takes, caller) === 'yes');
  const refused = may.columns.filter((caller) => !allowed.includes(caller));

  it(`is refused to ${refused.join(', ')}, and writes nothing`, async () => {
    const given = await input(own);
    const before = await everything(app);
    for (const caller of refused) {
      const result = await act(app.url, mutation, given, person(own, caller).bearer);
      expect(result, caller).toMatchObject(forbidden(takes, caller));
    }
    expect(await everything(app)).toEqual(before);
  });

  it.each(allowed)(`is done by %s, with ${events === 1 ? 'one event' : `${events} events`}`, async (caller) => {
    const { id, bearer } = person(own, caller);
    const given = await input(own);
    const { prisma } = app.services.database;
    const { position } = await prisma.eventLog.findUniqueOrThrow({ where: { organizationId: own.id } });
    const result = await act(app.url, mutation, given, bearer);
    expect(result).toMatchObject({ position: position + events, record: { version: 'version' in given ? 2 : 1 } });
    const logged = await prisma.event.findUniqueOrThrow({
      where: { organizationId_position: { organizationId: own.id, position: position + events } },
    });
    expect(logged).toMatchObject({ type: event, actorId: id, recordVersion: result['record'].version });
    expect(logged.improvementId).not.toBeNull();
    expect([encodeGlobalId(logged.recordType, logged.recordId), logged.recordId]).toContain(result['record'].id);
  });

  it('answers the same for anything of another organization as of nowhere, and writes nothing', async () => {
    const [ownInput, foreignInput] = [await input(own), await input(foreign)];
    const before = await everything(app);
    const fields = Object.keys(ownInput).filter((field) => field in nowhereOfFeatures);
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) {
      for (const caller of may.columns) {
        const { bearer } = person(own, caller);
        const toForeign = await askFor(app.url, mutation, { ...ownInput, [field]: foreignInput[field] }, bearer);
        const nothing = { ...ownInput, [field]: nowhereOfFeatures[field]?.id() };
        const toNowhere = await askFor(app.url, mutation, nothing, bearer);
        expect(JSON.stringify(toForeign), `${field} ${caller}`).toBe(JSON.stringify(toNowhere));
        const cell = may.cell(takes, caller);
        const result = toForeign.data?.['result'] as object;
        // Who leads another unit is told that, or that the record is not there: whichever is asked first.
        if (cell === 'unit' && '__typename' in result && result.__typename === 'ForbiddenError')
          expect(result, `${field} ${caller}`).toMatchObject(forbidden(takes, caller));
        else {
          expect(result, `${field} ${caller}`).toMatchObject(
            cell !== 'role'
              ? { __typename: 'NotFoundError', recordType: nowhereOfFeatures[field]?.recordType }
              : forbidden(takes, caller),
          );
        }
      }
    }
    expect(await everything(app)).toEqual(before);
  });
});
