import { Deployment } from '../../deployments/schema/deployment.js';
import { encodeGlobalId } from '../../ids.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Revision } from '../../improvements/schema/revision.js';
import { Issue } from '../../issues/schema/issue.js';
import { Measure } from '../../measures/schema/measure.js';
import { DeploymentPlan } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';
import { TrainingItem } from '../../training/schema/training-item.js';
import { documentPath } from '../products.js';
import type { ProductName } from '../products.js';

const DocumentLinks = builder
  .objectRef<{ improvementId: string; product: ProductName }>('DocumentLinks')
  .implement({
    description:
      'Paths on this server where a work product can be downloaded as a document, with the same credentials.',
    fields: (t) => ({
      markdown: t.string({
        description: 'As Markdown.',
        resolve: (source) => documentPath({ ...source, format: 'md' }),
      }),
      html: t.string({
        description: 'As a self-contained HTML page.',
        resolve: (source) => documentPath({ ...source, format: 'html' }),
      }),
    }),
  });

/** What every work product has besides its records. */
const documentsOf = (product: ProductName) => ({
  type: DocumentLinks,
  description: 'Paths of the document.',
  select: { id: true } as const,
  resolve: ({ id }: { id: string }) => ({ improvementId: encodeGlobalId('Improvement', id), product }),
});

const TrainingMaterials = builder.prismaObject('Improvement', {
  variant: 'UpdatedTrainingMaterials',
  description: 'Example work product 1 of OPM SP 3.2 for an improvement: its training and communication material.',
  fields: (t) => ({
    items: t.relation('trainingItems', {
      type: TrainingItem,
      description: 'The training and communication items, oldest first, at most 100.',
      query: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: 100 },
    }),
    documents: t.field(documentsOf('training-materials')),
  }),
});

const DeploymentResults = builder.prismaObject('Improvement', {
  variant: 'DeploymentResults',
  description: 'Example work product 2 of OPM SP 3.2 for an improvement: documented results of its deployment.',
  fields: (t) => ({
    deployments: t.relation('deployments', {
      type: Deployment,
      description: 'How it went in each unit, with what blocked it, by name of the unit, at most 1,000.',
      query: { orderBy: [{ unit: { name: 'asc' } }, { id: 'asc' }], take: 1_000 },
    }),
    plans: t.relation('plans', {
      type: DeploymentPlan,
      description: 'The plans that the deployment went by, with their reviews, newest first, at most 20.',
      query: { where: { activatedById: { not: null } }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: 20 },
    }),
    measures: t.relation('measures', {
      type: Measure,
      description: 'What shows its value, oldest first, at most 50.',
      query: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: 50 },
    }),
    issues: t.relation('issues', {
      type: Issue,
      description: 'What was in the way, and what was done, oldest first, at most 200.',
      query: { orderBy: [{ openedAt: 'asc' }, { id: 'asc' }], take: 200 },
    }),
    documents: t.field(documentsOf('results')),
  }),
});

const PlanningRevisions = builder.prismaObject('Improvement', {
  variant: 'PlanningRevisions',
  description:
    'Example work product 3 of OPM SP 3.2 for an improvement: revised measures, objectives, priorities and plans.',
  fields: (t) => ({
    revisions: t.relation('revisions', {
      type: Revision,
      description: 'The revisions, newest first, at most 200.',
      query: { orderBy: [{ revisedAt: 'desc' }, { id: 'asc' }], take: 200 },
    }),
    documents: t.field(documentsOf('revisions')),
  }),
});

const DeploymentDocumentation = builder.prismaObject('Improvement', {
  variant: 'DeploymentDocumentation',
  description: 'The example work products of OPM SP 3.2 for an improvement: as data, and as documents.',
  fields: (t) => ({
    trainingMaterials: t.variant(TrainingMaterials, { description: 'Updated training materials (1).' }),
    results: t.variant(DeploymentResults, { description: 'Documented results of the deployment (2).' }),
    revisions: t.variant(PlanningRevisions, { description: 'Revised measures, objectives, priorities and plans (3).' }),
  }),
});

builder.prismaObjectField(Improvement, 'documentation', (t) =>
  t.variant(DeploymentDocumentation, { description: 'The example work products of OPM SP 3.2 for it.' }),
);
