import { putDeployment } from '../commands/fixtures.js';
import type { CommentState } from '../../src/generated/prisma/enums.js';
import type { App } from '../../src/server/app.js';
import type { RecordRow, RecordTakes } from '../records/suite.js';
import { putComment } from './fixtures.js';

/** The mutations of comments, with who may do them. The app is asked for when they are run. */
export function commentRows(app: () => App): Readonly<Record<string, RecordRow>> {
  const onComment = (
    event: string,
    takes: RecordTakes,
    state: CommentState = 'OPEN',
    more: object = {},
  ): RecordRow => ({
    takes,
    event,
    input: async (organization) => ({
      commentId: (await putComment(app(), organization, { state })).globalId,
      version: 1,
      ...more,
    }),
  });
  return {
    addComment: {
      takes: 'member',
      event: 'CommentAdded',
      async input(organization, { id: unitId } = organization.ledUnit) {
        const deployment = await putDeployment(app(), organization.id, unitId);
        const { globalId: inReplyToId } = await putComment(app(), organization, { deploymentId: deployment.id });
        return {
          deploymentId: deployment.globalId,
          inReplyToId,
          body: 'The supplier does.',
          mentionIds: [organization.people.SPONSOR.globalId],
        };
      },
    },
    reviseComment: {
      takes: 'writer',
      event: 'CommentRevised',
      input: async (organization) => ({
        commentId: (await putComment(app(), organization)).globalId,
        version: 1,
        mentionIds: [organization.people.SPONSOR.globalId],
      }),
    },
    resolveComment: onComment('CommentResolved', 'member'),
    reopenComment: onComment('CommentReopened', 'member', 'RESOLVED'),
    removeComment: onComment('CommentRemoved', 'writerOrAdministrator'),
  };
}
