import { includesRole } from '../../auth/permissions.js';
import { AccessKind } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { forbidden } from '../../schema/faults.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { NO_RECORD, recordKey } from '../../schema/record-key.js';
import { viewerDependent } from '../../schema/sharing.js';

const AccessKindEnum = builder.enumType(AccessKind, {
  name: 'AccessKind',
  description: 'What somebody did with their access, or tried to.',
  values: {
    SIGN_IN: { description: 'Signed in in a browser.' },
    SIGN_IN_FAILED: {
      description: 'Could not sign in, although the identity provider knows them or they have a link.',
    },
    SESSION_ENDED: { description: 'Ended a session, by signing out or by revoking it.' },
    TOKEN_CREATED: { description: 'Created an API token.' },
    TOKEN_ROTATED: { description: 'Replaced an API token.' },
    TOKEN_REVOKED: { description: 'Revoked an API token.' },
    LIST_EXPORTED: { description: 'Downloaded a list.' },
    DOCUMENT_READ: { description: 'Downloaded a work product.' },
    CHECKPOINT_READ: { description: 'Got a checkpoint of the log.' },
    WEBHOOK_CHANGED: { description: 'Created, changed or deleted a webhook.' },
    COMMAND_REFUSED: { description: 'Was refused a mutation, for want of a role, a scope or a unit.' },
  },
});

function isAdministrator(context: Context): boolean {
  return includesRole(context.reader().role, 'ADMINISTRATOR');
}

const AccessRecord = builder.prismaNode('AccessRecord', {
  id: { field: 'id', description: 'Opaque id.' },
  description:
    'An access to the organization: who, what, when, with what and from where. The database refuses to change it. It is no part of the log.',
  findUnique: (id, context) => recordKey(isAdministrator(context) ? id : NO_RECORD, context),
  nullable: true,
  extensions: viewerDependent,
  fields: (t) => ({
    kind: t.expose('kind', { type: AccessKindEnum }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime' }),
    person: t.relation('person', { nullable: true }),
    token: t.relation('token', { nullable: true }),
    about: t.exposeString('about', { nullable: true }),
    address: t.exposeString('address', { nullable: true }),
    agent: t.exposeString('agent', { nullable: true }),
    count: t.exposeInt('count'),
    position: t.exposeInt('position'),
    hash: t.string({
      description: 'Hash over this record and all before it, in hexadecimal; see docs/log-format.md.',
      select: { hash: true },
      resolve: ({ hash }) => Buffer.from(hash).toString('hex'),
    }),
  }),
});

const AccessRecordFilter = builder.inputType('AccessRecordFilter', {
  description: 'Filters records of access. Conditions are ANDed.',
  fields: (t) => ({
    kinds: t.field({ type: [AccessKindEnum], description: 'Of any of these kinds.' }),
    personIds: t.idList({ description: 'Of any of these people.' }),
    tokenIds: t.idList({ description: 'With, or about, any of these tokens.' }),
    from: t.field({ type: 'DateTime', description: 'At this moment or later.' }),
    to: t.field({ type: 'DateTime', description: 'Before this moment.' }),
  }),
});

const accessRecords = new NodeList({
  type: AccessRecord,
  filter: AccessRecordFilter,
  where: ({ kinds, personIds, tokenIds, from, to }, organizationId, context) => {
    if (!isAdministrator(context)) throw forbidden('Only administrators read records of access.');
    return {
      organizationId,
      kind: anyOf(kinds),
      personId: anyIdOf(personIds, 'Person'),
      tokenId: anyIdOf(tokenIds, 'Token'),
      occurredAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) },
    };
  },
  orders: { OCCURRED_AT: { by: (direction) => ({ occurredAt: direction }), description: 'By when they occurred.' } },
  order: ['OCCURRED_AT', 'desc'],
});

builder.queryField('accessRecords', (t) =>
  accessRecords.root(
    t,
    'Who accessed the organization: sign-ins, tokens, downloads, refused mutations. Administrators only.',
  ),
);
