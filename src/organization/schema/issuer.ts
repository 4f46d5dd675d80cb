import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';
import { Person } from './person.js';

/** An issuer, in the graph. Hazard: never its secret. */
export const Issuer = builder.prismaNode('Issuer', {
  id: { field: 'id', description: 'Opaque id.' },
  description:
    'An identity provider of the organization, by which its people sign in at `/auth/login?organization=SLUG`, and nowhere else.',
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    name: t.exposeString('name'),
    address: t.exposeString('address'),
    clientId: t.exposeString('clientId'),
    clientSecretSetAt: t.expose('clientSecretSetAt', { type: 'DateTime', nullable: true }),
    audience: t.exposeString('audience', { nullable: true }),
    subjectClaim: t.exposeString('subjectClaim'),
    scopes: t.exposeStringList('scopes'),
    domains: t.exposeStringList('domains'),
    removedAt: t.expose('removedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

builder.prismaObjectField(Person, 'issuer', (t) => t.relation('issuer', { nullable: true }));
