import type { IssueState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordKey } from '../../schema/record-key.js';
import { issueEvents } from '../events.js';
import { Issue, IssueStateEnum } from './issue.js';

for (const [type, description] of Object.entries(issueEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    issue: t.prismaField({
      type: Issue,
      nullable: true,
      description: 'The issue, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.issue.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
    issueState: t.field({
      type: IssueStateEnum,
      description: 'The state of the issue after it.',
      resolve: ({ after }) => (after as { state: IssueState }).state,
    }),
  }));
}
