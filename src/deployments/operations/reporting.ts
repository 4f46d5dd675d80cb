import { afterSignIn, deploymentLeads, sponsors, unitLeads } from '../../auth/allowed.js';
import { demandSponsor } from '../../auth/permissions.js';
import { day, id, integer, line, note, optional, reason, text } from '../../commands/fields.js';
import { adoptionBasis, newProcessVersion } from '../../processes/operations/adopting.js';
import { demandProcessVersionOrWaiver, demandRescheduleRequested, demandSecondPerson } from '../rules.js';
import { deploymentCommand } from './deployment.js';

export const prepareDeployment = deploymentCommand({
  name: 'prepareDeployment',
  description: 'Starts the preparation of a deployment: PLANNED to PREPARING.',
  allowed: unitLeads,
  event: 'DeploymentPrepared',
  input: { note },
  change: async (work, { actualStart, unitId }) => ({
    patch: { actualStart: actualStart ?? (await work.today(unitId)) },
  }),
});

/** OPM SP 3.2 subpractice 1. Percent may go down when earlier reports were wrong. */
export const recordProgress = deploymentCommand({
  name: 'recordProgress',
  description: 'Records the progress of a project.',
  allowed: unitLeads,
  event: 'ProgressRecorded',
  input: { percent: integer(0, 100, 'The progress, in percent.'), note },
  change: async (work, { actualStart, unitId }, { percent }) => ({
    patch: { percent, actualStart: actualStart ?? (await work.today(unitId)) },
  }),
});

export const requestReschedule = deploymentCommand({
  name: 'requestReschedule',
  description: 'A project says when it expects to have adopted the improvement, and asks for that as its planned end.',
  allowed: unitLeads,
  event: 'RescheduleRequested',
  input: { expectedEnd: day('Day by which the project expects to adopt it.'), reason },
  noteFrom: 'reason',
  change: (work, _deployment, { expectedEnd }) => ({ patch: { expectedEnd, rescheduleRequestedAt: work.now } }),
});

export const declineReschedule = deploymentCommand({
  name: 'declineReschedule',
  description: 'Declines the planned end that a project asked for. `rescheduleDeployment` grants it, or another one.',
  allowed: deploymentLeads,
  event: 'RescheduleDeclined',
  input: { reason },
  noteFrom: 'reason',
  guard: (_actor, { rescheduleRequestedAt }) => demandRescheduleRequested(rescheduleRequestedAt),
  change: () => ({ patch: { rescheduleRequestedAt: null } }),
});

export const adoptDeployment = deploymentCommand({
  name: 'adoptDeployment',
  description:
    'Reports that a project works with the improvement, by a version of its defined process, by a new one that is issued with it, or with a waiver. If none is given, the newest recorded tailoring counts, or else the newest accepted waiver.',
  allowed: unitLeads,
  event: 'DeploymentAdopted',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    processVersionLabel: optional(
      line(
        "Label of the version of the project's defined process that contains the change. Groups can give any label.",
      ),
    ),
    processVersionId: optional(id('ProcessVersion', 'The version itself, instead of its label.')),
    newProcessVersion: optional(newProcessVersion),
    waiver: optional(text('Why there is no such version: an immediate waiver. Sponsors.')),
    note,
  },
  async change(work, { improvementId, unitId, percent: percentBeforeAdoption }, input) {
    const basis = await adoptionBasis(work, improvementId, unitId, input);
    demandProcessVersionOrWaiver(basis.processVersion, basis.waiver);
    if (input.waiver !== null) demandSponsor(work.actor, work.command, 'to waive the change of the process');
    const adoptedById = work.actor.personId;
    const actualEnd = await work.today(unitId);
    return { patch: { percent: 100, percentBeforeAdoption, actualEnd, adoptedById, ...basis } };
  },
});

export const confirmDeployment = deploymentCommand({
  name: 'confirmDeployment',
  description:
    'Confirms that a deployment is complete: ADOPTED to CONFIRMED. Never by the person who reported the adoption.',
  allowed: afterSignIn('CONFIRMATION', unitLeads),
  event: 'DeploymentConfirmed',
  input: { note },
  guard: ({ personId }, { adoptedById }) => demandSecondPerson(adoptedById, personId),
  change: (work) => ({ patch: { confirmedById: work.actor.personId, confirmedAt: work.now } }),
});

export const declineAdoption = deploymentCommand({
  name: 'declineAdoption',
  description:
    'Declines an adoption: ADOPTED to IN_PROGRESS, at the percent reported before. Never by the person who reported the adoption. The version or waiver of the adoption is removed.',
  allowed: unitLeads,
  event: 'AdoptionDeclined',
  input: { reason },
  noteFrom: 'reason',
  guard: ({ personId }, { adoptedById }) => demandSecondPerson(adoptedById, personId),
  change: (_work, { percent, percentBeforeAdoption }) => ({
    patch: {
      percent: percentBeforeAdoption ?? percent,
      percentBeforeAdoption: null,
      actualEnd: null,
      processVersion: null,
      processVersionId: null,
      waiver: null,
      adoptedById: null,
    },
  }),
});

export const deferDeployment = deploymentCommand({
  name: 'deferDeployment',
  description: 'Defers a deployment.',
  allowed: deploymentLeads,
  event: 'DeploymentDeferred',
  input: { until: optional(day('Day on which to resume it.')), reason },
  noteFrom: 'reason',
  change: (_work, _deployment, { until }) => ({ patch: { deferredUntil: until } }),
});

export const resumeDeployment = deploymentCommand({
  name: 'resumeDeployment',
  description: 'Resumes a deferred deployment in its former state.',
  allowed: deploymentLeads,
  event: 'DeploymentResumed',
  input: { note },
});

export const waiveDeployment = deploymentCommand({
  name: 'waiveDeployment',
  description: 'Waives a deployment: the project need not adopt the improvement.',
  allowed: sponsors,
  event: 'DeploymentWaived',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _deployment, { reason }) => ({ patch: { waiver: reason } }),
});

export const rollBackDeployment = deploymentCommand({
  name: 'rollBackDeployment',
  description: 'Rolls a deployment back.',
  allowed: deploymentLeads,
  event: 'DeploymentRolledBack',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _deployment, { reason }) => ({ patch: { rollBackReason: reason } }),
});
