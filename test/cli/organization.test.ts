import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { run } from './run.js';

describeWithServices('uplift organization end-fresh-sign-ins', ({ postgresUrl }) => {
  let databaseUrl: string;
  let app: TestApp;
  let organization: TestOrganization;
  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    app = await startApp({ databaseUrl });
    organization = await createTestOrganization(app);
  });
  afterAll(async () => {
    await app.stop();
    await dropDatabase(databaseUrl);
  });
  const end = (as: string) =>
    run(['organization', 'end-fresh-sign-ins', '--organization', organization.slug, '--as', as], {
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: SECRET,
    });

  it('ends what nobody can meet any more, as an administrator', async () => {
    const { prisma } = app.services.database;
    const where = { id: organization.id };
    await prisma.organization.update({
      where,
      data: { freshSignInOccasions: ['GATE'], freshSignInAcrValues: ['a class of nobody'] },
    });
    const refused = await end(`${organization.slug}-SPONSOR`);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('the role ADMINISTRATOR or above')]);
    expect(await prisma.organization.findUniqueOrThrow({ where })).toMatchObject({ freshSignInOccasions: ['GATE'] });
    const done = await end(`${organization.slug}-ADMINISTRATOR`);
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(await prisma.organization.findUniqueOrThrow({ where })).toMatchObject({
      freshSignInOccasions: [],
      version: 2,
    });
    const [event] = await prisma.event.findMany({
      where: { organizationId: organization.id },
      orderBy: { position: 'desc' },
      take: 1,
    });
    expect(event).toMatchObject({
      type: 'FreshSignInRuleChanged',
      actorId: organization.people.ADMINISTRATOR.id,
      signIn: null,
    });
  });
});
