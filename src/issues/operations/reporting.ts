import { z } from 'zod';
import { demandUnit } from '../../auth/permissions.js';
import { command } from '../../commands/command.js';
import { line, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { improvementOf } from '../../improvements/operations/improvement.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { personOf } from '../../organization/operations/person.js';
import { unitOf } from '../../organization/operations/unit.js';
import { notFound } from '../../user-error.js';
import { demandOneSubject, HINDERED } from '../rules.js';
import { changeIssue, header } from './issue.js';

const target = { issueId: recordId, version: recordVersion };

/** Reports something in the way of an improvement: in all, or in a unit, a deployment or an increment of it. */
export const openIssue = command({
  name: 'openIssue',
  input: z.object({
    improvementId: recordId,
    unitId: optional(recordId),
    deploymentId: optional(recordId),
    incrementId: optional(recordId),
    title: line,
    description: text,
    ownerId: optional(recordId),
  }),
  async perform(work, input) {
    const improvement = await improvementOf(work, input.improvementId);
    if (input.unitId !== null) await unitOf(work, input.unitId);
    const deployment = await deploymentOf(work, input.deploymentId);
    const increment = await incrementOf(work, input.incrementId);
    if (input.ownerId !== null) await personOf(work, input.ownerId);
    demandOneSubject({ ...input, deployment, increment: increment?.plan ?? null });
    const unitId = input.unitId ?? deployment?.unitId ?? null;
    demandUnit(work.actor, work.command, unitId);
    demandImprovementState(improvement, HINDERED);
    const issue = await work.db.issue.create({
      data: {
        ...input,
        unitId,
        organizationId: work.actor.organizationId,
        openedById: work.actor.personId,
        openedAt: work.now,
        createdAt: work.now,
        updatedAt: work.now,
      },
    });
    work.created(issue, { ...header('IssueOpened', issue, null), planId: increment?.planId ?? null });
    return issue;
  },
});

/** Changes the words of an issue; what is left out stays. */
export const reviseIssue = command({
  name: 'reviseIssue',
  input: z.object({ ...target, title: optional(line), description: optional(text), note: optional(text) }),
  perform: (work, { title, description, ...input }) =>
    changeIssue(work, input, 'IssueRevised', (issue) => ({
      title: title ?? issue.title,
      description: description ?? issue.description,
    })),
});

/** Decides who is to get an issue out of the way. */
export const assignIssue = command({
  name: 'assignIssue',
  input: z.object({ ...target, ownerId: recordId, note: optional(text) }),
  perform: (work, { ownerId, ...input }) =>
    changeIssue(work, input, 'IssueAssigned', async () => {
      await personOf(work, ownerId);
      return { ownerId };
    }),
});

/** Somebody begins to do something about an issue: OPEN → IN_ACTION. */
export const startIssueAction = command({
  name: 'startIssueAction',
  input: z.object({ ...target, note: optional(text) }),
  perform: (work, input) => changeIssue(work, input, 'IssueActionStarted'),
});

/** An issue is out of the way, and what was done is written down. */
export const closeIssue = command({
  name: 'closeIssue',
  input: z.object({ ...target, resolution: text }),
  perform: (work, { resolution, ...input }) =>
    changeIssue(work, { ...input, note: resolution }, 'IssueClosed', () => ({ resolution, closedAt: work.now })),
});

/** An issue is in the way again: CLOSED → OPEN. What was accepted of it before does not count any more. */
export const reopenIssue = command({
  name: 'reopenIssue',
  input: z.object({ ...target, reason: text }),
  perform: (work, { reason, ...input }) =>
    changeIssue(work, { ...input, note: reason }, 'IssueReopened', () => ({
      openedAt: work.now,
      closedAt: null,
      resolution: null,
    })),
});

async function deploymentOf(work: UnitOfWork, id: string | null) {
  if (id === null) return null;
  const { organizationId } = work.actor;
  const deployment = await work.db.deployment.findUnique({ where: { id, organizationId } });
  if (!deployment) throw notFound('Deployment');
  return deployment;
}

async function incrementOf(work: UnitOfWork, id: string | null) {
  if (id === null) return null;
  const { organizationId } = work.actor;
  const increment = await work.db.increment.findUnique({ where: { id, organizationId }, include: { plan: true } });
  if (!increment) throw notFound('Increment');
  return increment;
}
