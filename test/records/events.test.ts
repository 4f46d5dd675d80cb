import { getNamedType, isCompositeType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { encodeCursor } from '../../src/log/cursor.js';
import { schema } from '../../src/graph/schema.js';
import { act } from '../commands/act.js';
import { subscribeWs } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { recordRows } from './rows.js';
import type { Stage } from './suite.js';

const app = useApp();
const stage: Stage = { app, own: useOrganization(app), foreign: useOrganization(app) };

/** What a type of event adds to all events: records by their id, all else as it is. */
function ownFields(eventType: string): { selection: string; record: string } {
  const [type, common] = [schema.getType(eventType), schema.getType('Event')];
  if (!isObjectType(type) || !isInterfaceType(common)) throw new Error(`There is no event ${eventType}.`);
  const fields = Object.values(type.getFields()).filter(({ name }) => !(name in common.getFields()));
  const record = fields.find((field) => isCompositeType(getNamedType(field.type)))?.name ?? '';
  const selection = fields.map(({ name }) => (name === record ? `${name} { id }` : `state: ${name}`)).join(' ');
  return { selection, record };
}

describe.each(Object.entries(recordRows(() => stage.app)))('%s', (mutation, { takes, event, input }) => {
  it('is delivered live, with its record, to those who watch what it concerns', async () => {
    const { app, own } = stage;
    const given = await input(own);
    const { epoch, position } = await app.services.database.prisma.eventLog.findUniqueOrThrow({
      where: { organizationId: own.id },
    });
    const { bearer } = own.people[takes === 'author' ? 'PROJECT_LEAD' : 'SPONSOR'];
    const { record } = await act(app.url, mutation, given, bearer);
    const { selection, record: field } = ownFields(event);
    const type = event.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
    const feed = subscribeWs(
      app.url,
      `subscription ($after: LogCursor) { events(after: $after, filter: { types: [${type}] }) {
        __typename actor { id } improvement { id } about: record { id } ... on ${event} { ${selection} } } }`,
      { after: encodeCursor({ epoch, position }) },
      own.people.VIEWER.bearer,
    );
    const told = (await feed.next()).data?.['events'] as Record<string, unknown>;
    await feed.stop();
    expect(told).toMatchObject({ __typename: event, [field]: { id: record.id as string } });
    expect(told['about']).toEqual({ id: record.id as string });
    if ('improvementId' in given) expect(told['improvement']).toEqual({ id: given['improvementId'] });
    if ('state' in told) expect(told['state']).toEqual(expect.stringMatching(/^[A-Z_]+$/));
  });
});
