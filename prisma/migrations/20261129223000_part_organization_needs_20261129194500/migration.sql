-- What belongs to a record names its organization as well, so that keys can carry it. It takes as long as it takes to write these
-- tables once, and blocks writers to them meanwhile. They are small beside the log.

-- Finds the organization of what servers of the version before write, which do not know of the column: that of the record
-- to which it belongs. TG_ARGV has the table of that record, and the column that leads to it.
CREATE FUNCTION organization_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT "organizationId" FROM %I WHERE "id" = ($1).%I', TG_ARGV[0], TG_ARGV[1]) INTO NEW."organizationId" USING NEW;
  RETURN NEW;
END $$;

ALTER TABLE "AcceptedDeviation" ADD COLUMN "organizationId" UUID;
UPDATE "AcceptedDeviation" c SET "organizationId" = p."organizationId" FROM "DeploymentPlan" p WHERE p."id" = c."planId";
ALTER TABLE "AcceptedDeviation" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "AcceptedDeviation" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('DeploymentPlan', 'planId');

ALTER TABLE "Blocker" ADD COLUMN "organizationId" UUID;
UPDATE "Blocker" c SET "organizationId" = p."organizationId" FROM "Deployment" p WHERE p."id" = c."deploymentId";
ALTER TABLE "Blocker" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "Blocker" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('Deployment', 'deploymentId');

ALTER TABLE "CoordinationImprovement" ADD COLUMN "organizationId" UUID;
UPDATE "CoordinationImprovement" c SET "organizationId" = p."organizationId" FROM "CoordinationActivity" p WHERE p."id" = c."activityId";
ALTER TABLE "CoordinationImprovement" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "CoordinationImprovement" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('CoordinationActivity', 'activityId');

ALTER TABLE "CoordinationShare" ADD COLUMN "organizationId" UUID;
UPDATE "CoordinationShare" c SET "organizationId" = p."organizationId" FROM "CoordinationActivity" p WHERE p."id" = c."activityId";
ALTER TABLE "CoordinationShare" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "CoordinationShare" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('CoordinationActivity', 'activityId');

ALTER TABLE "ImprovementRelation" ADD COLUMN "organizationId" UUID;
UPDATE "ImprovementRelation" c SET "organizationId" = p."organizationId" FROM "Improvement" p WHERE p."id" = c."fromId";
ALTER TABLE "ImprovementRelation" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "ImprovementRelation" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('Improvement', 'fromId');

ALTER TABLE "IncrementCondition" ADD COLUMN "organizationId" UUID;
UPDATE "IncrementCondition" c SET "organizationId" = p."organizationId" FROM "Increment" p WHERE p."id" = c."incrementId";
ALTER TABLE "IncrementCondition" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "IncrementCondition" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('Increment', 'incrementId');

ALTER TABLE "IncrementDeployment" ADD COLUMN "organizationId" UUID;
UPDATE "IncrementDeployment" c SET "organizationId" = p."organizationId" FROM "Increment" p WHERE p."id" = c."incrementId";
ALTER TABLE "IncrementDeployment" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "IncrementDeployment" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('Increment', 'incrementId');

ALTER TABLE "MeasureBaseline" ADD COLUMN "organizationId" UUID;
UPDATE "MeasureBaseline" c SET "organizationId" = p."organizationId" FROM "Measure" p WHERE p."id" = c."measureId";
ALTER TABLE "MeasureBaseline" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "MeasureBaseline" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('Measure', 'measureId');

ALTER TABLE "PlanVersion" ADD COLUMN "organizationId" UUID;
UPDATE "PlanVersion" c SET "organizationId" = p."organizationId" FROM "DeploymentPlan" p WHERE p."id" = c."planId";
ALTER TABLE "PlanVersion" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "PlanVersion" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('DeploymentPlan', 'planId');

ALTER TABLE "PlanAgreement" ADD COLUMN "organizationId" UUID;
UPDATE "PlanAgreement" c SET "organizationId" = p."organizationId" FROM "PlanVersion" p WHERE p."id" = c."versionId";
ALTER TABLE "PlanAgreement" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "PlanAgreement" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('PlanVersion', 'versionId');

ALTER TABLE "PlanExclusion" ADD COLUMN "organizationId" UUID;
UPDATE "PlanExclusion" c SET "organizationId" = p."organizationId" FROM "PlanVersion" p WHERE p."id" = c."versionId";
ALTER TABLE "PlanExclusion" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "PlanExclusion" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('PlanVersion', 'versionId');

ALTER TABLE "PlanTarget" ADD COLUMN "organizationId" UUID;
UPDATE "PlanTarget" c SET "organizationId" = p."organizationId" FROM "PlanVersion" p WHERE p."id" = c."versionId";
ALTER TABLE "PlanTarget" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "PlanTarget" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('PlanVersion', 'versionId');

ALTER TABLE "ReviewDecision" ADD COLUMN "organizationId" UUID;
UPDATE "ReviewDecision" c SET "organizationId" = p."organizationId" FROM "ResultReview" p WHERE p."id" = c."reviewId";
ALTER TABLE "ReviewDecision" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "ReviewDecision" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('ResultReview', 'reviewId');

ALTER TABLE "TrainingAttendee" ADD COLUMN "organizationId" UUID;
UPDATE "TrainingAttendee" c SET "organizationId" = p."organizationId" FROM "TrainingDelivery" p WHERE p."id" = c."deliveryId";
ALTER TABLE "TrainingAttendee" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "TrainingAttendee" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('TrainingDelivery', 'deliveryId');

ALTER TABLE "TrainingVersion" ADD COLUMN "organizationId" UUID;
UPDATE "TrainingVersion" c SET "organizationId" = p."organizationId" FROM "TrainingItem" p WHERE p."id" = c."itemId";
ALTER TABLE "TrainingVersion" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "TrainingVersion" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('TrainingItem', 'itemId');

ALTER TABLE "UnitLead" ADD COLUMN "organizationId" UUID;
UPDATE "UnitLead" c SET "organizationId" = p."organizationId" FROM "Unit" p WHERE p."id" = c."unitId";
ALTER TABLE "UnitLead" ALTER COLUMN "organizationId" SET NOT NULL;
CREATE TRIGGER organization_of_part BEFORE INSERT ON "UnitLead" FOR EACH ROW WHEN (NEW."organizationId" IS NULL) EXECUTE FUNCTION organization_of_part('Unit', 'unitId');
