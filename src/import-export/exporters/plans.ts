import { day, idOf, inOrder, list, nameOnly, several, stamps, subject, title } from './list.js';
import type { List } from './list.js';

const ofPlan = { select: { id: true, improvement: title } } as const;
const ofVersion = { select: { number: true, plan: ofPlan } } as const;

const [planId, incrementId] = [idOf('DeploymentPlan'), idOf('Increment')];

const plans = list({
  name: 'plans',
  of: 'DeploymentPlan',
  read: (where, { db }) =>
    db.deploymentPlan.findMany({
      where,
      ...inOrder,
      include: { improvement: title, template: nameOnly, activatedBy: subject, confirmedBy: subject },
    }),
})({
  improvement: (plan) => plan.improvement.title,
  template: (plan) => plan.template?.name,
  templateVersion: (plan) => plan.templateVersion,
  state: (plan) => plan.state,
  planVersion: (plan) => plan.planVersion,
  reason: (plan) => plan.reason,
  activatedBy: (plan) => plan.activatedBy?.subject,
  confirmedBy: (plan) => plan.confirmedBy?.subject,
  confirmedAt: (plan) => plan.confirmedAt,
  id: planId,
  ...stamps,
});

const templates = list({
  name: 'plan-templates',
  of: 'PlanTemplate',
  read: (where, { db }) => db.planTemplate.findMany({ where, ...inOrder }),
})({
  name: (template) => template.name,
  description: (template) => template.description,
  state: (template) => template.state,
  duration: (template) => template.duration,
  barriers: (template) => JSON.stringify(template.barriers),
  risks: (template) => JSON.stringify(template.risks),
  trainingNotes: (template) => template.trainingNotes,
  consultingNotes: (template) => template.consultingNotes,
  increments: (template) => JSON.stringify(template.increments),
  reason: (template) => template.reason,
  id: idOf('PlanTemplate'),
  ...stamps,
});

const versions = list({
  name: 'plan-versions',
  of: 'PlanVersion',
  read: ({ organizationId, id }, { db }) =>
    db.planVersion.findMany({
      where: { plan: { organizationId }, id },
      ...inOrder,
      include: {
        plan: ofPlan,
        writtenBy: subject,
        targets: { select: { unit: nameOnly }, orderBy: { unitId: 'asc' } },
        exclusions: { select: { unit: nameOnly, reason: true }, orderBy: { unitId: 'asc' } },
      },
    }),
})({
  improvement: (version) => version.plan.improvement.title,
  planId: (version) => planId(version.plan),
  number: (version) => version.number,
  plannedStart: (version) => day(version.plannedStart),
  plannedEnd: (version) => day(version.plannedEnd),
  targets: (version) => several(version.targets.map(({ unit }) => unit.name)),
  exclusions: (version) => several(version.exclusions.map(({ unit, reason }) => `${unit.name}: ${reason}`)),
  barriers: (version) => JSON.stringify(version.barriers),
  risks: (version) => JSON.stringify(version.risks),
  trainingNotes: (version) => version.trainingNotes,
  consultingNotes: (version) => version.consultingNotes,
  writtenBy: (version) => version.writtenBy.subject,
  createdAt: (version) => version.createdAt,
});

const agreements = list({
  name: 'agreements',
  of: 'PlanAgreement',
  read: ({ organizationId, id }, { db }) =>
    db.planAgreement.findMany({
      where: { version: { plan: { organizationId } }, id },
      ...inOrder,
      include: { version: ofVersion, person: subject, unit: nameOnly },
    }),
})({
  improvement: (agreement) => agreement.version.plan.improvement.title,
  planId: (agreement) => planId(agreement.version.plan),
  planVersion: (agreement) => agreement.version.number,
  person: (agreement) => agreement.person.subject,
  unit: (agreement) => agreement.unit?.name,
  agreed: (agreement) => agreement.agreed,
  note: (agreement) => agreement.note,
  saidAt: (agreement) => agreement.saidAt,
});

const increments = list({
  name: 'increments',
  of: 'Increment',
  read: (where, { db }) =>
    db.increment.findMany({
      where,
      ...inOrder,
      include: {
        plan: ofPlan,
        overriddenBy: subject,
        gateDecidedBy: subject,
        deployments: { select: { deployment: { select: { unit: nameOnly } } }, orderBy: { deploymentId: 'asc' } },
      },
    }),
})({
  improvement: (increment) => increment.plan.improvement.title,
  planId: (increment) => planId(increment.plan),
  ordinal: (increment) => increment.ordinal,
  title: (increment) => increment.title,
  state: (increment) => increment.state,
  plannedStart: (increment) => day(increment.plannedStart),
  plannedEnd: (increment) => day(increment.plannedEnd),
  actualStart: (increment) => day(increment.actualStart),
  actualEnd: (increment) => day(increment.actualEnd),
  units: (increment) => several(increment.deployments.map(({ deployment }) => deployment.unit.name)),
  fallBack: (increment) => increment.fallBack,
  overrideReason: (increment) => increment.overrideReason,
  overriddenBy: (increment) => increment.overriddenBy?.subject,
  gateDecidedBy: (increment) => increment.gateDecidedBy?.subject,
  gateReason: (increment) => increment.gateReason,
  id: incrementId,
  ...stamps,
});

const conditions = list({
  name: 'conditions',
  of: 'IncrementCondition',
  read: ({ organizationId, id }, { db }) =>
    db.incrementCondition.findMany({
      where: { increment: { organizationId }, id },
      ...inOrder,
      include: { increment: { select: { id: true, title: true, plan: ofPlan } }, metBy: subject },
    }),
})({
  improvement: (condition) => condition.increment.plan.improvement.title,
  increment: (condition) => condition.increment.title,
  incrementId: (condition) => incrementId(condition.increment),
  kind: (condition) => condition.kind,
  ordinal: (condition) => condition.ordinal,
  text: (condition) => condition.text,
  metAt: (condition) => condition.metAt,
  metBy: (condition) => condition.metBy?.subject,
  evidence: (condition) => condition.evidence,
});

const deviations = list({
  name: 'deviations',
  of: 'AcceptedDeviation',
  read: ({ organizationId, id }, { db }) =>
    db.acceptedDeviation.findMany({
      where: { plan: { organizationId }, id },
      ...inOrder,
      include: { plan: ofPlan, issue: title, acceptedBy: subject, deployment: { select: { unit: nameOnly } } },
    }),
})({
  improvement: (deviation) => deviation.plan.improvement.title,
  planId: (deviation) => planId(deviation.plan),
  unit: (deviation) => deviation.deployment?.unit.name,
  issue: (deviation) => deviation.issue?.title,
  deviation: (deviation) => deviation.deviation,
  reason: (deviation) => deviation.reason,
  acceptedBy: (deviation) => deviation.acceptedBy.subject,
  acceptedAt: (deviation) => deviation.acceptedAt,
});

/** The lists of plans, and of what they begin with. */
export const planLists: readonly List[] = [plans, versions, agreements, increments, conditions, deviations, templates];
