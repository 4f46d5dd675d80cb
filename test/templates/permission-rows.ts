import { randomUUID } from 'node:crypto';
import type { App } from '../../src/server/app.js';
import { putImprovement } from '../commands/fixtures.js';
import { putPlan } from '../plans/fixtures.js';
import type { RecordRow } from '../records/suite.js';
import { putTemplate } from './fixtures.js';

/** The mutations of plan templates, with who may do them. The app is asked for when they are run. */
export function templateRows(app: () => App) {
  return {
    definePlanTemplate: {
      takes: 'deploymentLead',
      event: 'PlanTemplateDefined',
      organizationWide: true,
      input: async (organization) => ({
        name: `Template ${randomUUID()}`,
        description: 'For small changes.',
        fromPlanId: (await putPlan(app(), organization)).globalId,
      }),
    },
    revisePlanTemplate: {
      takes: 'deploymentLead',
      event: 'PlanTemplateRevised',
      organizationWide: true,
      input: async (organization) => ({
        planTemplateId: (await putTemplate(app(), organization)).globalId,
        version: 1,
        name: `Template ${randomUUID()}`,
        duration: 60,
      }),
    },
    retirePlanTemplate: {
      takes: 'deploymentLead',
      event: 'PlanTemplateRetired',
      organizationWide: true,
      input: async (organization) => ({
        planTemplateId: (await putTemplate(app(), organization)).globalId,
        version: 1,
        reason: 'Nobody plans like this.',
      }),
    },
    reinstatePlanTemplate: {
      takes: 'deploymentLead',
      event: 'PlanTemplateReinstated',
      organizationWide: true,
      input: async (organization) => ({
        planTemplateId: (await putTemplate(app(), organization, { state: 'RETIRED' })).globalId,
        version: 1,
      }),
    },
  } satisfies Record<string, RecordRow>;
}

/** The mutation that drafts a plan from a template: its event is one of the plan. */
export function templateDraftRows(app: () => App) {
  return {
    draftPlanFromTemplate: {
      takes: 'deploymentLead',
      event: 'PlanDrafted',
      input: async (organization) => ({
        planTemplateId: (await putTemplate(app(), organization)).globalId,
        improvementId: (await putImprovement(app(), organization.id)).globalId,
        targetUnitIds: [organization.ledUnit.globalId],
        exclusions: [{ unitId: organization.otherUnit.globalId, reason: 'Its contract ends.' }],
        plannedStart: '2026-02-01',
      }),
    },
  } satisfies Record<string, RecordRow>;
}
