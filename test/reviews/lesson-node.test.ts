import { expect, test } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putReview } from './fixtures.js';

const app = useApp();
const organization = useOrganization(app);

test('a lesson is found by its id by those who may read it', async () => {
  const { id, lessonId } = await putReview(app, organization);
  const seenBy = async (role: keyof typeof organization.people) => {
    const query = 'query ($id: ID!) { node(id: $id) { ... on Lesson { text } } }';
    const { bearer } = organization.people[role];
    return (await ask(app.url, query, { id: encodeGlobalId('Lesson', lessonId) }, bearer)).data?.['node'] as unknown;
  };
  const lesson = { text: 'Ask earlier.' };
  expect(await seenBy('DEPLOYMENT_LEAD')).toEqual(lesson);
  expect(await seenBy('PROJECT_LEAD'), 'who leads the unit').toEqual(lesson);
  expect(await seenBy('VIEWER')).toBeNull();
  await app.services.database.prisma.resultReview.update({ where: { id }, data: { state: 'SHARED' } });
  expect(await seenBy('VIEWER')).toEqual(lesson);
});
