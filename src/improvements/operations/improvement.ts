import type { z } from 'zod';
import { deploymentLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { enumOf, id, line, list, note, optional, text, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { Each, UnitOfWork } from '../../commands/unit-of-work.js';
import { storable } from '../../commands/validators.js';
import { insertRows } from '../../database/insert-rows.js';
import type { Improvement } from '../../generated/prisma/client.js';
import { ImprovementKind, ImprovementOrigin, ImprovementScale } from '../../generated/prisma/enums.js';
import type { FieldValues } from '../../log/event.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { UserError } from '../../user-error.js';
import { demandPractices } from '../practices.js';
import { NEW_IMPROVEMENT, stateAfter, nextState } from '../rules.js';
import type { ImprovementStatus, ImprovementVerb } from '../rules.js';
import type { ImprovementEventType } from '../events.js';

/** What a command changes besides the state: fields of the improvement, and what belongs to it, already written. */
export interface ImprovementChange {
  readonly patch?: Partial<Omit<Improvement, 'id' | 'version' | 'state' | 'heldState'>>;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
}

/** Verbs that leave an improvement in its state. */
type OtherVerb = 'reviseImprovement' | 'prioritizeImprovement' | 'relateImprovement' | 'unrelateImprovement';

const target = { improvementId: id('Improvement', 'The improvement.'), version: version('Improvement') };

/** Describes a command on an improvement. */
export const improvementCommand = recordCommands<
  Improvement,
  ImprovementStatus,
  ImprovementChange,
  ImprovementVerb | OtherVerb,
  ImprovementEventType,
  typeof target
>({
  record: 'Improvement',
  target,
  load: improvementOf,
  guard: (verb, improvement) => void stateAfter(improvement, verb),
  write(work, improvement, change, { verb, type, note }) {
    const changed: Partial<Improvement> = { ...stateAfter(improvement, verb), ...change?.patch };
    const about = { ...header(type, improvement.id), note };
    return work.change(work.db.improvement, improvement, changed, about, change?.relatedFields);
  },
});

// Not lines: the command looks practices up, and an empty one is refused as one that does not exist.
const practices = (description: string) => list(storable, 50, description);

const newImprovement = {
  title: line('Short name, unique in the organization.'),
  description: text('What is to change and what for.'),
  kind: enumOf(ImprovementKind, 'ImprovementKind', 'Process or technology.'),
  scale: enumOf(ImprovementScale, 'ImprovementScale', 'Incremental or innovative.'),
  origin: enumOf(ImprovementOrigin, 'ImprovementOrigin', 'Where it came from.'),
  practices: practices('The practices that it addresses, such as "OPM SP 3.2".'),
};

export const suggestImprovement = command({
  name: 'suggestImprovement',
  description: 'Suggests an improvement.',
  allowed: deploymentLeads,
  record: 'Improvement',
  event: 'ImprovementSuggested',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: newImprovement,
  async perform(work, input) {
    const practices = demandPractices(input.practices, work.catalog);
    await demandFreeTitle(work, input.title);
    const [improvement] = await suggestImprovements(work, [{ ...input, practices, steps: [] }]);
    return improvement;
  },
});

/** An improvement to be put forward, and the verbs that bring it from there to where it is. */
export type NewImprovement = z.output<z.ZodObject<typeof newImprovement>> & {
  readonly steps: readonly ImprovementStep[];
};

/** A verb that a deployment lead may do to an improvement as such. */
export type ImprovementStep = keyof typeof moves;

/** Puts improvements forward of which it is known that their titles are free, each with its steps: one statement. */
export async function suggestImprovements<const Improvements extends readonly NewImprovement[]>(
  work: UnitOfWork,
  improvements: Improvements,
): Promise<Each<Improvements, Improvement>> {
  const stamp = { organizationId: work.actor.organizationId, createdAt: work.now, updatedAt: work.now };
  const rows = await insertRows<Improvement>(
    work.db,
    'Improvement',
    improvements.map(({ steps, ...improvement }) => {
      const status = steps.reduce<ImprovementStatus>(nextState, NEW_IMPROVEMENT);
      return { ...improvement, ...stamp, ...status, version: 1 + steps.length };
    }),
  );
  rows.forEach((row, index) => {
    let improvement = { ...row, ...NEW_IMPROVEMENT, version: 1 };
    work.created(improvement, header('ImprovementSuggested', row.id));
    for (const step of improvements[index]?.steps ?? []) {
      const next = nextState(improvement, step);
      work.changed(improvement, next, header(moves[step], row.id));
      improvement = { ...improvement, ...next, version: improvement.version + 1 };
    }
  });
  return rows as Each<Improvements, Improvement>;
}

export const reviseImprovement = improvementCommand({
  name: 'reviseImprovement',
  description:
    'Changes the text of an improvement or the practices that it addresses. Omitted fields stay as they are.',
  allowed: deploymentLeads,
  event: 'ImprovementRevised',
  refusals: ['AlreadyExistsError'],
  input: {
    title: optional(line('Its new title.')),
    description: optional(text('Its new description.')),
    practices: optional(practices('All practices that it addresses, replacing the present ones.')),
    note,
  },
  async change(work, improvement, { title, description, practices }) {
    if (title && title !== improvement.title) await demandFreeTitle(work, title);
    return {
      patch: {
        title: title ?? improvement.title,
        description: description ?? improvement.description,
        practices: practices ? demandPractices(practices, work.catalog) : improvement.practices,
      },
    };
  },
});

/** The verbs that only move an improvement, and what the log calls them. */
const moves = {
  analyzeImprovement: 'ImprovementAnalyzed',
  selectImprovement: 'ImprovementSelected',
  startImprovementDeployment: 'ImprovementDeploymentStarted',
  rejectImprovement: 'ImprovementRejected',
  holdImprovement: 'ImprovementPutOnHold',
  resumeImprovement: 'ImprovementResumed',
} as const satisfies Partial<Record<ImprovementVerb, ImprovementEventType>>;

export const analyzeImprovement = moveCommand(
  'analyzeImprovement',
  'Marks an improvement as analyzed, its costs, benefits and barriers being known: SUGGESTED to ANALYZED.',
);
export const selectImprovement = moveCommand(
  'selectImprovement',
  'Selects an improvement for deployment: ANALYZED to SELECTED.',
);
export const startImprovementDeployment = moveCommand(
  'startImprovementDeployment',
  'Starts the deployment of an improvement: SELECTED to DEPLOYING.',
);
export const holdImprovement = moveCommand('holdImprovement', 'Puts an improvement on hold.');
export const resumeImprovement = moveCommand(
  'resumeImprovement',
  'Resumes an improvement in the state in which it was put on hold.',
);

function moveCommand(name: ImprovementStep, description: string) {
  return improvementCommand({ name, description, allowed: deploymentLeads, event: moves[name], input: { note } });
}

/** Starts the deployment of an improvement that is selected, as part of another command; else does nothing. */
export async function startDeploying(work: UnitOfWork, improvement: Improvement, note: string | null): Promise<void> {
  if (improvement.state !== 'SELECTED') return;
  const next = nextState(improvement, 'startImprovementDeployment');
  const about = { ...header('ImprovementDeploymentStarted', improvement.id), note };
  await work.change(work.db.improvement, improvement, next, about);
}

/** Reads an improvement of the actor's organization and locks it against changes until the transaction ends. */
export async function improvementOf(work: UnitOfWork, id: string): Promise<Improvement> {
  const { organizationId } = work.actor;
  // Hazard: a deployment that is planned while its improvement is completed. Each side locks the improvement first.
  await work.db.$queryRaw`
    SELECT 1 FROM "Improvement" WHERE "id" = ${id}::uuid AND "organizationId" = ${organizationId}::uuid FOR NO KEY UPDATE`;
  const improvement = await work.db.improvement.findUnique({ where: { id, organizationId } });
  if (!improvement) throw notFound('Improvement');
  return improvement;
}

/** Reads an improvement of the actor's organization and locks it FOR SHARE until the transaction ends. */
export async function lockImprovement(work: UnitOfWork, id: string): Promise<Improvement> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "Improvement" WHERE "id" = ${id}::uuid AND "organizationId" = ${organizationId}::uuid FOR SHARE`;
  const improvement = await work.db.improvement.findUnique({ where: { id, organizationId } });
  if (!improvement) throw notFound('Improvement');
  return improvement;
}

async function demandFreeTitle(work: UnitOfWork, title: string): Promise<void> {
  if ((await improvementsByTitle(work, [title])).size > 0) throw improvementExists(title);
}

/** Improvements of the actor's organization by their titles, as far as there are such. */
export async function improvementsByTitle(
  work: UnitOfWork,
  titles: readonly string[],
): Promise<Map<string, Improvement>> {
  const { organizationId } = work.actor;
  const improvements = await work.db.$queryRaw<Improvement[]>`
    SELECT * FROM "Improvement" WHERE "organizationId" = ${organizationId}::uuid AND "title" = ANY(${[...titles]})`;
  return new Map(improvements.map((improvement) => [improvement.title, improvement]));
}

/** The same, locked against changes until the transaction ends. */
export async function lockedImprovementsByTitle(
  work: UnitOfWork,
  titles: readonly string[],
): Promise<Map<string, Improvement>> {
  await work.db.$queryRaw`
    SELECT 1 FROM "Improvement" WHERE "organizationId" = ${work.actor.organizationId}::uuid AND "title" = ANY(${[...titles]})
     ORDER BY "id" FOR NO KEY UPDATE`;
  return improvementsByTitle(work, titles);
}

/** Refuses because there is an improvement of that title. */
export function improvementExists(title: string): UserError {
  return alreadyExists('Improvement', `called "${title}"`);
}

/** What the log says of every event of an improvement. */
function header(type: ImprovementEventType, improvementId: string) {
  return { type, recordType: 'Improvement', improvementId };
}
