import { personOr, unitLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { id, line, note, optional, reason, text } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Issue } from '../../generated/prisma/client.js';
import { improvementOf } from '../../improvements/operations/improvement.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { personOf } from '../../organization/operations/person.js';
import { liveUnit } from '../../organization/operations/unit.js';
import { demandNotRetired } from '../../organization/rules.js';
import { notFound } from '../../user-error.js';
import { demandOneSubject, HINDERED } from '../rules.js';
import { header, issueCommand } from './issue.js';

/** Who may work on an issue. */
const owners = personOr<Pick<Issue, 'ownerId' | 'unitId'>>('owner', ({ ownerId }) => ownerId, unitLeads);

const title = line('Short name.');
const description = text('What the obstacle is.');

export const openIssue = command({
  name: 'openIssue',
  description: 'Opens an issue with an improvement: as a whole, or in a unit, a deployment or an increment.',
  allowed: unitLeads,
  record: 'Issue',
  event: 'IssueOpened',
  input: {
    improvementId: id('Improvement', 'The improvement, selected or later, and not closed.'),
    unitId: optional(id('Unit', 'The unit concerned. Default: the unit of the deployment, if one is given.')),
    deploymentId: optional(id('Deployment', 'The deployment concerned.')),
    incrementId: optional(id('Increment', "The increment of the improvement's plan concerned.")),
    title,
    description,
    ownerId: optional(id('Person', 'The owner, who is to resolve it.')),
  },
  async perform(work, input) {
    const improvement = await improvementOf(work, input.improvementId);
    if (input.unitId !== null) await liveUnit(work, input.unitId);
    const deployment = await deploymentOf(work, input.deploymentId);
    const increment = await incrementOf(work, input.incrementId);
    if (input.ownerId !== null) await personOf(work, input.ownerId);
    demandOneSubject({ ...input, deployment, increment: increment?.plan ?? null });
    const unitId = input.unitId ?? deployment?.unitId ?? null;
    work.demandAllowed(unitLeads, { unitId });
    if (deployment) await liveUnit(work, deployment.unitId);
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

export const reviseIssue = issueCommand({
  name: 'reviseIssue',
  description: 'Changes the text of an issue that is not closed. Omitted fields stay as they are.',
  allowed: owners,
  event: 'IssueRevised',
  input: { title: optional(title), description: optional(description), note },
  change: (_work, issue, input) => ({
    title: input.title ?? issue.title,
    description: input.description ?? issue.description,
  }),
});

export const assignIssue = issueCommand({
  name: 'assignIssue',
  description: 'Sets the owner of an issue.',
  allowed: unitLeads,
  event: 'IssueAssigned',
  input: { ownerId: id('Person', 'The owner.'), note },
  async change(work, _issue, { ownerId }) {
    await personOf(work, ownerId);
    return { ownerId };
  },
});

export const startIssueAction = issueCommand({
  name: 'startIssueAction',
  description: 'Starts work on an issue: OPEN to IN_ACTION.',
  allowed: owners,
  event: 'IssueActionStarted',
  input: { note },
});

export const closeIssue = issueCommand({
  name: 'closeIssue',
  description: 'Closes an issue that is resolved: OPEN or IN_ACTION to CLOSED.',
  allowed: owners,
  event: 'IssueClosed',
  input: { resolution: text('What was done about it.') },
  noteFrom: 'resolution',
  change: (work, _issue, { resolution }) => ({ resolution, closedAt: work.now }),
});

/** An acceptance of it before does not count any more. */
export const reopenIssue = issueCommand({
  name: 'reopenIssue',
  description: 'Reopens an issue: CLOSED to OPEN.',
  allowed: unitLeads,
  event: 'IssueReopened',
  input: { reason },
  noteFrom: 'reason',
  guard: (_actor, { unit }) => unit && demandNotRetired(unit),
  async change(work, { unitId }) {
    if (unitId !== null) await liveUnit(work, unitId);
    return { openedAt: work.now, closedAt: null, resolution: null };
  },
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
