import { z } from 'zod';
import { CALENDAR, EXPORT, READ } from '../../auth/grant.js';
import { day, id, ids, integer, line, list, optional } from '../../commands/fields.js';
import { containing } from '../../database/text.js';
import { encodeGlobalId } from '../../ids.js';
import { accessMutation } from '../../schema/access-mutation.js';
import type { PayloadBuilder } from '../../schema/access-mutation.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { allCommands } from '../../schema/mutations.js';
import { recordKey } from '../../schema/record-key.js';
import { viewerDependent } from '../../schema/sharing.js';
import { createToken, MAX_DAYS, MOST_TOKENS, OVERLAP, revokeToken, rotateToken } from '../operations/token.js';
import type { IssuedToken } from '../operations/token.js';
import { validAt, visibleTokens } from '../token-access.js';

/** A token, in the graph. Hazard: it is reached from lists and by its id, and both ask who sees it. */
export const Token = builder.prismaNode('Token', {
  id: { field: 'id', description: 'Opaque id.' },
  description:
    'An API token, by which a script acts for a person or as a service account, with a part of what they may do. Its secret is shown only once.',
  findUnique: (id, context) => ({ ...recordKey(id, context), AND: visibleTokens(context.reader()) }),
  nullable: true,
  extensions: viewerDependent,
  fields: (t) => ({
    person: t.relation('person'),
    name: t.exposeString('name'),
    prefix: t.exposeString('prefix'),
    scopes: t.exposeStringList('scopes'),
    unitIds: t.idList({
      nullable: true,
      description:
        'Ids of the units to which its mutations are restricted; null for all. It reads the whole organization.',
      select: { unitIds: true },
      resolve: ({ unitIds }) => (unitIds.length > 0 ? unitIds.map((each) => encodeGlobalId('Unit', each)) : null),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true }),
    lastUsedFrom: t.exposeString('lastUsedFrom', { nullable: true }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
    valid: t.boolean({
      description: 'Whether it is neither revoked nor expired, and its person has not left.',
      select: { revokedAt: true, expiresAt: true, person: { select: { active: true } } },
      resolve: ({ revokedAt, expiresAt, person }, _args, { services }) =>
        revokedAt === null && expiresAt > services.clock() && person.active,
    }),
    replacedBy: t.relation('replacedBy', { nullable: true }),
  }),
});

const TokenFilter = builder.inputType('TokenFilter', {
  description: 'Filters tokens. Conditions are ANDed.',
  fields: (t) => ({
    personIds: t.idList({ description: 'Of any of these people.' }),
    text: t.string({ description: 'Part of the name, whatever the case.' }),
    valid: t.boolean({ description: 'Valid (true), or revoked or expired (false).' }),
    expiresBefore: t.field({ type: 'DateTime', description: 'Expiring, or expired, before this moment.' }),
  }),
});

const tokens = new NodeList({
  type: Token,
  filter: TokenFilter,
  where: ({ personIds, text, valid, expiresBefore }, organizationId, context) => {
    const isValid = { ...validAt(context.services.clock()), person: { active: true } };
    return {
      organizationId,
      personId: anyIdOf(personIds, 'Person'),
      ...(text ? { name: containing(text) } : {}),
      ...(expiresBefore ? { expiresAt: { lt: expiresBefore } } : {}),
      AND: [
        visibleTokens(context.reader()),
        ...(typeof valid === 'boolean' ? [valid ? isValid : { NOT: isValid }] : []),
      ],
    };
  },
  orders: {
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were created.' },
    EXPIRES_AT: { by: (direction) => ({ expiresAt: direction }), description: 'By when they expire.' },
    NAME: { by: (direction) => ({ name: direction }), description: 'By name.' },
  },
  order: ['CREATED_AT', 'desc'],
});

builder.queryField('tokens', (t) =>
  tokens.root(
    t,
    'API tokens: your own and those of your service accounts; for administrators, all of the organization.',
  ),
);

const scopes = list(
  z
    .string()
    .refine((scope) => [READ, EXPORT, CALENDAR].includes(scope) || allCommands.has(scope), 'There is no such scope.'),
  500,
  'What it may do, as far as the person may: `read` (queries and subscriptions), `export` (downloads of lists and work ' +
    'products), and names of mutations, such as `recordProgress`; or only `calendar` (calendars, by addresses that its secret is part of). ' +
    'Default: nothing.',
).refine(
  (given) => !given.includes(CALENDAR) || given.every((scope) => scope === CALENDAR),
  'The scope `calendar` goes alone: the secret of such a token stands in addresses.',
);

const expiresOn = day(`The last day on which it is valid, in UTC: today or within ${MAX_DAYS} days.`);

accessMutation({
  name: 'createToken',
  description:
    `Creates an API token that acts for you, or as a service account, with a part of what you or it may do; at most ${MOST_TOKENS} are ` +
    'valid at once. This is not an event of the log. Everyone for themselves; for a service account its owner and administrators, if they ' +
    'may do all that it may. Not with an API token.',
  input: {
    personId: optional(id('Person', 'The service account as which it acts. Default: you.')),
    name: line('What it is for.'),
    scopes: optional(scopes),
    unitIds: optional(
      ids(
        'Unit',
        500,
        'Restricts its mutations to these units: one that changes anything else is refused. What it reads is not restricted. Default: no restriction.',
      ).min(1, 'Name at least one unit, or leave this out for all.'),
    ),
    expiresOn,
  },
  refusals: ['RuleViolationError'],
  payload: issued,
  perform: ({ services, caller }, actor, { scopes, unitIds, ...token }) =>
    createToken({ ...services, caller }, actor, { ...token, scopes: scopes ?? [], unitIds: unitIds ?? [] }),
});

accessMutation({
  name: 'rotateToken',
  description:
    'Replaces an API token by a new one with the same name, scopes and units; for a while, both are valid, and the one ' +
    'that the old one replaced is not. This is not an event of the log. Everyone their own; those of a service account its owner and administrators, if they may do all that it may; an API token only itself, for which it needs no scope.',
  input: {
    tokenId: optional(id('Token', 'The token to replace. Default: the one with which you ask.')),
    overlapMinutes: optional(
      integer(0, OVERLAP.most, `For how many minutes the old one stays valid. Default: ${OVERLAP.usual}.`),
    ),
    expiresOn: optional(expiresOn),
  },
  refusals: ['RuleViolationError'],
  payload: issued,
  perform: ({ services, caller }, actor, { overlapMinutes, ...rotation }) =>
    rotateToken({ ...services, caller }, actor, { ...rotation, overlapMinutes: overlapMinutes ?? OVERLAP.usual }),
});

accessMutation({
  name: 'revokeToken',
  description:
    'Ends an API token, and the one that it replaced, on all servers within a second, open streams included. This is not an ' +
    'event of the log. Everyone their own and those of their service accounts, administrators all; an API token only itself, for which it needs no scope.',
  input: { tokenId: id('Token', 'The token.') },
  payload: (t: PayloadBuilder<{ tokenId: string }>) => ({
    tokenId: t.exposeID('tokenId', { description: 'The token that has ended.' }),
  }),
  async perform({ services, caller }, actor, { tokenId }) {
    await revokeToken({ ...services, caller }, actor, tokenId);
    return { tokenId: encodeGlobalId('Token', tokenId) };
  },
});

/** The payload of what issues a token. */
function issued(t: PayloadBuilder<IssuedToken>) {
  return {
    secret: t.exposeString('secret', {
      description: 'What a script sends as `Authorization: Bearer SECRET`. Keep it: it is not shown again.',
    }),
    token: t.prismaField({
      type: Token,
      description: 'The token.',
      resolve: (query, { id }, _args, context) =>
        context.services.database.prisma.token.findUniqueOrThrow({ ...query, where: recordKey(id, context) }),
    }),
  };
}
