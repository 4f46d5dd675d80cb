import { setImmediate } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { createStage } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { ask } from '../support/clients.js';
import { gist } from '../support/gist.js';
import { useApp } from '../support/use-app.js';

let stage: Stage;
const app = useApp();
beforeAll(async () => {
  stage = await createStage(app, 5);
});

const SELECTION = `__typename record { __typename id ... on Deployment { percent unit { name } } }
  actor { name } improvement { title } unit { name } deployment { id }`;

async function newest(count: number) {
  app.forgetStatements();
  const query = `{ viewer { organization { events(last: ${count}) { nodes { ${SELECTION} } } } } }`;
  const { data, errors } = await ask(app.url, query, {}, stage.bearer);
  await setImmediate();
  expect(errors).toBeUndefined();
  const events = data?.['viewer'].organization.events.nodes as Result[];
  return { events, gists: app.statements.map(gist).sort() };
}

it('events are read with what they are about by a statement for each kind of it', async () => {
  const { events, gists } = await newest(60);
  expect(events.length).toBeGreaterThan(30);
  for (const event of events) expect(event['record'], event['__typename']).toMatchObject({ id: expect.any(String) });
  // The deployments of events with and without more of them.
  const records = ['Deployment', 'Deployment', 'Improvement', 'Person', 'Unit', 'Unit'];
  expect(gists).toEqual(['Event', 'Organization', 'Person', ...records].map((table) => `SELECT ${table}`).sort());
});

it('events about people say about whom they are', async () => {
  const { people, ledUnit } = stage.organization;
  const administrator = people.ADMINISTRATOR.bearer;
  const given = { name: 'Ada', subject: 'ada', role: 'VIEWER' };
  const { record: ada } = await act(app.url, 'addPerson', given, administrator);
  const lead = { unitId: ledUnit.globalId, personId: ada.id as string };
  await act(app.url, 'assignUnitLead', { ...lead, version: 1 }, administrator);
  await act(app.url, 'removeUnitLead', { ...lead, version: 2 }, administrator);
  const person = '{ person { name } unit { id } record { id } }';
  const selection = `__typename ... on PersonAdded ${person.replace('unit { id }', '')}
    ... on UnitLeadAssigned ${person} ... on UnitLeadRemoved ${person}`;
  const query = `{ viewer { organization { events(last: 3) { nodes { ${selection} } } } } }`;
  const { data } = await ask(app.url, query, {}, administrator);
  const unit = { id: ledUnit.globalId };
  expect(data?.['viewer'].organization.events.nodes).toEqual([
    { __typename: 'PersonAdded', person: { name: 'Ada' }, record: { id: ada.id as string } },
    { __typename: 'UnitLeadAssigned', person: { name: 'Ada' }, unit, record: unit },
    { __typename: 'UnitLeadRemoved', person: { name: 'Ada' }, unit, record: unit },
  ]);
});
