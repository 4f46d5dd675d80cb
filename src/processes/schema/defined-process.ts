import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';

/** A version of a defined process, in the graph. */
export const ProcessVersion = builder.prismaNode('ProcessVersion', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    definedProcess: t.relation('definedProcess'),
    number: t.exposeInt('number'),
    label: t.exposeString('label'),
    issuedOn: t.expose('issuedOn', { type: 'Date' }),
    link: t.exposeString('link', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

/** A defined process, in the graph. */
export const DefinedProcess = builder.prismaNode('DefinedProcess', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    unit: t.relation('unit'),
    title: t.exposeString('title'),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    versions: t.relation('versions', {
      type: ProcessVersion,
      description: 'Its versions, newest first, at most 100.',
      query: { orderBy: { number: 'desc' }, take: 100 },
    }),
  }),
});

builder.prismaObjectField(Unit, 'definedProcess', (t) =>
  t.relation('definedProcess', {
    type: DefinedProcess,
    nullable: true,
    description: 'Its defined process; null if it has none, such as for groups.',
  }),
);
