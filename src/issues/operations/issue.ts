import { id, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Issue, Unit } from '../../generated/prisma/client.js';
import { notFound } from '../../user-error.js';
import type { IssueEventType } from '../events.js';
import { issueStates } from '../rules.js';
import type { IssueVerb } from '../rules.js';

/** Fields of an issue that a command changes besides its state. */
type IssuePatch = Partial<Omit<Issue, 'id' | 'version' | 'state'>>;

/** What decides whether a command applies to an issue, and who may do it. */
type JudgedIssue = Pick<Issue, 'state' | 'unitId' | 'ownerId'> & {
  /** Absent for a change, which looks at its unit where it depends on it. */
  readonly unit?: Pick<Unit, 'name' | 'retiredAt'> | null;
};

const target = { issueId: id('Issue', 'The issue.'), version: version('Issue') };

/** Describes a command on an issue. */
export const issueCommand = recordCommands<Issue, JudgedIssue, IssuePatch, IssueVerb, IssueEventType, typeof target>({
  record: 'Issue',
  target,
  load: lockIssue,
  guard: (verb, { state }) => void issueStates.next(state, verb),
  write(work, issue, patch, { verb, type, note }) {
    const changed: Partial<Issue> = { state: issueStates.next(issue.state, verb), ...patch };
    return work.change(work.db.issue, issue, changed, header(type, issue, note));
  },
});

/** What the log says of every event of an issue. */
export function header(type: IssueEventType, issue: Issue, note: string | null) {
  const { improvementId, deploymentId, unitId } = issue;
  return { type, recordType: 'Issue', improvementId, deploymentId, unitId, note };
}

/** An issue of the actor's organization, locked. Its improvement is locked in its state: plans are confirmed on it. */
async function lockIssue(work: UnitOfWork, id: string): Promise<Issue> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "Issue" s JOIN "Improvement" i ON i."id" = s."improvementId"
     WHERE s."id" = ${id}::uuid AND s."organizationId" = ${organizationId}::uuid
       FOR NO KEY UPDATE OF s FOR SHARE OF i`;
  const issue = await work.db.issue.findUnique({ where: { id, organizationId } });
  if (!issue) throw notFound('Issue');
  return issue;
}
