import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { line, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { Each, UnitOfWork } from '../../commands/unit-of-work.js';
import { insertRows } from '../../database/insert-rows.js';
import type { Improvement } from '../../generated/prisma/client.js';
import { ImprovementKind, ImprovementOrigin, ImprovementScale } from '../../generated/prisma/enums.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { UserError } from '../../user-error.js';
import { NEW_IMPROVEMENT, nextState } from '../rules.js';
import type { ImprovementTransitions, ImprovementVerb } from '../rules.js';
import type { ImprovementEventType } from '../events.js';

/** The form of a command that moves an improvement through its life. */
export const moveForm = z.object({ improvementId: recordId, version: recordVersion, note: optional(text) });

/** References of practices in the catalog's own writing; the schema layer has looked them up. At most 50. */
const practices = z.array(line).max(50, 'At most 50 practices.');

const improvementForm = z.object({
  title: line,
  description: text,
  kind: z.enum(ImprovementKind),
  scale: z.enum(ImprovementScale),
  origin: z.enum(ImprovementOrigin),
  practices,
});

/** Puts an improvement forward. */
export const suggestImprovement = plainCommand({
  name: 'suggestImprovement',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: improvementForm,
  async perform(work, input) {
    await demandFreeTitle(work, input.title);
    const [improvement] = await suggestImprovements(work, [{ ...input, steps: [] }]);
    return improvement;
  },
});

/** An improvement to be put forward, and the verbs that bring it from there to where it is. */
export type NewImprovement = z.output<typeof improvementForm> & { readonly steps: readonly ImprovementStep[] };

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
      const life = steps.reduce<ImprovementTransitions>(nextState, NEW_IMPROVEMENT);
      return { ...improvement, ...stamp, ...life, version: 1 + steps.length };
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

/** Changes the words of an improvement or the practices it addresses; what is left out stays. */
export const reviseImprovement = plainCommand({
  name: 'reviseImprovement',
  refusals: ['AlreadyExistsError'],
  input: z.object({
    improvementId: recordId,
    version: recordVersion,
    title: optional(line),
    description: optional(text),
    practices: optional(practices),
    note: optional(text),
  }),
  async perform(work, { improvementId, version, note, ...revised }) {
    const improvement = await improvementOf(work, improvementId);
    work.demandVersion(improvement, version, 'Improvement');
    if (revised.title && revised.title !== improvement.title) await demandFreeTitle(work, revised.title);
    const patch = {
      title: revised.title ?? improvement.title,
      description: revised.description ?? improvement.description,
      practices: revised.practices ?? improvement.practices,
    };
    await work.change(work.db.improvement, improvement, patch, {
      ...header('ImprovementRevised', improvement.id),
      note,
    });
    return improvement;
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

/** Its costs, benefits and barriers are known: SUGGESTED → ANALYZED. */
export const analyzeImprovement = moveCommand('analyzeImprovement');
/** It is chosen for deployment: ANALYZED → SELECTED. */
export const selectImprovement = moveCommand('selectImprovement');
/** Its deployment begins: SELECTED → DEPLOYING. */
export const startImprovementDeployment = moveCommand('startImprovementDeployment');
/** It is set aside for a time. */
export const holdImprovement = moveCommand('holdImprovement');
/** It goes on where it was set aside. */
export const resumeImprovement = moveCommand('resumeImprovement');

function moveCommand(name: ImprovementStep) {
  return plainCommand({
    name,
    input: moveForm,
    perform: (work, input) => moveImprovement(work, input, name, moves[name]),
  });
}

/** Moves an improvement through its life. `demand` refuses for a reason of its own, once it is known to exist. */
export async function moveImprovement(
  work: UnitOfWork,
  input: z.output<typeof moveForm>,
  verb: ImprovementVerb,
  type: ImprovementEventType,
  demand?: (improvement: Improvement) => Promise<void>,
): Promise<Improvement> {
  const improvement = await improvementOf(work, input.improvementId);
  work.demandVersion(improvement, input.version, 'Improvement');
  const next = nextState(improvement, verb);
  await demand?.(improvement);
  await work.change(work.db.improvement, improvement, next, { ...header(type, improvement.id), note: input.note });
  return improvement;
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
export function header(type: ImprovementEventType, improvementId: string) {
  return { type, recordType: 'Improvement', improvementId };
}
