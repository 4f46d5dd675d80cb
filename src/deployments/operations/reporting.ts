import { deploymentLeads, sponsors, unitLeads } from '../../auth/allowed.js';
import { demandSponsor } from '../../auth/permissions.js';
import { dayOf } from '../../clock.js';
import { day, id, integer, line, note, optional, reason, text } from '../../commands/fields.js';
import { adoptionBasis } from '../../processes/operations/queries.js';
import { demandProcessVersionOrWaiver, demandRescheduleRequested, demandSecondPerson } from '../rules.js';
import { deploymentCommand } from './deployment.js';

export const prepareDeployment = deploymentCommand({
  name: 'prepareDeployment',
  description: 'A project begins to get ready: PLANNED to PREPARING.',
  allowed: unitLeads,
  event: 'DeploymentPrepared',
  input: { note },
  change: (work, { actualStart }) => ({ patch: { actualStart: actualStart ?? dayOf(work.now) } }),
});

/** OPM SP 3.2 subpractice 1. Percent may go down when earlier reports were wrong. */
export const recordProgress = deploymentCommand({
  name: 'recordProgress',
  description: 'A project reports how far it has come.',
  allowed: unitLeads,
  event: 'ProgressRecorded',
  input: { percent: integer(0, 100, 'How far, in percent.'), note },
  change: (work, { actualStart }, { percent }) => ({ patch: { percent, actualStart: actualStart ?? dayOf(work.now) } }),
});

export const requestReschedule = deploymentCommand({
  name: 'requestReschedule',
  description: 'A project says when it expects to have adopted the improvement, and asks for that as its planned end.',
  allowed: unitLeads,
  event: 'RescheduleRequested',
  input: { expectedEnd: day('Day by which the project expects to have adopted it.'), reason },
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
    'A project works with the improvement, by a version of its defined process or with a waiver: exactly one of the two. Where neither is given, the newest tailoring on file counts, or else the newest accepted waiver.',
  allowed: unitLeads,
  event: 'DeploymentAdopted',
  input: {
    processVersionLabel: optional(
      line(
        "Label of the version of the project's defined process that has the change. Linked to that version where the process has it.",
      ),
    ),
    processVersionId: optional(id('ProcessVersion', 'The version itself, in place of its label.')),
    waiver: optional(text('Why there is no such version: a waiver given on the spot. Sponsors.')),
    note,
  },
  async change(work, { improvementId, unitId, percent: percentBeforeAdoption }, input) {
    const given = { ...input, processVersion: input.processVersionLabel };
    const { processVersion, processVersionId, waiver } = await adoptionBasis(work, improvementId, unitId, given);
    demandProcessVersionOrWaiver(processVersion, waiver);
    if (input.waiver !== null) demandSponsor(work.actor, work.command, 'to waive the change of the process');
    const adoptedById = work.actor.personId;
    const actualEnd = dayOf(work.now);
    const basis = { processVersion, processVersionId, waiver };
    return { patch: { percent: 100, percentBeforeAdoption, actualEnd, adoptedById, ...basis } };
  },
});

export const confirmDeployment = deploymentCommand({
  name: 'confirmDeployment',
  description:
    'A second person, never the one who reported it as adopted, confirms that a deployment is complete: ADOPTED to CONFIRMED.',
  allowed: unitLeads,
  event: 'DeploymentConfirmed',
  input: { note },
  guard: ({ personId }, { adoptedById }) => demandSecondPerson(adoptedById, personId),
  change: (work) => ({ patch: { confirmedById: work.actor.personId, confirmedAt: work.now } }),
});

export const declineAdoption = deploymentCommand({
  name: 'declineAdoption',
  description:
    'A second person, never the one who reported it as adopted, declines an adoption: ADOPTED to IN_PROGRESS, at the percent reported before. What was adopted by is taken back.',
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
  description: 'Puts a deployment off.',
  allowed: deploymentLeads,
  event: 'DeploymentDeferred',
  input: { until: optional(day('Day on which it is to be resumed.')), reason },
  noteFrom: 'reason',
  change: (_work, _deployment, { until }) => ({ patch: { deferredUntil: until } }),
});

export const resumeDeployment = deploymentCommand({
  name: 'resumeDeployment',
  description: 'Takes up a deployment that was put off, where it was.',
  allowed: deploymentLeads,
  event: 'DeploymentResumed',
  input: { note },
});

export const waiveDeployment = deploymentCommand({
  name: 'waiveDeployment',
  description: 'Releases a project from an improvement.',
  allowed: sponsors,
  event: 'DeploymentWaived',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _deployment, { reason }) => ({ patch: { waiver: reason } }),
});

export const rollBackDeployment = deploymentCommand({
  name: 'rollBackDeployment',
  description: 'Takes an improvement back out of a project.',
  allowed: deploymentLeads,
  event: 'DeploymentRolledBack',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _deployment, { reason }) => ({ patch: { rollBackReason: reason } }),
});
