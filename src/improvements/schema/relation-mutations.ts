import { commandField } from '../../schema/command-field.js';
import { relateImprovement, unrelateImprovement } from '../operations/relation.js';
import { improvementPayload } from './mutations.js';
import { ImprovementRelationKindEnum } from './relation.js';

for (const [command, description] of [
  [
    relateImprovement,
    'Records how an improvement stands to another one of the organization. Requirements never go in a circle. Deployment leads.',
  ],
  [
    unrelateImprovement,
    'Takes back how an improvement stands to another one, at the end from which it was recorded. Deployment leads.',
  ],
] as const) {
  commandField({
    command,
    description,
    payload: improvementPayload,
    ids: { improvementId: 'Improvement', relatedId: 'Improvement' },
    fields: (t) => ({
      improvementId: t.id({ required: true, description: 'The improvement, from which the relation is recorded.' }),
      version: t.int({
        required: true,
        description: 'Version of the improvement that you have read; another one there now is a StaleVersionError.',
      }),
      kind: t.field({ type: ImprovementRelationKindEnum, required: true, description: 'How it stands to the other.' }),
      relatedId: t.id({ required: true, description: 'The other improvement.' }),
      note: t.string({ description: 'Why, at most 4,000 characters.' }),
    }),
  });
}
