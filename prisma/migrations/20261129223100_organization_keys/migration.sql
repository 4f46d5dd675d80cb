-- Every foreign key between records of an organization has the organization as well: no row can point to one of another.
-- No update cascades along them, since no record moves. Servers of the version before do not notice.

-- All that changes is locked at once, before anything changes: a transaction under way is waited for once, and not for each table.
-- In a block, since Prisma sends a migration without BEGIN, where a lock by itself is refused.
DO $$ BEGIN LOCK TABLE "AcceptedDeviation", "Affirmation", "Blocker", "ConsultingSession", "CoordinationActivity", "CoordinationImprovement", "CoordinationShare", "DefinedProcess", "Deployment", "DeploymentPlan", "Event", "EventLog", "Improvement", "ImprovementRelation", "Increment", "IncrementCondition", "IncrementDeployment", "Issue", "Lesson", "Measure", "MeasureBaseline", "MeasureReading", "Organization", "Person", "PlanAgreement", "PlanExclusion", "PlanTarget", "PlanTemplate", "PlanVersion", "ProcessVersion", "ResultReview", "ReviewDecision", "Revision", "Session", "Tailoring", "TrainingAttendee", "TrainingDelivery", "TrainingItem", "TrainingVersion", "TrainingWaiver", "Unit", "UnitLead" IN ACCESS EXCLUSIVE MODE; END $$;

-- What foreign keys lead to. The primary key stays: ids are unique across organizations.
CREATE UNIQUE INDEX "CoordinationActivity_id_organizationId_key" ON "CoordinationActivity"("id", "organizationId");
CREATE UNIQUE INDEX "DefinedProcess_id_organizationId_key" ON "DefinedProcess"("id", "organizationId");
CREATE UNIQUE INDEX "DefinedProcess_unitId_organizationId_key" ON "DefinedProcess"("unitId", "organizationId");
CREATE UNIQUE INDEX "Deployment_id_organizationId_key" ON "Deployment"("id", "organizationId");
CREATE UNIQUE INDEX "DeploymentPlan_id_organizationId_key" ON "DeploymentPlan"("id", "organizationId");
CREATE UNIQUE INDEX "Improvement_id_organizationId_key" ON "Improvement"("id", "organizationId");
CREATE UNIQUE INDEX "Increment_id_organizationId_key" ON "Increment"("id", "organizationId");
CREATE UNIQUE INDEX "Issue_id_organizationId_key" ON "Issue"("id", "organizationId");
CREATE UNIQUE INDEX "Measure_id_organizationId_key" ON "Measure"("id", "organizationId");
CREATE UNIQUE INDEX "Person_id_organizationId_key" ON "Person"("id", "organizationId");
CREATE UNIQUE INDEX "PlanTemplate_id_organizationId_key" ON "PlanTemplate"("id", "organizationId");
CREATE UNIQUE INDEX "PlanVersion_id_organizationId_key" ON "PlanVersion"("id", "organizationId");
CREATE UNIQUE INDEX "ProcessVersion_id_organizationId_key" ON "ProcessVersion"("id", "organizationId");
CREATE UNIQUE INDEX "ResultReview_id_organizationId_key" ON "ResultReview"("id", "organizationId");
CREATE UNIQUE INDEX "ResultReview_planId_organizationId_key" ON "ResultReview"("planId", "organizationId");
CREATE UNIQUE INDEX "TrainingDelivery_id_organizationId_key" ON "TrainingDelivery"("id", "organizationId");
CREATE UNIQUE INDEX "TrainingItem_id_organizationId_key" ON "TrainingItem"("id", "organizationId");
CREATE UNIQUE INDEX "TrainingVersion_id_organizationId_key" ON "TrainingVersion"("id", "organizationId");
CREATE UNIQUE INDEX "Unit_id_organizationId_key" ON "Unit"("id", "organizationId");

ALTER TABLE "AcceptedDeviation" DROP CONSTRAINT "AcceptedDeviation_acceptedById_fkey", DROP CONSTRAINT "AcceptedDeviation_deploymentId_fkey", DROP CONSTRAINT "AcceptedDeviation_issueId_fkey", DROP CONSTRAINT "AcceptedDeviation_planId_fkey";
ALTER TABLE "Affirmation" DROP CONSTRAINT "Affirmation_improvementId_fkey", DROP CONSTRAINT "Affirmation_organizationId_fkey", DROP CONSTRAINT "Affirmation_personId_fkey", DROP CONSTRAINT "Affirmation_unitId_fkey";
ALTER TABLE "Blocker" DROP CONSTRAINT "Blocker_deploymentId_fkey", DROP CONSTRAINT "Blocker_ownerId_fkey";
ALTER TABLE "ConsultingSession" DROP CONSTRAINT "ConsultingSession_consultantId_fkey", DROP CONSTRAINT "ConsultingSession_improvementId_fkey", DROP CONSTRAINT "ConsultingSession_organizationId_fkey", DROP CONSTRAINT "ConsultingSession_requestedById_fkey", DROP CONSTRAINT "ConsultingSession_unitId_fkey";
ALTER TABLE "CoordinationActivity" DROP CONSTRAINT "CoordinationActivity_improvementId_fkey", DROP CONSTRAINT "CoordinationActivity_organizationId_fkey", DROP CONSTRAINT "CoordinationActivity_ownerId_fkey";
ALTER TABLE "CoordinationImprovement" DROP CONSTRAINT "CoordinationImprovement_activityId_fkey", DROP CONSTRAINT "CoordinationImprovement_improvementId_fkey";
ALTER TABLE "CoordinationShare" DROP CONSTRAINT "CoordinationShare_activityId_fkey", DROP CONSTRAINT "CoordinationShare_doneById_fkey", DROP CONSTRAINT "CoordinationShare_unitId_fkey";
ALTER TABLE "DefinedProcess" DROP CONSTRAINT "DefinedProcess_organizationId_fkey", DROP CONSTRAINT "DefinedProcess_unitId_fkey";
ALTER TABLE "Deployment" DROP CONSTRAINT "Deployment_adoptedById_fkey", DROP CONSTRAINT "Deployment_confirmedById_fkey", DROP CONSTRAINT "Deployment_improvementId_fkey", DROP CONSTRAINT "Deployment_organizationId_fkey", DROP CONSTRAINT "Deployment_processVersionId_fkey", DROP CONSTRAINT "Deployment_unitId_fkey";
ALTER TABLE "DeploymentPlan" DROP CONSTRAINT "DeploymentPlan_activatedById_fkey", DROP CONSTRAINT "DeploymentPlan_confirmedById_fkey", DROP CONSTRAINT "DeploymentPlan_improvementId_fkey", DROP CONSTRAINT "DeploymentPlan_organizationId_fkey", DROP CONSTRAINT "DeploymentPlan_templateId_fkey";
ALTER TABLE "Event" DROP CONSTRAINT "Event_actorId_fkey", DROP CONSTRAINT "Event_organizationId_fkey";
ALTER TABLE "EventLog" DROP CONSTRAINT "EventLog_organizationId_fkey";
ALTER TABLE "Improvement" DROP CONSTRAINT "Improvement_organizationId_fkey";
ALTER TABLE "ImprovementRelation" DROP CONSTRAINT "ImprovementRelation_fromId_fkey", DROP CONSTRAINT "ImprovementRelation_toId_fkey";
ALTER TABLE "Increment" DROP CONSTRAINT "Increment_gateDecidedById_fkey", DROP CONSTRAINT "Increment_organizationId_fkey", DROP CONSTRAINT "Increment_overriddenById_fkey", DROP CONSTRAINT "Increment_planId_fkey";
ALTER TABLE "IncrementCondition" DROP CONSTRAINT "IncrementCondition_incrementId_fkey", DROP CONSTRAINT "IncrementCondition_metById_fkey";
ALTER TABLE "IncrementDeployment" DROP CONSTRAINT "IncrementDeployment_deploymentId_fkey", DROP CONSTRAINT "IncrementDeployment_incrementId_fkey";
ALTER TABLE "Issue" DROP CONSTRAINT "Issue_deploymentId_fkey", DROP CONSTRAINT "Issue_improvementId_fkey", DROP CONSTRAINT "Issue_incrementId_fkey", DROP CONSTRAINT "Issue_openedById_fkey", DROP CONSTRAINT "Issue_organizationId_fkey", DROP CONSTRAINT "Issue_ownerId_fkey", DROP CONSTRAINT "Issue_unitId_fkey";
ALTER TABLE "Lesson" DROP CONSTRAINT "Lesson_organizationId_fkey", DROP CONSTRAINT "Lesson_recordedById_fkey", DROP CONSTRAINT "Lesson_reviewId_fkey", DROP CONSTRAINT "Lesson_unitId_fkey";
ALTER TABLE "Measure" DROP CONSTRAINT "Measure_improvementId_fkey", DROP CONSTRAINT "Measure_organizationId_fkey";
ALTER TABLE "MeasureBaseline" DROP CONSTRAINT "MeasureBaseline_fixedById_fkey", DROP CONSTRAINT "MeasureBaseline_measureId_fkey", DROP CONSTRAINT "MeasureBaseline_unitId_fkey";
ALTER TABLE "MeasureReading" DROP CONSTRAINT "MeasureReading_measureId_fkey", DROP CONSTRAINT "MeasureReading_organizationId_fkey", DROP CONSTRAINT "MeasureReading_recordedById_fkey", DROP CONSTRAINT "MeasureReading_unitId_fkey";
ALTER TABLE "Person" DROP CONSTRAINT "Person_organizationId_fkey";
ALTER TABLE "PlanAgreement" DROP CONSTRAINT "PlanAgreement_personId_fkey", DROP CONSTRAINT "PlanAgreement_unitId_fkey", DROP CONSTRAINT "PlanAgreement_versionId_fkey";
ALTER TABLE "PlanExclusion" DROP CONSTRAINT "PlanExclusion_unitId_fkey", DROP CONSTRAINT "PlanExclusion_versionId_fkey";
ALTER TABLE "PlanTarget" DROP CONSTRAINT "PlanTarget_unitId_fkey", DROP CONSTRAINT "PlanTarget_versionId_fkey";
ALTER TABLE "PlanTemplate" DROP CONSTRAINT "PlanTemplate_organizationId_fkey";
ALTER TABLE "PlanVersion" DROP CONSTRAINT "PlanVersion_planId_fkey", DROP CONSTRAINT "PlanVersion_writtenById_fkey";
ALTER TABLE "ProcessVersion" DROP CONSTRAINT "ProcessVersion_organizationId_fkey", DROP CONSTRAINT "ProcessVersion_processId_fkey";
ALTER TABLE "ResultReview" DROP CONSTRAINT "ResultReview_organizationId_fkey", DROP CONSTRAINT "ResultReview_planId_fkey", DROP CONSTRAINT "ResultReview_reviewedById_fkey";
ALTER TABLE "ReviewDecision" DROP CONSTRAINT "ReviewDecision_decidedById_fkey", DROP CONSTRAINT "ReviewDecision_reviewId_fkey";
ALTER TABLE "Revision" DROP CONSTRAINT "Revision_improvementId_fkey", DROP CONSTRAINT "Revision_organizationId_fkey", DROP CONSTRAINT "Revision_reviewId_fkey", DROP CONSTRAINT "Revision_revisedById_fkey";
ALTER TABLE "Session" DROP CONSTRAINT "Session_organizationId_fkey", DROP CONSTRAINT "Session_personId_fkey";
ALTER TABLE "Tailoring" DROP CONSTRAINT "Tailoring_decidedById_fkey", DROP CONSTRAINT "Tailoring_fromVersionId_fkey", DROP CONSTRAINT "Tailoring_improvementId_fkey", DROP CONSTRAINT "Tailoring_organizationId_fkey", DROP CONSTRAINT "Tailoring_toVersionId_fkey", DROP CONSTRAINT "Tailoring_unitId_fkey";
ALTER TABLE "TrainingAttendee" DROP CONSTRAINT "TrainingAttendee_deliveryId_fkey", DROP CONSTRAINT "TrainingAttendee_personId_fkey";
ALTER TABLE "TrainingDelivery" DROP CONSTRAINT "TrainingDelivery_itemId_fkey", DROP CONSTRAINT "TrainingDelivery_organizationId_fkey", DROP CONSTRAINT "TrainingDelivery_unitId_fkey", DROP CONSTRAINT "TrainingDelivery_versionId_fkey";
ALTER TABLE "TrainingItem" DROP CONSTRAINT "TrainingItem_improvementId_fkey", DROP CONSTRAINT "TrainingItem_organizationId_fkey";
ALTER TABLE "TrainingVersion" DROP CONSTRAINT "TrainingVersion_itemId_fkey", DROP CONSTRAINT "TrainingVersion_writtenById_fkey";
ALTER TABLE "TrainingWaiver" DROP CONSTRAINT "TrainingWaiver_acceptedById_fkey", DROP CONSTRAINT "TrainingWaiver_itemId_fkey", DROP CONSTRAINT "TrainingWaiver_organizationId_fkey", DROP CONSTRAINT "TrainingWaiver_unitId_fkey";
ALTER TABLE "Unit" DROP CONSTRAINT "Unit_organizationId_fkey";
ALTER TABLE "UnitLead" DROP CONSTRAINT "UnitLead_personId_fkey", DROP CONSTRAINT "UnitLead_unitId_fkey";

-- Each of these belongs to one record, whose organization it has.
DROP INDEX "DefinedProcess_unitId_key";
DROP INDEX "ResultReview_planId_key";

ALTER TABLE "AcceptedDeviation"
  ADD CONSTRAINT "AcceptedDeviation_planId_organizationId_fkey" FOREIGN KEY ("planId", "organizationId") REFERENCES "DeploymentPlan"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "AcceptedDeviation_deploymentId_organizationId_fkey" FOREIGN KEY ("deploymentId", "organizationId") REFERENCES "Deployment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "AcceptedDeviation_issueId_organizationId_fkey" FOREIGN KEY ("issueId", "organizationId") REFERENCES "Issue"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "AcceptedDeviation_acceptedById_organizationId_fkey" FOREIGN KEY ("acceptedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "ConsultingSession"
  ADD CONSTRAINT "ConsultingSession_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "ConsultingSession_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "ConsultingSession_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "ConsultingSession_requestedById_organizationId_fkey" FOREIGN KEY ("requestedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "ConsultingSession_consultantId_organizationId_fkey" FOREIGN KEY ("consultantId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "CoordinationActivity"
  ADD CONSTRAINT "CoordinationActivity_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "CoordinationActivity_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "CoordinationActivity_ownerId_organizationId_fkey" FOREIGN KEY ("ownerId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "CoordinationImprovement"
  ADD CONSTRAINT "CoordinationImprovement_activityId_organizationId_fkey" FOREIGN KEY ("activityId", "organizationId") REFERENCES "CoordinationActivity"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "CoordinationImprovement_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "CoordinationShare"
  ADD CONSTRAINT "CoordinationShare_activityId_organizationId_fkey" FOREIGN KEY ("activityId", "organizationId") REFERENCES "CoordinationActivity"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "CoordinationShare_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "CoordinationShare_doneById_organizationId_fkey" FOREIGN KEY ("doneById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "Deployment"
  ADD CONSTRAINT "Deployment_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Deployment_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Deployment_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Deployment_processVersionId_organizationId_fkey" FOREIGN KEY ("processVersionId", "organizationId") REFERENCES "ProcessVersion"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "Deployment_adoptedById_organizationId_fkey" FOREIGN KEY ("adoptedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "Deployment_confirmedById_organizationId_fkey" FOREIGN KEY ("confirmedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "Blocker"
  ADD CONSTRAINT "Blocker_deploymentId_organizationId_fkey" FOREIGN KEY ("deploymentId", "organizationId") REFERENCES "Deployment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Blocker_ownerId_organizationId_fkey" FOREIGN KEY ("ownerId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "Affirmation"
  ADD CONSTRAINT "Affirmation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Affirmation_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Affirmation_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Affirmation_personId_organizationId_fkey" FOREIGN KEY ("personId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "Improvement"
  ADD CONSTRAINT "Improvement_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "ImprovementRelation"
  ADD CONSTRAINT "ImprovementRelation_fromId_organizationId_fkey" FOREIGN KEY ("fromId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "ImprovementRelation_toId_organizationId_fkey" FOREIGN KEY ("toId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "Revision"
  ADD CONSTRAINT "Revision_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Revision_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Revision_reviewId_organizationId_fkey" FOREIGN KEY ("reviewId", "organizationId") REFERENCES "ResultReview"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "Revision_revisedById_organizationId_fkey" FOREIGN KEY ("revisedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "Issue"
  ADD CONSTRAINT "Issue_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Issue_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Issue_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Issue_deploymentId_organizationId_fkey" FOREIGN KEY ("deploymentId", "organizationId") REFERENCES "Deployment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Issue_incrementId_organizationId_fkey" FOREIGN KEY ("incrementId", "organizationId") REFERENCES "Increment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Issue_ownerId_organizationId_fkey" FOREIGN KEY ("ownerId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "Issue_openedById_organizationId_fkey" FOREIGN KEY ("openedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "EventLog"
  ADD CONSTRAINT "EventLog_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- NOT VALID: the next migration looks at the events that are there, beside servers that write.
ALTER TABLE "Event"
  ADD CONSTRAINT "Event_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION NOT VALID,
  ADD CONSTRAINT "Event_actorId_organizationId_fkey" FOREIGN KEY ("actorId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION NOT VALID;

ALTER TABLE "Measure"
  ADD CONSTRAINT "Measure_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Measure_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "MeasureBaseline"
  ADD CONSTRAINT "MeasureBaseline_measureId_organizationId_fkey" FOREIGN KEY ("measureId", "organizationId") REFERENCES "Measure"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "MeasureBaseline_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "MeasureBaseline_fixedById_organizationId_fkey" FOREIGN KEY ("fixedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "MeasureReading"
  ADD CONSTRAINT "MeasureReading_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "MeasureReading_measureId_organizationId_fkey" FOREIGN KEY ("measureId", "organizationId") REFERENCES "Measure"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "MeasureReading_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "MeasureReading_recordedById_organizationId_fkey" FOREIGN KEY ("recordedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "Unit"
  ADD CONSTRAINT "Unit_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "Person"
  ADD CONSTRAINT "Person_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "UnitLead"
  ADD CONSTRAINT "UnitLead_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "UnitLead_personId_organizationId_fkey" FOREIGN KEY ("personId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "DeploymentPlan"
  ADD CONSTRAINT "DeploymentPlan_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "DeploymentPlan_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "DeploymentPlan_templateId_organizationId_fkey" FOREIGN KEY ("templateId", "organizationId") REFERENCES "PlanTemplate"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "DeploymentPlan_activatedById_organizationId_fkey" FOREIGN KEY ("activatedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "DeploymentPlan_confirmedById_organizationId_fkey" FOREIGN KEY ("confirmedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "PlanVersion"
  ADD CONSTRAINT "PlanVersion_planId_organizationId_fkey" FOREIGN KEY ("planId", "organizationId") REFERENCES "DeploymentPlan"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "PlanVersion_writtenById_organizationId_fkey" FOREIGN KEY ("writtenById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "PlanTarget"
  ADD CONSTRAINT "PlanTarget_versionId_organizationId_fkey" FOREIGN KEY ("versionId", "organizationId") REFERENCES "PlanVersion"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "PlanTarget_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "PlanExclusion"
  ADD CONSTRAINT "PlanExclusion_versionId_organizationId_fkey" FOREIGN KEY ("versionId", "organizationId") REFERENCES "PlanVersion"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "PlanExclusion_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "PlanAgreement"
  ADD CONSTRAINT "PlanAgreement_versionId_organizationId_fkey" FOREIGN KEY ("versionId", "organizationId") REFERENCES "PlanVersion"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "PlanAgreement_personId_organizationId_fkey" FOREIGN KEY ("personId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "PlanAgreement_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "Increment"
  ADD CONSTRAINT "Increment_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Increment_planId_organizationId_fkey" FOREIGN KEY ("planId", "organizationId") REFERENCES "DeploymentPlan"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Increment_overriddenById_organizationId_fkey" FOREIGN KEY ("overriddenById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "Increment_gateDecidedById_organizationId_fkey" FOREIGN KEY ("gateDecidedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "IncrementCondition"
  ADD CONSTRAINT "IncrementCondition_incrementId_organizationId_fkey" FOREIGN KEY ("incrementId", "organizationId") REFERENCES "Increment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "IncrementCondition_metById_organizationId_fkey" FOREIGN KEY ("metById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "IncrementDeployment"
  ADD CONSTRAINT "IncrementDeployment_incrementId_organizationId_fkey" FOREIGN KEY ("incrementId", "organizationId") REFERENCES "Increment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "IncrementDeployment_deploymentId_organizationId_fkey" FOREIGN KEY ("deploymentId", "organizationId") REFERENCES "Deployment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "DefinedProcess"
  ADD CONSTRAINT "DefinedProcess_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "DefinedProcess_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "ProcessVersion"
  ADD CONSTRAINT "ProcessVersion_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "ProcessVersion_processId_organizationId_fkey" FOREIGN KEY ("processId", "organizationId") REFERENCES "DefinedProcess"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "Tailoring"
  ADD CONSTRAINT "Tailoring_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Tailoring_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Tailoring_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Tailoring_fromVersionId_organizationId_fkey" FOREIGN KEY ("fromVersionId", "organizationId") REFERENCES "ProcessVersion"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "Tailoring_toVersionId_organizationId_fkey" FOREIGN KEY ("toVersionId", "organizationId") REFERENCES "ProcessVersion"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION,
  ADD CONSTRAINT "Tailoring_decidedById_organizationId_fkey" FOREIGN KEY ("decidedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "ResultReview"
  ADD CONSTRAINT "ResultReview_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "ResultReview_planId_organizationId_fkey" FOREIGN KEY ("planId", "organizationId") REFERENCES "DeploymentPlan"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "ResultReview_reviewedById_organizationId_fkey" FOREIGN KEY ("reviewedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "ReviewDecision"
  ADD CONSTRAINT "ReviewDecision_reviewId_organizationId_fkey" FOREIGN KEY ("reviewId", "organizationId") REFERENCES "ResultReview"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "ReviewDecision_decidedById_organizationId_fkey" FOREIGN KEY ("decidedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "Lesson"
  ADD CONSTRAINT "Lesson_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Lesson_reviewId_organizationId_fkey" FOREIGN KEY ("reviewId", "organizationId") REFERENCES "ResultReview"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Lesson_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Lesson_recordedById_organizationId_fkey" FOREIGN KEY ("recordedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "Session"
  ADD CONSTRAINT "Session_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "Session_personId_organizationId_fkey" FOREIGN KEY ("personId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "PlanTemplate"
  ADD CONSTRAINT "PlanTemplate_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "TrainingItem"
  ADD CONSTRAINT "TrainingItem_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "TrainingItem_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "TrainingVersion"
  ADD CONSTRAINT "TrainingVersion_itemId_organizationId_fkey" FOREIGN KEY ("itemId", "organizationId") REFERENCES "TrainingItem"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "TrainingVersion_writtenById_organizationId_fkey" FOREIGN KEY ("writtenById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "TrainingDelivery"
  ADD CONSTRAINT "TrainingDelivery_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "TrainingDelivery_itemId_organizationId_fkey" FOREIGN KEY ("itemId", "organizationId") REFERENCES "TrainingItem"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "TrainingDelivery_versionId_organizationId_fkey" FOREIGN KEY ("versionId", "organizationId") REFERENCES "TrainingVersion"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "TrainingDelivery_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "TrainingAttendee"
  ADD CONSTRAINT "TrainingAttendee_deliveryId_organizationId_fkey" FOREIGN KEY ("deliveryId", "organizationId") REFERENCES "TrainingDelivery"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "TrainingAttendee_personId_organizationId_fkey" FOREIGN KEY ("personId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "TrainingWaiver"
  ADD CONSTRAINT "TrainingWaiver_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "TrainingWaiver_itemId_organizationId_fkey" FOREIGN KEY ("itemId", "organizationId") REFERENCES "TrainingItem"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "TrainingWaiver_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT "TrainingWaiver_acceptedById_organizationId_fkey" FOREIGN KEY ("acceptedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
