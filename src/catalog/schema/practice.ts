import type * as items from '../../process-model/items.js';
import { builder } from '../../schema/builder.js';
import { countOf, SIZE } from '../../schema/lists/page.js';
import { ProcessArea } from './process-area.js';
import { catalogNode } from './node.js';

/** A goal, in the graph. */
export const Goal = builder.objectRef<items.Goal>('Goal');
/** A practice, in the graph. */
export const Practice = builder.objectRef<items.Practice>('Practice');
const Subpractice = builder.objectRef<items.Subpractice>('Subpractice');
const Reference = builder.objectRef<items.Reference>('Reference');

/** What references lead from and to, and what a search finds. */
export const CatalogItem = builder.unionType('CatalogItem', {
  description: 'A part of the model that can have references.',
  types: [ProcessArea, Goal, Practice],
  resolveType: ({ type }) => type,
});

const ItemKind = builder.enumType('CatalogItemKind', {
  description: 'Whether a goal or practice belongs to one area or applies to all.',
  values: {
    SPECIFIC: { description: 'Belongs to one process area.' },
    GENERIC: { description: 'Applies to every process area.' },
  } as const,
});

const ReferenceKind = builder.enumType('ReferenceKind', {
  description: 'Kind of a reference from one part of the model to another.',
  values: {
    OVERLAPS_WITH: { description: 'Both can be the same work.' },
    REFERS_TO: { description: 'The other part has more information.' },
    COMPLEMENTS: { description: 'Adds to the other part.' },
    MENTIONS: { description: 'Mentions the other part.' },
    RELATED: { description: 'The areas are neighbors.' },
    POINTS_TO: { description: 'Points to an area in general.' },
  } as const,
});

builder.node(Reference, {
  description: 'A typed, directed link from one part of the model to another.',
  ...catalogNode('Reference'),
  fields: (t) => ({
    kind: t.expose('kind', { type: ReferenceKind, description: 'Kind of the reference.' }),
    source: t.field({ type: CatalogItem, description: 'The source.', resolve: ({ source }) => source }),
    subpractice: t.field({
      type: Subpractice,
      nullable: true,
      description: 'The subpractice of the source, if known.',
      resolve: ({ subpractice }) => subpractice,
    }),
    target: t.field({ type: CatalogItem, description: 'The target.', resolve: ({ target }) => target }),
    practices: t.field({
      type: [Practice],
      description: 'The practices to read: the target, the practices of a goal, or the relevant ones of an area.',
      resolve: ({ practices }) => [...practices],
    }),
    about: t.exposeString('about', { description: 'The reason, in a few words.' }),
    inferred: t.exposeBoolean('inferred', {
      description: 'Whether the model names only the area, and this target follows from its wording.',
    }),
    place: t.exposeString('place', { nullable: true, description: 'Place in the source, such as `subpractice 4`.' }),
  }),
});

builder.node(Subpractice, {
  description: 'A subpractice: guidance within a practice, never assessed on its own.',
  ...catalogNode('Subpractice'),
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Its number in the practice, from 1.' }),
    summary: t.exposeString('summary', { description: 'Summary in our own words.' }),
    items: t.field({
      type: ['String'],
      description: 'What it covers, or ways to do it.',
      resolve: (subpractice) => [...subpractice.items],
    }),
    practice: t.field({
      type: Practice,
      description: 'The practice that it belongs to.',
      resolve: ({ practice }) => practice,
    }),
    references: t.field({
      type: [Reference],
      description: 'The references made here.',
      resolve: ({ references }) => [...references],
    }),
  }),
});

const WorkProduct = builder.node(builder.objectRef<items.WorkProduct>('WorkProduct'), {
  description: 'An example work product of a practice.',
  ...catalogNode('WorkProduct'),
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Its number in the practice, from 1.' }),
    summary: t.exposeString('summary', { description: 'Description in our own words.' }),
  }),
});

builder.node(Goal, {
  description: 'A goal of the model, such as OPM SG 3, Deploy Improvements.',
  ...catalogNode('Goal'),
  fields: (t) => ({
    ref: t.exposeString('ref', { description: 'Its reference, such as "OPM SG 3" or "GG 2".' }),
    kind: t.expose('kind', { type: ItemKind, description: 'Specific or generic.' }),
    number: t.exposeInt('number', { description: 'Its number in the area.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    processArea: t.field({
      type: ProcessArea,
      nullable: true,
      description: 'Its area; null for a generic goal, which applies to all.',
      resolve: ({ processArea }) => processArea,
    }),
    practices: t.field({ type: [Practice], description: 'Its practices.', resolve: ({ practices }) => [...practices] }),
  }),
});

builder.node(Practice, {
  description: 'A practice of the model, such as OPM SP 3.2, Manage the Deployment.',
  ...catalogNode('Practice'),
  fields: (t) => ({
    ref: t.exposeString('ref', { description: 'Its reference, such as "OPM SP 3.2" or "GP 2.8".' }),
    kind: t.expose('kind', { type: ItemKind, description: 'Specific or generic.' }),
    number: t.exposeString('number', { description: 'Goal and place in it, such as "3.2".' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    summary: t.exposeString('summary', {
      nullable: true,
      description: 'Summary in our own words; null if we have none.',
    }),
    goal: t.field({ type: Goal, description: 'The goal that it serves.', resolve: ({ goal }) => goal }),
    processArea: t.field({
      type: ProcessArea,
      nullable: true,
      description: 'Its area; null for a generic practice, which applies to all.',
      resolve: ({ processArea }) => processArea,
    }),
    subpractices: t.field({
      type: [Subpractice],
      description: 'Its subpractices, as far as the catalog has them.',
      resolve: ({ subpractices }) => [...subpractices],
    }),
    exampleWorkProducts: t.field({
      type: [WorkProduct],
      description: 'Example work products, as far as the catalog has them.',
      resolve: ({ exampleWorkProducts }) => [...exampleWorkProducts],
    }),
  }),
});

builder.objectField(ProcessArea, 'goals', (t) =>
  t.field({ type: [Goal], description: 'Its specific goals.', resolve: ({ goals }) => [...goals] }),
);

// References can be walked from both ends, wherever they start and lead.
for (const ref of [ProcessArea, Goal, Practice]) {
  builder.objectFields(ref as typeof Goal, (t) => ({
    references: t.field({
      type: [Reference],
      description: 'References from it, not including those of its parts.',
      resolve: ({ references }) => [...references],
    }),
    referencedBy: t.field({
      type: [Reference],
      description: 'References to it; for a practice, also those to its goal.',
      resolve: ({ referencedBy }) => [...referencedBy],
    }),
  }));
}

builder.queryFields((t) => ({
  practice: t.field({
    type: Practice,
    nullable: true,
    description: 'A practice by its reference; null where the model has none.',
    args: {
      ref: t.arg.string({
        required: true,
        description: 'Such as "OPM SP 3.2" or "GP 2.8"; spacing, case and a dot are forgiven.',
      }),
    },
    resolve: (_root, { ref }, { catalog }) => catalog.practice(ref),
  }),
  genericGoals: t.field({
    type: [Goal],
    description: 'The goals that apply to every area.',
    resolve: (_root, _args, { catalog }) => [...catalog.genericGoals],
  }),
  searchCatalog: t.field({
    type: [CatalogItem],
    description: 'Areas, goals and practices that contain all the words, best match first.',
    args: {
      text: t.arg.string({ required: true, description: 'Words of a code, title or summary, at most 200 characters.' }),
      first: t.arg.int({ description: SIZE }),
    },
    resolve: (_root, { text, first }, { catalog }) => [...catalog.search(text.slice(0, 200), countOf('first', first))],
  }),
}));
