import { expect, it } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { act } from '../commands/act.js';
import { everything, putImprovement } from '../commands/fixtures.js';
import { fold, json, told } from '../commands/fold.js';
import { createTestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putAffirmation } from './fixtures.js';

const app = useApp();
const organization = useOrganization(app);

const AFFIRMATION = `id version state practiceRef practice { title } subpractice improvement { id } unit { id } text
  person { id } role reason`;

it('a word is recorded with who, role and what for, and taken back by whoever gave it', async () => {
  const { people, otherLead } = organization;
  const improvement = await putImprovement(app, organization.id, { state: 'CLOSED' });
  const word = { practice: 'ot sp 2.1', improvementId: improvement.globalId, text: 'The course was held.' };
  const { record } = await act(app.url, 'affirmPractice', word, otherLead.bearer, AFFIRMATION);
  expect(record).toMatchObject({
    state: 'AFFIRMED',
    practiceRef: 'OT SP 2.1',
    practice: { title: 'Deliver Training' },
    subpractice: null,
    improvement: { id: improvement.globalId },
    unit: null,
    text: 'The course was held.',
    reason: null,
    person: { id: otherLead.globalId },
    role: 'PROJECT_LEAD',
  });
  await app.services.database.prisma.person.update({ where: { id: otherLead.id }, data: { role: 'SPONSOR' } });
  const back = { affirmationId: record.id as string, version: 1, reason: 'It was another course.' };
  expect(await act(app.url, 'withdrawAffirmation', back, people.ADMINISTRATOR.bearer)).toMatchObject({
    __typename: 'ForbiddenError',
    requires: 'the person who said it',
  });
  const withdrawn = await act(app.url, 'withdrawAffirmation', back, otherLead.bearer, AFFIRMATION);
  expect(withdrawn['record']).toMatchObject({
    state: 'WITHDRAWN',
    role: 'PROJECT_LEAD',
    reason: 'It was another course.',
    version: 2,
  });
  const { id } = decodeGlobalId(String(record.id)) ?? { id: '' };
  const row = await app.services.database.prisma.affirmation.findUniqueOrThrow({ where: { id } });
  expect(fold(await told(app, id))).toEqual(json(row));
});

it.each([
  [{ practice: 'OPM SP 9.9' }, 'practice'],
  [{ practice: 'OPM SG 3' }, 'practice'],
  [{ subpractice: 9 }, 'subpractice'],
  [{ subpractice: 0 }, 'subpractice'],
  [{ unitId: null }, 'improvementId'],
  [{ text: ' ' }, 'text'],
])('a word with %j is no word', async (wrong, path) => {
  const { ledUnit, people } = organization;
  const right = { practice: 'OPM SP 3.2', subpractice: 8, unitId: ledUnit.globalId, text: 'We reviewed it.' };
  const before = await everything(app);
  const result = await act(app.url, 'affirmPractice', { ...right, ...wrong }, people.PROJECT_LEAD.bearer);
  expect(result).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path }] });
  expect(await everything(app)).toEqual(before);
  expect(await act(app.url, 'affirmPractice', right, people.PROJECT_LEAD.bearer)).toHaveProperty('record');
});

it('words are read from practice, improvement and unit, and as a list, for as few statements as one', async () => {
  const elsewhere = await createTestOrganization(app);
  const improvement = await putImprovement(app, elsewhere.id);
  const put = await putAffirmation(app, elsewhere, { improvementId: improvement.id });
  for (const practiceRef of ['OT SP 2.1', 'OPM SP 3.2']) {
    await putAffirmation(app, elsewhere, { practiceRef, subpractice: null, state: 'WITHDRAWN' });
  }
  const read = async (first: number) => {
    app.forgetStatements();
    const { data, errors } = await ask(
      app.url,
      `query ($improvement: ID!, $unit: ID!, $first: Int!) {
        practice(ref: "OPM SP 3.2") { affirmations { nodes { id } } five: affirmations(filter: { subpractices: [5], unitIds: [$unit] }) { nodes { id } } }
        improvement: node(id: $improvement) { ... on Improvement { affirmations { totalCount nodes { id } } } }
        unit: node(id: $unit) { ... on Unit { affirmations(filter: { states: [WITHDRAWN] }) { totalCount } } }
        affirmations(first: $first, filter: { unitIds: [$unit] }) { totalCount nodes { person { name } unit { name } improvement { title } practice { ref } } } }`,
      { improvement: improvement.globalId, unit: elsewhere.ledUnit.globalId, first },
      elsewhere.people.VIEWER.bearer,
    );
    expect(errors).toBeUndefined();
    // Now and then the server looks for news on its own.
    return { data, statements: app.statements.filter((sql) => !/"(EventLog|CatalogImport)"/.test(sql)).length };
  };
  const { data, statements } = await read(3);
  expect(data).toMatchObject({
    practice: { affirmations: { nodes: [{}, {}] }, five: { nodes: [{ id: put.globalId }] } },
    improvement: { affirmations: { totalCount: 1, nodes: [{ id: put.globalId }] } },
    unit: { affirmations: { totalCount: 2 } },
    affirmations: { totalCount: 3, nodes: [{}, {}, {}] },
  });
  const few = await read(1);
  expect(few.data?.['affirmations'].nodes).toHaveLength(1);
  expect(statements - few.statements).toBeLessThanOrEqual(1); // the improvement, which only some words name
});
