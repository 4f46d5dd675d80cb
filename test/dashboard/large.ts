import { appendEvents } from '../../src/log/append.js';
import type { Stage } from '../live/stage.js';
import type { TestApp } from '../support/app.js';

/** Puts many improvements into many projects, directly into the database, each cell in progress. */
export async function fill(app: TestApp, { organization }: Stage, rows: number, columns: number): Promise<void> {
  const { prisma } = app.services.database;
  await prisma.$executeRaw`
    INSERT INTO "Unit" ("id", "organizationId", "kind", "name", "attributes", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), ${organization.id}::uuid, 'PROJECT', 'Project ' || lpad(n::text, 3, '0'),
           jsonb_build_object('phase', (ARRAY['development', 'operation', 'solicitation'])[1 + n % 3]), now(), now()
      FROM generate_series(1, ${columns}::int) n`;
  await prisma.$executeRaw`
    INSERT INTO "Improvement" ("id", "organizationId", "title", "description", "kind", "scale", "origin", "state",
                               "createdAt", "updatedAt", "practices")
    SELECT gen_random_uuid(), ${organization.id}::uuid, 'Improvement number ' || n, 'One of many.', 'PROCESS', 'INCREMENTAL',
           'SUGGESTION', 'DEPLOYING', now() + n * interval '1 millisecond', now(), ARRAY['OPM SP 3.2']
      FROM generate_series(1, ${rows}::int) n`;
  await prisma.$executeRaw`
    INSERT INTO "Deployment" ("id", "organizationId", "improvementId", "unitId", "state", "percent", "plannedStart",
                              "plannedEnd", "actualStart", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), ${organization.id}::uuid, i."id", u."id", 'IN_PROGRESS', 10, CURRENT_DATE - 30,
           CURRENT_DATE + 60 - (random() * 70)::int, CURRENT_DATE - 20, now(), now()
      FROM "Improvement" i, "Unit" u
     WHERE i."organizationId" = ${organization.id}::uuid AND i."title" LIKE 'Improvement number %'
       AND u."organizationId" = ${organization.id}::uuid AND u."name" LIKE 'Project %'`;
  await prisma.$executeRaw`ANALYZE`;
}

/** Changes many cells in one commit, each with an event of its own, as so many people at the same moment would. */
export async function changeMany(app: TestApp, stage: Stage, count: number, percent: number): Promise<void> {
  const { database, clock } = app.services;
  const organizationId = stage.organization.id;
  const added = await database.prisma.$transaction(async (db) => {
    const changed = await db.$queryRaw<{ id: string; improvementId: string; unitId: string; version: number }[]>`
      UPDATE "Deployment" SET "percent" = ${percent}, "version" = "version" + 1
       WHERE "id" IN (SELECT "id" FROM "Deployment" TABLESAMPLE SYSTEM (20)
                       WHERE "organizationId" = ${organizationId}::uuid AND "state" = 'IN_PROGRESS' LIMIT ${count}::int)
      RETURNING "id", "improvementId", "unitId", "version"`;
    return appendEvents(
      db,
      { organizationId, actorId: stage.lead.personId, at: clock() },
      changed.map(({ id, improvementId, unitId, version }) => ({
        type: 'ProgressRecorded',
        recordType: 'Deployment',
        recordId: id,
        recordVersion: version,
        improvementId,
        planId: null,
        deploymentId: id,
        unitId,
        note: null,
        before: { percent: 10 },
        after: { percent },
      })),
    );
  });
  app.services.committed(added, 'recordProgress');
}
