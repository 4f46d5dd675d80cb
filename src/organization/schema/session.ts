import type { OpenSession } from '../../auth/sessions.js';
import { decodeGlobalId, encodeGlobalId, isUuid } from '../../ids.js';
import { builder } from '../../schema/builder.js';
import { refusalTypes } from '../../schema/user-errors.js';
import { notFound } from '../../user-error.js';
import type { UserErrorData } from '../../user-error.js';

/** A session in the graph. */
export const Session = builder
  .objectRef<OpenSession>('Session')
  .implement({
    description: 'A browser in which you are signed in.',
    fields: (t) => ({
      id: t.id({ description: 'Opaque id, for `revokeSession`.', resolve: ({ id }) => encodeGlobalId('Session', id) }),
      address: t.exposeString('address', {
        nullable: true,
        description:
          'Network address from which you signed in, as reported by the proxy in front; null if it is unknown.',
      }),
      agent: t.exposeString('agent', {
        nullable: true,
        description: 'The browser at sign-in, as it identifies itself; null if it does not.',
      }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When you signed in.' }),
      lastSeenAt: t.expose('lastSeenAt', {
        type: 'DateTime',
        description: 'When it was last used, to within a minute. An open stream counts as use.',
      }),
      expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it expires, regardless of use.' }),
      current: t.boolean({
        description: 'Whether it is the one of this request.',
        resolve: ({ id }, _args, { session }) => id === session,
      }),
    }),
  });

type NotFound = Extract<UserErrorData, { kind: 'NotFoundError' }>;

const Input = builder.inputType('RevokeSessionInput', {
  description: 'Input of `revokeSession`.',
  fields: (t) => ({ sessionId: t.id({ required: true, description: 'The session, one of yours.' }) }),
});

const Payload = builder
  .objectRef<{ readonly sessionId: string }>('RevokeSessionPayload')
  .implement({
    description: 'Result of `revokeSession`.',
    fields: (t) => ({ sessionId: t.exposeID('sessionId', { description: 'The session that has ended.' }) }),
  });

const Result = builder.unionType('RevokeSessionResult', {
  description: 'The payload of `revokeSession`, or why it was refused.',
  types: [Payload, refusalTypes.NotFoundError],
  resolveType: (value) => ('kind' in value ? value.kind : 'RevokeSessionPayload'),
});

builder.mutationField('revokeSession', (t) =>
  t.field({
    type: Result,
    description:
      'Signs you out in a browser, on all servers within a second, open streams included. This is not an event of the log. ' +
      'Everyone, their own sessions.',
    complexity: 10,
    args: { input: t.arg({ type: Input, required: true, description: 'The input.' }) },
    resolve: async (_root, { input }, context): Promise<{ sessionId: string } | NotFound> => {
      const { personId } = await context.actor();
      const { sessionId } = input;
      const { typename, id = '' } = decodeGlobalId(sessionId) ?? {};
      const isOne = typename === 'Session' && isUuid(id);
      const ended = isOne && (await context.services.sessions?.endOwn(id, personId));
      return ended ? { sessionId } : (notFound('Session').userError as NotFound);
    },
  }),
);
