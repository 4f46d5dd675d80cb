import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { act, askFor } from '../commands/act.js';
import { everything, putDeployment, putImprovement, putPerson, putUnit } from '../commands/fixtures.js';
import { putSession } from '../consulting/fixtures.js';
import { putIssue } from '../issues/fixtures.js';
import { createTestOrganization, SECRET } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';

let organization: TestOrganization;
let administrator: string;

const app = useApp();
beforeEach(async () => {
  organization = await createTestOrganization(app);
  administrator = organization.people.ADMINISTRATOR.bearer;
});

const lastEvent = () =>
  app.services.database.prisma.event.findFirstOrThrow({
    where: { organizationId: organization.id },
    orderBy: { position: 'desc' },
  });

describe('the leads of a unit', () => {
  it('may report on it from then on, and no longer after it was taken from them', async () => {
    const { otherLead, otherUnit } = organization;
    const { globalId: deploymentId } = await putDeployment(app, organization.id, otherUnit.id);
    const report = (version: number) =>
      act(app.url, 'recordProgress', { deploymentId, version, percent: 10 * version }, otherLead.bearer);
    const lead = { unitId: otherUnit.globalId, personId: otherLead.globalId };

    expect(await report(1)).toMatchObject({ __typename: 'ForbiddenError' });
    const assigned = await act(
      app.url,
      'assignUnitLead',
      { ...lead, version: 1 },
      administrator,
      'version leads { id }',
    );
    expect(assigned['record']).toEqual({ version: 2, leads: [{ id: otherLead.globalId }] });
    expect(await lastEvent()).toMatchObject({ before: { leads: [] }, after: { leads: [otherLead.id] } });
    expect(await report(1)).toMatchObject({ __typename: 'RecordProgressPayload' });
    const removed = await act(app.url, 'removeUnitLead', { ...lead, version: 2 }, administrator, 'leads { id }');
    expect(removed['record']).toEqual({ leads: [] });
    expect(await lastEvent()).toMatchObject({ before: { leads: [otherLead.id] }, after: { leads: [] } });
    expect(await report(2)).toMatchObject({ __typename: 'ForbiddenError' });
  });

  it('may be several, and each stays when another goes', async () => {
    const { people, otherLead } = organization;
    const { globalId: unitId } = await putUnit(app, organization.id, [people.PROJECT_LEAD.id, otherLead.id]);
    const input = { unitId, personId: otherLead.globalId, version: 1 };
    const result = await act(app.url, 'removeUnitLead', input, administrator, 'leads { id }');
    expect(result['record'].leads).toEqual([{ id: people.PROJECT_LEAD.globalId }]);
  });
});

describe('a unit', () => {
  it('has a name of its own in the organization, even if others use it elsewhere', async () => {
    const name = `Harbor ${randomUUID()}`;
    const input = { kind: 'PROJECT', name };
    await act(app.url, 'addUnit', input, administrator);
    const taken = { __typename: 'AlreadyExistsError', recordType: 'Unit' };
    expect(await act(app.url, 'addUnit', { kind: 'SUPPORT_GROUP', name: ` ${name} ` }, administrator)).toMatchObject(
      taken,
    );
    const rename = { unitId: organization.otherUnit.globalId, version: 1, name };
    expect(await act(app.url, 'changeUnit', rename, administrator)).toMatchObject(taken);
    const elsewhere = await createTestOrganization(app);
    expect(await act(app.url, 'addUnit', input, elsewhere.people.ADMINISTRATOR.bearer)).toMatchObject({
      __typename: 'AddUnitPayload',
    });
  });

  it('keeps what a change leaves out, and gets its attributes as a whole', async () => {
    const { globalId: unitId } = await putUnit(app, organization.id);
    const change = (input: object) =>
      act(app.url, 'changeUnit', { unitId, ...input }, administrator, 'name attributes { name value }');
    const attributes = [
      { name: 'phase', value: 'development' },
      { name: 'site', value: 'Bremen' },
    ];
    const named = await change({ version: 1, name: 'Renamed', attributes });
    expect(named['record']).toEqual({ name: 'Renamed', attributes });
    expect((await change({ version: 2, name: 'Again' }))['record']).toEqual({ name: 'Again', attributes });
    expect((await change({ version: 3, attributes: attributes.slice(1) }))['record']).toEqual({
      name: 'Again',
      attributes: attributes.slice(1),
    });
    expect((await change({ version: 4, attributes: [] }))['record']).toEqual({ name: 'Again', attributes: [] });
    expect(await lastEvent()).toMatchObject({
      type: 'UnitChanged',
      before: { attributes: { site: 'Bremen' } },
      after: { attributes: {} },
    });
  });
});

describe('a person', () => {
  it('who is added gets in by the subject, with the role that was given', async () => {
    const subject = `auth|${randomUUID()}`;
    const input = { name: 'Nora', subject, role: 'DEPLOYMENT_LEAD' };
    const bearer = `Bearer ${await signToken(SECRET, subject, organization.slug, '1h')}`;
    const hold = { improvementId: 'x', version: 1 };
    expect((await askFor(app.url, 'holdImprovement', hold, bearer)).errors?.[0]?.extensions?.['code']).toBe(
      'UNAUTHENTICATED',
    );
    expect(await act(app.url, 'addPerson', input, administrator)).toMatchObject({ __typename: 'AddPersonPayload' });
    expect(await act(app.url, 'holdImprovement', hold, bearer)).toMatchObject({ __typename: 'InvalidInputError' });
    expect(await act(app.url, 'addUnit', { kind: 'PROJECT', name: 'X' }, bearer)).toMatchObject({
      __typename: 'ForbiddenError',
    });
    expect(await act(app.url, 'addPerson', { ...input, name: 'Another' }, administrator)).toMatchObject({
      __typename: 'AlreadyExistsError',
      recordType: 'Person',
    });
  });

  it('has the new role at once', async () => {
    const { VIEWER } = organization.people;
    const suggestion = {
      title: 'Mine',
      description: 'Mine.',
      kind: 'TECHNOLOGY',
      scale: 'INNOVATIVE',
      origin: 'PILOT',
      practices: [],
    };
    expect(await act(app.url, 'suggestImprovement', suggestion, VIEWER.bearer)).toMatchObject({
      __typename: 'ForbiddenError',
    });
    const promotion = { personId: VIEWER.globalId, version: 1, role: 'DEPLOYMENT_LEAD' };
    const promoted = await act(app.url, 'changePersonRole', promotion, administrator, 'role version');
    expect(promoted['record']).toEqual({ role: 'DEPLOYMENT_LEAD', version: 2 });
    expect(await lastEvent()).toMatchObject({ before: { role: 'VIEWER' }, after: { role: 'DEPLOYMENT_LEAD' } });
    expect(await act(app.url, 'suggestImprovement', suggestion, VIEWER.bearer)).toMatchObject({
      __typename: 'SuggestImprovementPayload',
    });
  });

  it('is called and reached as was revised last: what is left out stays, and null clears', async () => {
    const { VIEWER } = organization.people;
    const details = 'name email locale timeZone';
    const revise = async (version: number, input: object) =>
      (await act(app.url, 'revisePerson', { personId: VIEWER.globalId, version, ...input }, administrator, details))[
        'record'
      ];
    const email = `Vera.${randomUUID()}@Example.org`;
    const given = { name: 'Vera', email: ` ${email} `, locale: 'de-ch', timeZone: 'europe/zurich' };
    const kept = { name: 'Vera', email: email.toLowerCase(), locale: 'de-CH', timeZone: 'Europe/Zurich' };
    expect(await revise(1, given)).toEqual(kept);
    expect(await revise(2, { locale: 'en' })).toEqual({ ...kept, locale: 'en' });
    expect(await revise(3, { name: null })).toEqual({ ...kept, locale: 'en' });
    const cleared = { name: 'Vera', email: null, locale: null, timeZone: null };
    expect(await revise(4, { email: null, locale: null, timeZone: null })).toEqual(cleared);
    expect(await lastEvent()).toMatchObject({
      type: 'PersonRevised',
      before: { email: email.toLowerCase(), locale: 'en', timeZone: 'Europe/Zurich' },
      after: cleared,
    });
  });

  it('has an e-mail address that nobody else of the organization has, whatever the case', async () => {
    const { VIEWER, SPONSOR } = organization.people;
    const email = `${randomUUID()}@example.org`;
    const revise = (person: { globalId: string }, version: number, address: string, bearer = administrator) =>
      act(app.url, 'revisePerson', { personId: person.globalId, version, email: address }, bearer);
    const taken = { __typename: 'AlreadyExistsError', recordType: 'Person' };
    expect(await revise(VIEWER, 1, email)).toHaveProperty('record');
    expect(await revise(VIEWER, 2, email.toUpperCase())).toHaveProperty('record');
    expect(await revise(SPONSOR, 1, email.toUpperCase())).toMatchObject(taken);
    const added = { name: 'Nora', subject: randomUUID(), role: 'VIEWER', email: email.toUpperCase() };
    expect(await act(app.url, 'addPerson', added, administrator)).toMatchObject(taken);
    const elsewhere = await createTestOrganization(app);
    const { ADMINISTRATOR } = elsewhere.people;
    expect(await revise(ADMINISTRATOR, 1, email, ADMINISTRATOR.bearer)).toHaveProperty('record');
  });

  it('is found by a part of the e-mail address', async () => {
    const { VIEWER } = organization.people;
    await act(app.url, 'revisePerson', { personId: VIEWER.globalId, version: 1, email: 'v.e_r@a.org' }, administrator);
    const query = `query ($text: String) { people(filter: { text: $text }) { nodes { id } } }`;
    const found = async (text: string) =>
      (await ask(app.url, query, { text }, administrator)).data?.['people'].nodes as { id: string }[];
    expect(await found('E_R@')).toEqual([{ id: VIEWER.globalId }]);
    expect(await found('v.e.r@')).toEqual([]);
  });

  it('who has another subject gets in by that one alone', async () => {
    const { VIEWER, SPONSOR } = organization.people;
    const subject = `auth|${randomUUID()}`;
    const change = (version: number, to: string) =>
      act(app.url, 'changeSubject', { personId: VIEWER.globalId, version, subject: to }, administrator, 'subject');
    const codeFor = async (bearer: string) =>
      (await ask(app.url, '{ viewer { role } }', {}, bearer)).errors?.[0]?.extensions?.['code'];
    expect(await change(1, `${organization.slug}-SPONSOR`)).toMatchObject({ __typename: 'AlreadyExistsError' });
    expect(await change(1, subject)).toMatchObject({ record: { subject } });
    expect(await codeFor(VIEWER.bearer)).toBe('UNAUTHENTICATED');
    expect(await codeFor(`Bearer ${await signToken(SECRET, subject, organization.slug, '1h')}`)).toBeUndefined();
    expect(await codeFor(SPONSOR.bearer)).toBeUndefined();
    expect(await change(2, subject)).toMatchObject({ record: { subject } });
  });

  it('who has left opens nothing any more with a token that is still good', async () => {
    const { DEPLOYMENT_LEAD: lead } = organization.people;
    const left = await act(
      app.url,
      'deactivatePerson',
      { personId: lead.globalId, version: 1 },
      administrator,
      'active role',
    );
    expect(left['record']).toEqual({ active: false, role: 'DEPLOYMENT_LEAD' });
    const rows = await everything(app);
    const { globalId } = organization.ledUnit;
    const answer = await askFor(app.url, 'changeUnit', { unitId: globalId, version: 1 }, lead.bearer);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['UNAUTHENTICATED']);
    expect(await everything(app)).toEqual(rows);
  });
});

describe('who has left', () => {
  /** What gives a person something to do: its input, less who that is. */
  const GIVES: Readonly<Record<string, () => Promise<readonly [field: string, input: Record<string, unknown>]>>> = {
    assignUnitLead: async () => ['personId', { unitId: organization.otherUnit.globalId, version: 1 }],
    openIssue: async () => {
      const { globalId: improvementId } = await putImprovement(app, organization.id);
      return ['ownerId', { improvementId, title: 'No licenses', description: 'Too few.' }];
    },
    assignIssue: async () => ['ownerId', { issueId: (await putIssue(app, organization)).globalId, version: 1 }],
    blockDeployment: async () => {
      const { globalId: deploymentId } = await putDeployment(app, organization.id, organization.ledUnit.id);
      return ['ownerId', { deploymentId, version: 1, reason: 'The supplier has not agreed.' }];
    },
    scheduleConsulting: async () => {
      const { globalId: consultingSessionId } = await putSession(app, organization);
      return ['consultantId', { consultingSessionId, version: 1, scheduledOn: '2026-01-22' }];
    },
    openCoordination: async () => {
      const { globalId: improvementId } = await putImprovement(app, organization.id);
      const unitIds = [organization.ledUnit.globalId, organization.otherUnit.globalId];
      return ['ownerId', { improvementId, unitIds, title: 'Tools', description: 'Buy them.', dueOn: '2026-01-22' }];
    },
  };

  it.each(Object.keys(GIVES))('is given nothing to do any more: %s', async (mutation) => {
    const gone = await putPerson(app, organization.id, 'DEPLOYMENT_LEAD', false);
    const [field, input] = (await GIVES[mutation]?.()) ?? ['', {}];
    const give = ({ globalId }: { globalId: string }) =>
      act(app.url, mutation, { ...input, [field]: globalId }, administrator);
    const rows = await everything(app);
    expect(await give(gone)).toMatchObject({ __typename: 'RuleViolationError', rule: 'person-is-still-there' });
    expect(await everything(app)).toEqual(rows);
    expect(await give(organization.people.DEPLOYMENT_LEAD)).toHaveProperty('record');
  });

  it('leads a unit until that is taken from them', async () => {
    const gone = await putPerson(app, organization.id, 'PROJECT_LEAD', false);
    const unit = await putUnit(app, organization.id, [gone.id]);
    const input = { unitId: unit.globalId, personId: gone.globalId, version: 1 };
    const removed = await act(app.url, 'removeUnitLead', input, administrator, 'leads { id }');
    expect(removed['record']).toEqual({ leads: [] });
  });
});

describe('the last administrator', () => {
  const acts = { changePersonRole: { role: 'SPONSOR' }, deactivatePerson: {}, changeSubject: { subject: 'moved' } };

  it.each(Object.entries(acts))('stays: %s', async (mutation, more) => {
    const { ADMINISTRATOR: ada } = organization.people;
    const leave = (version: number) =>
      act(app.url, mutation, { personId: ada.globalId, version, ...more }, administrator);
    const refused = { __typename: 'RuleViolationError', rule: 'an-administrator-stays' };
    expect(await leave(1)).toMatchObject(refused);

    // Neither somebody of another organization counts, nor one who has left.
    await createTestOrganization(app);
    const second = await putPerson(app, organization.id, 'ADMINISTRATOR');
    const { prisma } = app.services.database;
    await prisma.person.update({ where: { id: second.id }, data: { active: false } });
    expect(await leave(1)).toMatchObject(refused);

    await prisma.person.update({ where: { id: second.id }, data: { active: true } });
    expect((await leave(1))['record'].version).toBe(2);
  });

  it('may be given the subject that they have', async () => {
    const { ADMINISTRATOR: ada } = organization.people;
    const input = { personId: ada.globalId, version: 1, subject: `${organization.slug}-ADMINISTRATOR` };
    expect(await act(app.url, 'changeSubject', input, administrator)).toMatchObject({ record: { version: 2 } });
    expect(await act(app.url, 'changeSubject', { ...input, version: 2 }, administrator)).toHaveProperty('record');
  });

  it('may be given the role that they have', async () => {
    const { ADMINISTRATOR: ada } = organization.people;
    const input = { personId: ada.globalId, version: 1, role: 'ADMINISTRATOR' };
    expect(await act(app.url, 'changePersonRole', input, administrator)).toMatchObject({ record: { version: 2 } });
  });
});
