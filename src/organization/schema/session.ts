import { demandNoToken } from '../../auth/allowed.js';
import type { OpenSession } from '../../auth/sessions.js';
import { id } from '../../commands/fields.js';
import { encodeGlobalId } from '../../ids.js';
import { accessMutation } from '../../schema/access-mutation.js';
import type { PayloadBuilder } from '../../schema/access-mutation.js';
import { builder } from '../../schema/builder.js';
import { accessOf } from '../../schema/context.js';
import { notFound } from '../../user-error.js';

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

accessMutation({
  name: 'revokeSession',
  description:
    'Signs you out in a browser, on all servers within a second, open streams included. This is not an event of the log. ' +
    'Everyone, their own sessions.',
  input: { sessionId: id('Session', 'The session, one of yours.') },
  payload: (t: PayloadBuilder<{ sessionId: string }>) => ({
    sessionId: t.exposeID('sessionId', { description: 'The session that has ended.' }),
  }),
  async perform(context, actor, { sessionId }) {
    demandNoToken(actor, 'revokeSession');
    const { sessions, audit } = context.services;
    if (!(await sessions?.endOwn(sessionId, actor.personId))) throw notFound('Session');
    await audit.recordFew(accessOf(context, actor, { kind: 'SESSION_ENDED', about: 'revoked' }));
    return { sessionId: encodeGlobalId('Session', sessionId) };
  },
});
