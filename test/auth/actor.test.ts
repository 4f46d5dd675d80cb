import { expect, it } from 'vitest';
import { actorFinder, findActor } from '../../src/auth/actor.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const organization = useOrganization(app);
const other = useOrganization(app);

it('looks up in one statement who ask together, each for themselves', async () => {
  const { prisma } = app.services.database;
  const viewer = `${organization.slug}-VIEWER`;
  await prisma.person.update({ where: { id: other.people.VIEWER.id }, data: { subject: viewer } });
  await prisma.person.update({ where: { id: other.people.SPONSOR.id }, data: { active: false } });
  const asked = [
    { subject: viewer, organization: organization.slug },
    { subject: viewer, organization: other.slug },
    { subject: viewer, organization: undefined },
    { subject: viewer, organization: 'elsewhere' },
    { subject: `${organization.slug}-SPONSOR`, organization: undefined },
    { subject: `${other.slug}-SPONSOR`, organization: other.slug },
    { subject: `a NUL: \0`, organization: other.slug },
    { subject: viewer, organization: organization.slug },
  ];
  app.forgetStatements();
  const find = actorFinder(prisma);
  const found = await Promise.all(asked.map(find));
  expect(app.statements).toHaveLength(1);
  const { VIEWER, SPONSOR } = organization.people;
  expect(found.map((actor) => actor?.personId ?? null)).toEqual([
    VIEWER.id,
    other.people.VIEWER.id,
    VIEWER.id,
    null,
    SPONSOR.id,
    null,
    null,
    VIEWER.id,
  ]);
  const alone = await Promise.all(asked.map((each) => findActor(prisma, each.subject, each.organization)));
  expect(alone).toEqual(found);
});
