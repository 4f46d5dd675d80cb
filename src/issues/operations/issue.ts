import { demandUnit } from '../../auth/permissions.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Issue } from '../../generated/prisma/client.js';
import { notFound } from '../../user-error.js';
import type { IssueEventType } from '../events.js';
import { nextIssueState } from '../rules.js';
import type { IssueVerb } from '../rules.js';

/** What names the issue to change, and why. */
export interface IssueInput {
  readonly issueId: string;
  readonly version: number;
  readonly note?: string | null;
}

/** Fields of an issue that a command changes besides its state. */
export type IssuePatch = Partial<Omit<Issue, 'id' | 'version' | 'state'>>;

/**
 * The one way in which an issue changes: load and lock, who may, version, life, write, event. The verb is the name of the
 * command.
 */
export async function changeIssue(
  work: UnitOfWork,
  input: IssueInput,
  type: IssueEventType,
  decide: (issue: Issue) => IssuePatch | Promise<IssuePatch> = () => ({}),
): Promise<Issue> {
  const issue = await issueOf(work, input.issueId);
  demandUnit(work.actor, work.command, issue.unitId);
  work.demandVersion(issue, input.version, 'Issue');
  const state = nextIssueState(issue.state, work.command as IssueVerb);
  const patch: Partial<Issue> = { state, ...(await decide(issue)) };
  await work.change(work.db.issue, issue, patch, header(type, issue, input.note));
  return issue;
}

/** What the log says of every event of an issue. */
export function header(type: IssueEventType, issue: Issue, note: string | null | undefined) {
  const { improvementId, deploymentId, unitId } = issue;
  return { type, recordType: 'Issue', improvementId, deploymentId, unitId, note: note ?? null };
}

/** An issue of the actor's organization, held against changes by others. Its improvement is held: plans are confirmed on it. */
async function issueOf(work: UnitOfWork, id: string): Promise<Issue> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "Issue" s JOIN "Improvement" i ON i."id" = s."improvementId"
     WHERE s."id" = ${id}::uuid AND s."organizationId" = ${organizationId}::uuid
       FOR NO KEY UPDATE OF s FOR SHARE OF i`;
  const issue = await work.db.issue.findUnique({ where: { id, organizationId } });
  if (!issue) throw notFound('Issue');
  return issue;
}
