import type { TestApp } from '../support/app.js';

/** Tables of which the demo has few rows. */
const FEW = [
  'Affirmation',
  'Blocker',
  'Comment',
  'ConsultingSession',
  'CoordinationActivity',
  'DeploymentPlan',
  'Issue',
  'Measure',
  'PlanTemplate',
  'Revision',
  'StatusUpdate',
  'TrainingDelivery',
  'TrainingItem',
];

/** Five more beside each row, with names of their own. */
const COPIES = FEW.map(
  (table) => `
    INSERT INTO "${table}" SELECT copy.* FROM "${table}" t CROSS JOIN generate_series(1, 5) g CROSS JOIN LATERAL (
      SELECT COALESCE(jsonb_object_agg(key, value || ' ' || g), '{}') AS names
        FROM jsonb_each_text(to_jsonb(t)) WHERE key IN ('name', 'title')) named
    CROSS JOIN LATERAL jsonb_populate_record(
      NULL::"${table}", to_jsonb(t) || named.names || jsonb_build_object('id', gen_random_uuid())) copy`,
);

/** Where a copy would break a unique key, or the demo has none to copy. */
const OTHERS = [
  // A review of every plan.
  `INSERT INTO "ResultReview" SELECT copy.* FROM (SELECT * FROM "ResultReview" LIMIT 1) r CROSS JOIN "DeploymentPlan" p
    CROSS JOIN LATERAL jsonb_populate_record(
      NULL::"ResultReview", to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'planId', p."id")) copy
    ON CONFLICT DO NOTHING`,
  // A share of every unit in every activity, done by one person.
  `INSERT INTO "CoordinationShare" ("organizationId", "activityId", "unitId", "doneAt", "doneById")
    SELECT a."organizationId", a."id", u."id", s."doneAt", s."doneById" FROM "CoordinationActivity" a CROSS JOIN "Unit" u
     CROSS JOIN (SELECT * FROM "CoordinationShare" WHERE "doneById" IS NOT NULL LIMIT 1) s
    ON CONFLICT DO NOTHING`,
  // A waiver of every unit for every item of training.
  `INSERT INTO "TrainingWaiver" ("id", "organizationId", "itemId", "unitId", "reason", "acceptedById", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), i."organizationId", i."id", u."id", 'They know it.', p."id", i."createdAt", i."updatedAt"
      FROM "TrainingItem" i CROSS JOIN "Unit" u CROSS JOIN (SELECT "id" FROM "Person" LIMIT 1) p
    ON CONFLICT DO NOTHING`,
  // The issues of each improvement that name nothing else name an increment.
  `UPDATE "Issue" i SET "incrementId" = n."id" FROM "Increment" n JOIN "DeploymentPlan" p ON p."id" = n."planId"
    WHERE p."improvementId" = i."improvementId" AND n."ordinal" = 1`,
  // Every person has some tokens.
  `INSERT INTO "Token" ("id", "organizationId", "personId", "name", "prefix", "hash", "scopes", "unitIds", "createdAt", "expiresAt")
    SELECT gen_random_uuid(), p."organizationId", p."id", 'Script ' || g::text, 'uplift_pat_0000', p."id"::text || g::text, '{read}', '{}',
           p."createdAt" + g * interval '1 hour', p."createdAt" + interval '1 year' - (g % 3) * interval '1 day'
      FROM "Person" p CROSS JOIN generate_series(1, 4) g`,
  // Every person owns webhooks, with deliveries.
  `INSERT INTO "Webhook" ("id", "organizationId", "ownerId", "name", "url", "secret", "signingKey", "position", "epoch", "disabledAt",
                          "createdAt", "updatedAt")
    SELECT gen_random_uuid(), p."organizationId", p."id", 'Endpoint ' || g::text, 'https://example.org/', '', '', 0, '', p."createdAt",
           p."createdAt" + g * interval '1 hour', p."createdAt"
      FROM "Person" p CROSS JOIN generate_series(1, 2) g`,
  `INSERT INTO "WebhookDelivery" ("id", "organizationId", "webhookId", "messageId", "type", "position", "state", "attempts", "firstAt",
                                  "lastAt", "duration")
    SELECT gen_random_uuid(), w."organizationId", w."id", g::text, 'UnitAdded', g, 'DELIVERED', 1, w."createdAt",
           w."createdAt" + g * interval '1 hour', 10
      FROM "Webhook" w CROSS JOIN generate_series(1, 4) g`,
  // Every person is in every group, by each of those who manage memberships; every group is mapped to a role and to every unit.
  `INSERT INTO "Group" ("id", "organizationId", "name", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), o."id", 'Group ' || g::text, o."createdAt" + g * interval '1 hour', o."createdAt"
      FROM "Organization" o CROSS JOIN generate_series(1, 5) g`,
  `INSERT INTO "GroupMember" ("id", "organizationId", "groupId", "personId", "managedBy", "addedAt")
    SELECT gen_random_uuid(), g."organizationId", g."id", p."id", s, g."createdAt" + (row_number() OVER ()) * interval '1 minute'
      FROM "Group" g JOIN "Person" p USING ("organizationId") CROSS JOIN unnest(enum_range(NULL::"MembershipSource")) s`,
  `INSERT INTO "GroupMapping" ("id", "organizationId", "groupId", "role", "unitId", "addedAt")
    SELECT gen_random_uuid(), g."organizationId", g."id", m."role", m."unitId", g."createdAt" + (row_number() OVER ()) * interval '1 minute'
      FROM "Group" g JOIN (SELECT "organizationId", NULL::"Role" AS "role", "id" AS "unitId" FROM "Unit"
                      UNION ALL SELECT "id", 'SPONSOR', NULL FROM "Organization") m USING ("organizationId")`,
  // One person answers for some service accounts.
  `INSERT INTO "Person" ("id", "organizationId", "subject", "name", "role", "ownerId", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), p."organizationId", 'service-account-' || g::text, 'Service ' || g::text, 'VIEWER', p."id",
           p."createdAt" + g * interval '1 hour', p."createdAt"
      FROM (SELECT * FROM "Person" ORDER BY "id" LIMIT 1) p CROSS JOIN generate_series(1, 5) g`,
  // Every record on which people comment has some comments.
  `INSERT INTO "Comment" SELECT copy.* FROM (SELECT * FROM "Comment" WHERE "state" = 'OPEN' LIMIT 1) c
    CROSS JOIN (SELECT 'planId' AS field, "id" FROM "DeploymentPlan" UNION ALL SELECT 'incrementId', "id" FROM "Increment"
                UNION ALL SELECT 'deploymentId', "id" FROM "Deployment" UNION ALL SELECT 'reviewId', "id" FROM "ResultReview"
                UNION ALL SELECT 'trainingItemId', "id" FROM "TrainingItem") r
    CROSS JOIN generate_series(1, 4) g
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"Comment", to_jsonb(c)
      || '{ "improvementId": null, "issueId": null, "inReplyToId": null }'
      || jsonb_build_object('id', gen_random_uuid(), 'version', g, r.field, r."id")) copy`,
  // Every record that has a status has some status updates.
  `INSERT INTO "StatusUpdate" SELECT copy.* FROM (SELECT * FROM "StatusUpdate" LIMIT 1) s
    CROSS JOIN (SELECT 'planId' AS field, "id" FROM "DeploymentPlan" UNION ALL SELECT 'unitId', "id" FROM "Unit"
                UNION ALL SELECT 'improvementId', "id" FROM "Improvement") r
    CROSS JOIN generate_series(1, 4) g
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"StatusUpdate", to_jsonb(s)
      || '{ "improvementId": null, "unitId": null, "previousId": null }'
      || jsonb_build_object('id', gen_random_uuid(), 'version', g, r.field, r."id")) copy`,
  // One person owns every blocker.
  `UPDATE "Blocker" SET "ownerId" = (SELECT "id" FROM "Person" ORDER BY "id" LIMIT 1)`,
  // Nothing says by which version of its process a project has adopted anything, which is a weak spot.
  `UPDATE "Deployment" SET "processVersionId" = NULL WHERE "state" IN ('ADOPTED', 'CONFIRMED')`,
];

/** Every person did something with their access: records that a trigger chains. */
const ACCESS = `
  INSERT INTO "AccessRecord" ("id", "organizationId", "kind", "occurredAt", "personId")
  SELECT gen_random_uuid(), p."organizationId", 'SIGN_IN', p."createdAt" + g * interval '1 hour', p."id"
    FROM "Person" p CROSS JOIN generate_series(1, 2) g`;

/** Adds rows to the demo until every list has several items: one of a single item is walked rightly whatever its cursors are. */
export async function addRows({ services }: TestApp): Promise<void> {
  const { prisma } = services.database;
  await prisma.$transaction(
    [ACCESS, `SET LOCAL session_replication_role = 'replica'`, ...COPIES, ...OTHERS].map((sql) =>
      prisma.$executeRawUnsafe(sql),
    ),
  );
}
