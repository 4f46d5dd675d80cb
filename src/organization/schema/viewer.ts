import type { Actor } from '../../auth/actor.js';
import { includesRole } from '../../auth/permissions.js';
import { MOST_SESSIONS } from '../../auth/sessions.js';
import { FreshSignInOccasion } from '../../generated/prisma/enums.js';
import { encodeCursor } from '../../log/cursor.js';
import { hexOf } from '../../log/event-log.js';
import { commandsFor } from '../../schema/mutations.js';
import { builder } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import { eventList } from '../../schema/event-list.js';
import { OWN_QUERIES_COST } from '../../schema/lists/fields.js';
import { keyOf, recordKey } from '../../schema/record-key.js';
import { viewerDependent } from '../../schema/sharing.js';
import { MOST_ISSUERS } from '../operations/issuer.js';
import { RoleEnum } from './person.js';
import { retentionOf, RetentionRule } from './retention.js';
import { MOST_TOKENS } from '../operations/token.js';
import { validAt } from '../token-access.js';
import { Session } from './session.js';
import { Token } from './token.js';

const FreshSignInOccasionEnum = builder.enumType(FreshSignInOccasion, {
  name: 'FreshSignInOccasion',
  description: 'For what an organization can ask for a fresh sign-in.',
  values: {
    CONFIRMATION: {
      description:
        'Confirming that a deployment or a plan is complete, accepting a deviation from a plan, and completing the deployment of an improvement.',
    },
    GATE: { description: 'Deciding at the gate of an increment.' },
    AGREEMENT: { description: 'Agreeing to a plan, or declining it.' },
  } satisfies Record<FreshSignInOccasion, object>,
});

/** The organization, in the graph. */
export const Organization = builder.prismaNode('Organization', {
  id: { field: 'id', description: 'Opaque id.' },
  description: 'Your organization. Records of other organizations do not exist for you.',
  findUnique: (id, context) => keyOf('Organization', id, context),
  nullable: true,
  fields: (t) => ({
    slug: t.exposeString('slug'),
    name: t.exposeString('name'),
    freshSignInOccasions: t.expose('freshSignInOccasions', { type: [FreshSignInOccasionEnum] }),
    freshSignInMinutes: t.exposeInt('freshSignInMinutes'),
    freshSignInAcrValues: t.exposeStringList('freshSignInAcrValues'),
    timeZone: t.exposeString('timeZone'),
    statusCadenceDays: t.exposeInt('statusCadenceDays', { nullable: true }),
    today: t.field({
      type: 'Date',
      description: 'The day that it is in it.',
      resolve: async (_organization, _args, context) => (await daysOf(context)).today,
    }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    position: t.int({
      description: 'Position of the newest event in its log; 0 before the first.',
      select: { log: { select: { position: true } } },
      resolve: ({ log }) => log?.position ?? 0,
    }),
    hash: t.string({
      description:
        'Hash over all events of its log up to `position`, in hexadecimal; null if the log is not chained yet.',
      nullable: true,
      select: { log: { select: { hash: true } } },
      resolve: ({ log }) => hexOf(log?.hash ?? null),
    }),
    cursor: t.field({
      type: 'LogCursor',
      description:
        'Cursor of its newest event. To miss nothing, read it before the state, and subscribe from it afterwards.',
      select: { log: { select: { epoch: true, position: true, hash: true } } },
      resolve: ({ log }) =>
        encodeCursor({ epoch: log?.epoch ?? '', position: log?.position ?? 0, hash: hexOf(log?.hash ?? null) }),
    }),
    events: eventList(t, {
      description: 'Its log, oldest events first by default; `last` returns the newest.',
      cost: OWN_QUERIES_COST,
      of: ({ id }) => ({ column: 'organizationId', id }),
    }),
    issuers: t.relation('issuers', {
      description: `Its own identity providers that were not removed, the oldest first, at most ${MOST_ISSUERS}.`,
      complexity: OWN_QUERIES_COST,
      query: { where: { removedAt: null }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: MOST_ISSUERS },
    }),
    retention: t.field({
      type: [RetentionRule],
      nullable: true,
      description:
        'How long what is kept: as the server is configured that answers, and the same for all of its organizations. Read only. Null unless you are an administrator.',
      extensions: viewerDependent,
      resolve: async (_organization, _args, context) =>
        includesRole((await context.actor()).role, 'ADMINISTRATOR') ? retentionOf(context.services.retention) : null,
    }),
    archivedThrough: t.int({
      description:
        'Position of the newest archived event: the log begins after it, and an earlier cursor gets a Reset; 0 if nothing ' +
        'was archived.',
      select: { log: { select: { archivedThrough: true } } },
      resolve: ({ log }) => log?.archivedThrough ?? 0,
    }),
  }),
});

/** The person who asks, in the graph. */
export const Viewer = builder.objectRef<Actor>('Viewer');

builder.node(Viewer, {
  description: 'You: the person identified by your credentials, and what you may do.',
  id: { resolve: ({ personId }) => personId, description: 'Opaque id; not that of the person.' },
  isTypeOf: (value) => 'asOf' in (value as object),
  brandLoadedObjects: false, // One actor may serve many requests.
  loadOne: async (id, context) => {
    const actor = await context.actor();
    return actor.personId === id ? actor : null;
  },
  fields: (t) => ({
    person: t.prismaField({
      type: 'Person',
      description: 'You, as a person of the organization.',
      resolve: (query, { personId }, _args, context) =>
        context.services.database.prisma.person.findUniqueOrThrow({ ...query, where: recordKey(personId, context) }),
    }),
    role: t.expose('role', { type: RoleEnum, description: 'Your role.' }),
    organization: t.prismaField({
      type: Organization,
      description: 'Your organization.',
      resolve: (query, { organizationId }, _args, context) =>
        context.services.database.prisma.organization.findUniqueOrThrow({ ...query, where: { id: organizationId } }),
    }),
    mutations: t.stringList({
      description:
        'Names of the mutations that your role and, with an API token, its scopes allow, at least on some records. `viewerCan` says which of them are allowed on a record.',
      resolve: (actor) => commandsFor(actor),
    }),
    sessions: t.field({
      type: [Session],
      description: `The browsers in which you are signed in, last used first, at most ${MOST_SESSIONS}.`,
      complexity: OWN_QUERIES_COST,
      resolve: async ({ personId }, _args, { services }) => [...((await services.sessions?.of(personId)) ?? [])],
    }),
    tokens: t.prismaField({
      type: [Token],
      description: `Your valid API tokens, the newest first, at most ${MOST_TOKENS}. \`Query.tokens\` has those that have ended as well.`,
      complexity: OWN_QUERIES_COST,
      resolve: (query, { personId, organizationId }, _args, { services }) =>
        services.database.prisma.token.findMany({
          ...query,
          where: { organizationId, personId, ...validAt(services.clock()) },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: MOST_TOKENS,
        }),
    }),
    token: t.prismaField({
      type: Token,
      nullable: true,
      description: 'The API token with which you ask; null where you ask by yourself.',
      complexity: OWN_QUERIES_COST,
      resolve: (query, { grant }, _args, context) =>
        grant
          ? context.services.database.prisma.token.findUnique({ ...query, where: recordKey(grant.tokenId, context) })
          : null,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'You.',
    extensions: viewerDependent,
    resolve: (_root, _args, context) => context.actor(),
  }),
);
