import type * as items from '../../process-model/items.js';
import { builder } from '../../schema/builder.js';
import { filterKeys } from '../../schema/filter-ids.js';
import { catalogNode } from './node.js';

/** The process model, in the graph. */
export const ProcessModel = builder
  .objectRef<items.ProcessModel>('ProcessModel')
  .implement({
    description: 'The process model in force. CMMI is a mark of its owner, who does not endorse this product.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Code, such as CMMI-ACQ.' }),
      version: t.exposeString('version', { description: 'Version, such as 1.3.' }),
      name: t.exposeString('name', { description: 'Name.' }),
      report: t.exposeString('report', { nullable: true, description: 'Number of the report that published it.' }),
      published: t.exposeString('published', {
        nullable: true,
        description: 'When it was published, such as 2010-11.',
      }),
      publisher: t.exposeString('publisher', { nullable: true, description: 'Who published it.' }),
    }),
  });

/** A process area, in the graph. */
export const ProcessArea = builder.objectRef<items.ProcessArea>('ProcessArea');
/** A maturity level, in the graph. */
export const MaturityLevel = builder.objectRef<items.MaturityLevel>('MaturityLevel');
/** A category, in the graph. */
export const ProcessAreaCategory = builder.objectRef<items.ProcessAreaCategory>('ProcessAreaCategory');

builder.node(MaturityLevel, {
  description: 'A level of the staged view.',
  ...catalogNode('MaturityLevel'),
  fields: (t) => ({
    level: t.exposeInt('level', { description: 'The level, 1 to 5.' }),
    name: t.exposeString('name', { description: 'Its name, such as Optimizing.' }),
    processAreas: t.field({
      type: [ProcessArea],
      description: 'The areas that belong to it; none at level 1.',
      resolve: ({ processAreas }) => [...processAreas],
    }),
  }),
});

builder.node(ProcessAreaCategory, {
  description: 'A category of the continuous view.',
  ...catalogNode('ProcessAreaCategory'),
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Its code, such as PROCESS_MANAGEMENT.' }),
    name: t.exposeString('name', { description: 'Its name, such as Process Management.' }),
    processAreas: t.field({
      type: [ProcessArea],
      description: 'The areas that belong to it.',
      resolve: ({ processAreas }) => [...processAreas],
    }),
  }),
});

const ProcessAreaOrigin = builder.enumType('ProcessAreaOrigin', {
  description: 'Whether an area is shared with the sister models or specific to acquisition.',
  values: {
    CORE: { description: 'Shared with the sister models.' },
    ACQUISITION_SPECIFIC: { description: 'Specific to acquisition.' },
  } as const,
});

builder.node(ProcessArea, {
  description: 'A process area of the model, such as OPM, Organizational Performance Management.',
  ...catalogNode('ProcessArea'),
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Its code, such as OPM.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    maturityLevel: t.field({
      type: MaturityLevel,
      description: 'Its place in the staged view.',
      resolve: ({ maturityLevel }) => maturityLevel,
    }),
    category: t.field({
      type: ProcessAreaCategory,
      description: 'Its place in the continuous view.',
      resolve: ({ category }) => category,
    }),
    origin: t.expose('origin', { type: ProcessAreaOrigin, description: 'Whether it is specific to acquisition.' }),
    highMaturity: t.exposeBoolean('highMaturity', {
      description: 'Whether it works with statistics (levels 4 and 5).',
    }),
    relatedProcessAreas: t.field({
      type: [ProcessArea],
      description: 'Its neighbors; the reasons are its references of the kind RELATED.',
      resolve: ({ relatedProcessAreas }) => [...relatedProcessAreas],
    }),
  }),
});

const ProcessAreaFilter = builder.inputType('ProcessAreaFilter', {
  description: 'Filters process areas. Conditions are ANDed.',
  fields: (t) => ({
    maturityLevel: t.int({ description: 'At this maturity level, 2 to 5.' }),
    categoryIds: t.idList({ description: 'In any of these categories.' }),
    text: t.string({ description: 'Prefixes of words in the code or the name.' }),
  }),
});

builder.queryFields((t) => ({
  processModel: t.field({
    type: ProcessModel,
    description: 'The process model in force.',
    resolve: (_root, _args, { catalog }) => catalog.model,
  }),
  processArea: t.field({
    type: ProcessArea,
    nullable: true,
    description: 'A process area by its code; null where the model has none.',
    args: { code: t.arg.string({ required: true, description: 'The code, such as OPM, whatever the case.' }) },
    resolve: (_root, { code }, { catalog }) => catalog.processArea(code),
  }),
  processAreas: t.field({
    type: [ProcessArea],
    description: 'The process areas of the model, by code.',
    args: { filter: t.arg({ type: ProcessAreaFilter, description: 'Which areas.' }) },
    resolve: (_root, { filter }, { catalog }) => {
      const { categoryIds, ...rest } = filter ?? {};
      const categories = categoryIds && filterKeys(categoryIds, 'ProcessAreaCategory');
      return [...catalog.processAreas({ ...rest, categories })];
    },
  }),
  maturityLevels: t.field({
    type: [MaturityLevel],
    description: 'The staged view of the model.',
    resolve: (_root, _args, { catalog }) => [...catalog.maturityLevels],
  }),
  categories: t.field({
    type: [ProcessAreaCategory],
    description: 'The continuous view of the model.',
    resolve: (_root, _args, { catalog }) => [...catalog.categories],
  }),
}));
