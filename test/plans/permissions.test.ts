import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { encodeGlobalId } from '../../src/ids.js';
import { act, askFor } from '../commands/act.js';
import { everything } from '../commands/fixtures.js';
import { table } from '../commands/table.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization, TestPerson } from '../support/app.js';
import { nowhereOfPlans, planRows } from './permission-rows.js';
import type { PlanTakes } from './permission-rows.js';

type Caller = Role | 'OTHER_LEAD';

/** Who may: `yes`, `role` (the role is too small), `lead` (only who leads the target in person). */
const may = table<PlanTakes, Caller>(`
                  VIEWER  PROJECT_LEAD  OTHER_LEAD  DEPLOYMENT_LEAD  SPONSOR  ADMINISTRATOR
  sponsor         role    role          role        role             yes      yes
  deploymentLead  role    role          role        yes              yes      yes
  targetLead      role    yes           lead        lead             lead     lead
`);

const takesRole: Record<PlanTakes, string> = {
  sponsor: 'the role SPONSOR or above',
  deploymentLead: 'the role DEPLOYMENT_LEAD or above',
  targetLead: 'the role PROJECT_LEAD or above',
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
  requires: may.cell(takes, caller) === 'lead' ? 'the lead of the unit, in person' : takesRole[takes],
});

describe.each(Object.entries(planRows(() => app)))('%s', (mutation, { takes, event, input }) => {
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

  it.each(allowed)('is done by %s, with one event', async (caller) => {
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
    expect(logged.improvementId).not.toBeNull();
    expect(encodeGlobalId(logged.recordType, logged.recordId)).toBe(result['record'].id);
  });

  it('answers the same for anything of another organization as of nowhere, and writes nothing', async () => {
    const [ownInput, foreignInput] = [await input(own), await input(foreign)];
    const before = await everything(app);
    const fields = Object.keys(ownInput).filter((field) => field in nowhereOfPlans);
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) {
      for (const caller of may.columns) {
        const { bearer } = person(own, caller);
        const toForeign = await askFor(app.url, mutation, { ...ownInput, [field]: foreignInput[field] }, bearer);
        const nothing = { ...ownInput, [field]: nowhereOfPlans[field]?.id() };
        const toNowhere = await askFor(app.url, mutation, nothing, bearer);
        expect(JSON.stringify(toForeign), `${field} ${caller}`).toBe(JSON.stringify(toNowhere));
        const asked = may.cell(takes, caller) !== 'role';
        expect(toForeign.data?.['result'], `${field} ${caller}`).toMatchObject(
          asked
            ? { __typename: 'NotFoundError', recordType: nowhereOfPlans[field]?.recordType }
            : forbidden(takes, caller),
        );
      }
    }
    expect(await everything(app)).toEqual(before);
  });
});
