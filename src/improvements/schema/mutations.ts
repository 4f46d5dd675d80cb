import type { Catalog } from '../../process-model/catalog.js';
import type { InputIssue } from '../../user-error.js';
import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { recordKey } from '../../schema/record-key.js';
import * as improvement from '../operations/improvement.js';
import { lookUpPractices } from '../practices.js';
import { ImprovementKindEnum, ImprovementOriginEnum, ImprovementScaleEnum } from './improvement.js';

/** The payload of every command on an improvement. */
export const improvementPayload = (t: PayloadBuilder) => ({
  improvement: t.prismaField({
    type: 'Improvement',
    description: 'The improvement as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.improvement.findUniqueOrThrow({ ...query, where: recordKey(recordId, context) }),
  }),
});

const versionDescription =
  'Version of the improvement that you have read; another one there now is a StaleVersionError.';

commandField({
  command: improvement.suggestImprovement,
  description: 'Puts an improvement forward. Deployment leads.',
  payload: improvementPayload,
  fields: (t) => ({
    title: t.string({ required: true, description: 'Short name, unique in the organization, at most 200 characters.' }),
    description: t.string({ required: true, description: 'What is to change and what for, at most 4,000 characters.' }),
    kind: t.field({ type: ImprovementKindEnum, required: true, description: 'Process or technology.' }),
    scale: t.field({ type: ImprovementScaleEnum, required: true, description: 'Incremental or innovative.' }),
    origin: t.field({ type: ImprovementOriginEnum, required: true, description: 'Where it came from.' }),
    practices: t.stringList({
      required: true,
      description: 'The practices that it addresses, such as "OPM SP 3.2", at most 50.',
    }),
  }),
  translate: (input, { catalog }) => withPractices(input, catalog),
});

commandField({
  command: improvement.reviseImprovement,
  description:
    'Changes the words of an improvement or the practices it addresses; what is left out stays. Deployment leads.',
  payload: improvementPayload,
  ids: { improvementId: 'Improvement' },
  fields: (t) => ({
    improvementId: t.id({ required: true, description: 'The improvement.' }),
    version: t.int({ required: true, description: versionDescription }),
    title: t.string({ description: 'Its new title.' }),
    description: t.string({ description: 'Its new description.' }),
    practices: t.stringList({ description: 'All practices that it addresses from now on.' }),
    note: t.string({ description: 'Why, at most 4,000 characters.' }),
  }),
  translate: (input, { catalog }) => withPractices(input, catalog),
});

for (const [command, description] of [
  [
    improvement.analyzeImprovement,
    'Its costs, benefits and barriers are known: SUGGESTED to ANALYZED. Deployment leads.',
  ],
  [improvement.selectImprovement, 'It is chosen for deployment: ANALYZED to SELECTED. Deployment leads.'],
  [improvement.startImprovementDeployment, 'Its deployment begins: SELECTED to DEPLOYING. Deployment leads.'],
  [improvement.holdImprovement, 'It is set aside for a time. Deployment leads.'],
  [improvement.resumeImprovement, 'It goes on where it was set aside. Deployment leads.'],
] as const) {
  moveField(command, description);
}

/** Adds a mutation that moves an improvement through its life. */
export function moveField(command: Parameters<typeof commandField>[0]['command'], description: string): void {
  commandField({
    command,
    description,
    payload: improvementPayload,
    ids: { improvementId: 'Improvement' },
    fields: (t) => ({
      improvementId: t.id({ required: true, description: 'The improvement.' }),
      version: t.int({ required: true, description: versionDescription }),
      note: t.string({ description: 'Why, at most 4,000 characters.' }),
    }),
  });
}

/** Practices are named in any writing and kept in the catalog's. */
function withPractices<Input extends { practices?: readonly string[] | null | undefined }>(
  input: Input,
  catalog: Catalog,
): Record<string, unknown> | readonly InputIssue[] {
  if (!input.practices) return input;
  const { practices, unknown } = lookUpPractices(input.practices, catalog);
  if (unknown.length > 0) return unknown.map(({ index, message }) => ({ path: `practices.${index}`, message }));
  return { ...input, practices };
}
