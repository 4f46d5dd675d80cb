import { demandNoToken } from '../../auth/allowed.js';
import { includesRole } from '../../auth/permissions.js';
import { MOST_SESSIONS } from '../../auth/sessions.js';
import type { OpenSession } from '../../auth/sessions.js';
import { id } from '../../commands/fields.js';
import { encodeGlobalId } from '../../ids.js';
import { accessMutation } from '../../schema/access-mutation.js';
import type { PayloadBuilder } from '../../schema/access-mutation.js';
import { builder } from '../../schema/builder.js';
import { accessOf } from '../../schema/context.js';
import { viewerDependent } from '../../schema/sharing.js';
import { notFound } from '../../user-error.js';
import { Person } from './person.js';

/** A session in the graph. */
export const Session = builder
  .objectRef<OpenSession>('Session')
  .implement({
    description: 'A browser in which somebody is signed in.',
    fields: (t) => ({
      id: t.id({ description: 'Opaque id, for `revokeSession`.', resolve: ({ id }) => encodeGlobalId('Session', id) }),
      address: t.exposeString('address', {
        nullable: true,
        description: 'Network address of the sign-in, as reported by the proxy in front; null if it is unknown.',
      }),
      agent: t.exposeString('agent', {
        nullable: true,
        description: 'The browser at sign-in, as it identifies itself; null if it does not.',
      }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they signed in.' }),
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
    'Signs a person out in a browser, on all servers within a second, open streams included. This is not an event of the log. ' +
    'Everyone their own sessions, administrators all.',
  input: { sessionId: id('Session', 'The session.') },
  payload: (t: PayloadBuilder<{ sessionId: string }>) => ({
    sessionId: t.exposeID('sessionId', { description: 'The session that has ended.' }),
  }),
  async perform(context, actor, { sessionId }) {
    demandNoToken(actor, 'revokeSession');
    const { sessions, audit } = context.services;
    const { personId, organizationId, role } = actor;
    const isAdministrator = includesRole(role, 'ADMINISTRATOR');
    const of = await sessions?.endOne(sessionId, isAdministrator ? { organizationId } : { personId });
    if (!of) throw notFound('Session');
    const about = of === personId ? 'revoked' : `revoked, of ${encodeGlobalId('Person', of)}`;
    await audit.recordFew(accessOf(context, actor, { kind: 'SESSION_ENDED', about }));
    return { sessionId: encodeGlobalId('Session', sessionId) };
  },
});

builder.prismaObjectField(Person, 'sessions', (t) =>
  t.field({
    type: [Session],
    nullable: true,
    description: `The browsers in which they are signed in, last used first, at most ${MOST_SESSIONS}; null unless you are the person or an administrator.`,
    extensions: viewerDependent,
    select: (_args, { services }) => ({
      sessions: {
        where: services.sessions?.valid() ?? { id: { in: [] } },
        orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
        take: MOST_SESSIONS,
      },
    }),
    resolve: async ({ id: personId, sessions }, _args, context) => {
      const actor = await context.actor();
      return personId === actor.personId || includesRole(actor.role, 'ADMINISTRATOR') ? sessions : null;
    },
  }),
);
