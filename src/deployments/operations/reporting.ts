import { z } from 'zod';
import { demandSponsor } from '../../auth/permissions.js';
import { dayOf } from '../../clock.js';
import { plainCommand } from '../../commands/plain-command.js';
import { line, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import { adoptionBasis } from '../../processes/operations/queries.js';
import { demandProcessVersionOrWaiver, demandSecondPerson } from '../rules.js';
import { changeDeployment } from './deployment.js';

const target = { deploymentId: recordId, version: recordVersion };
const noteForm = z.object({ ...target, note: optional(text) });
const reasonForm = z.object({ ...target, reason: text });

/** A project begins to get ready: PLANNED → PREPARING. */
export const prepareDeployment = plainCommand({
  name: 'prepareDeployment',
  input: noteForm,
  perform: (work, input) =>
    changeDeployment(work, input, 'DeploymentPrepared', ({ actualStart }) => ({
      actualStart: actualStart ?? dayOf(work.now),
    })),
});

/** A project reports how far it has come: OPM SP 3.2 subpractice 1. Percent may go down when earlier reports were wrong. */
export const recordProgress = plainCommand({
  name: 'recordProgress',
  input: z.object({ ...target, percent: z.int().min(0).max(100), note: optional(text) }),
  perform: (work, input) =>
    changeDeployment(work, input, 'ProgressRecorded', ({ actualStart }) => ({
      percent: input.percent,
      actualStart: actualStart ?? dayOf(work.now),
    })),
});

/**
 * A project works with the improvement, by a version of its defined process or with a waiver: IN_PROGRESS → ADOPTED. Where
 * neither is given, the tailoring or the accepted waiver on file counts. A waiver that is not on file is a sponsor's to give.
 */
export const adoptDeployment = plainCommand({
  name: 'adoptDeployment',
  input: z.object({
    ...target,
    processVersion: optional(line),
    processVersionId: optional(recordId),
    waiver: optional(text),
    note: optional(text),
  }),
  perform: (work, input) =>
    changeDeployment(work, input, 'DeploymentAdopted', async ({ improvementId, unitId }) => {
      const basis = await adoptionBasis(work, improvementId, unitId, input);
      const { processVersion, processVersionId, waiver } = basis;
      demandProcessVersionOrWaiver(processVersion, waiver);
      if (input.waiver !== null) demandSponsor(work.actor, work.command, 'to waive the change of the process');
      return {
        percent: 100,
        actualEnd: dayOf(work.now),
        processVersion,
        processVersionId,
        waiver,
        adoptedById: work.actor.personId,
      };
    }),
});

/** A second person confirms that the deployment is complete: ADOPTED → CONFIRMED. */
export const confirmDeployment = plainCommand({
  name: 'confirmDeployment',
  input: noteForm,
  perform: (work, input) =>
    changeDeployment(work, input, 'DeploymentConfirmed', ({ adoptedById }) => {
      demandSecondPerson(adoptedById, work.actor.personId);
      return { confirmedById: work.actor.personId, confirmedAt: work.now };
    }),
});

/** Puts a deployment off. */
export const deferDeployment = plainCommand({
  name: 'deferDeployment',
  input: reasonForm,
  perform: (work, { reason, ...input }) =>
    changeDeployment(work, { ...input, note: reason }, 'DeploymentDeferred', () => ({})),
});

/** Takes up a deployment that was put off, where it was. */
export const resumeDeployment = plainCommand({
  name: 'resumeDeployment',
  input: noteForm,
  perform: (work, input) => changeDeployment(work, input, 'DeploymentResumed', () => ({})),
});

/** Releases a project from an improvement. */
export const waiveDeployment = plainCommand({
  name: 'waiveDeployment',
  input: reasonForm,
  perform: (work, { reason, ...input }) =>
    changeDeployment(work, { ...input, note: reason }, 'DeploymentWaived', () => ({ waiver: reason })),
});

/** Takes an improvement back out of a project. */
export const rollBackDeployment = plainCommand({
  name: 'rollBackDeployment',
  input: reasonForm,
  perform: (work, { reason, ...input }) =>
    changeDeployment(work, { ...input, note: reason }, 'DeploymentRolledBack', () => ({ rollBackReason: reason })),
});
