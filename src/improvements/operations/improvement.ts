import { z } from 'zod';
import { command } from '../../commands/command.js';
import { line, optional, recordId, recordVersion, text } from '../../commands/forms.js';
import type { Work } from '../../commands/work.js';
import type { Improvement } from '../../generated/prisma/client.js';
import { ImprovementKind, ImprovementOrigin, ImprovementScale } from '../../generated/prisma/enums.js';
import { alreadyExists, notFound } from '../../refusal.js';
import { nextInLife } from '../rules.js';
import type { ImprovementVerb } from '../rules.js';
import type { ImprovementEventType } from '../events.js';

/** The form of a command that moves an improvement through its life. */
export const moveForm = z.object({ improvementId: recordId, version: recordVersion, note: optional(text) });

/** References of practices in the catalog's own writing; the schema layer has looked them up. At most 50. */
const practices = z.array(line).max(50, 'At most 50 practices.');

/** Puts an improvement forward. */
export const suggestImprovement = command({
  name: 'suggestImprovement',
  input: z.object({
    title: line,
    description: text,
    kind: z.enum(ImprovementKind),
    scale: z.enum(ImprovementScale),
    origin: z.enum(ImprovementOrigin),
    practices,
  }),
  async perform(work, input) {
    await demandFreeTitle(work, input.title);
    const improvement = await work.db.improvement.create({
      data: { ...input, organizationId: work.actor.organizationId, createdAt: work.now, updatedAt: work.now },
    });
    work.created(improvement, header('ImprovementSuggested', improvement.id));
    return improvement;
  },
});

/** Changes the words of an improvement or the practices it addresses; what is left out stays. */
export const reviseImprovement = command({
  name: 'reviseImprovement',
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

/** Its costs, benefits and barriers are known: SUGGESTED → ANALYZED. */
export const analyzeImprovement = moveCommand('analyzeImprovement', 'ImprovementAnalyzed');
/** It is chosen for deployment: ANALYZED → SELECTED. */
export const selectImprovement = moveCommand('selectImprovement', 'ImprovementSelected');
/** Its deployment begins: SELECTED → DEPLOYING. */
export const startImprovementDeployment = moveCommand('startImprovementDeployment', 'ImprovementDeploymentStarted');
/** It is decided against. */
export const rejectImprovement = moveCommand('rejectImprovement', 'ImprovementRejected');
/** It is set aside for a time. */
export const holdImprovement = moveCommand('holdImprovement', 'ImprovementPutOnHold');
/** It goes on where it was set aside. */
export const resumeImprovement = moveCommand('resumeImprovement', 'ImprovementResumed');

function moveCommand(name: ImprovementVerb, type: ImprovementEventType) {
  return command({ name, input: moveForm, perform: (work, input) => moveImprovement(work, input, name, type) });
}

/** Moves an improvement through its life. `demand` refuses for a reason of its own, once it is known to exist. */
export async function moveImprovement(
  work: Work,
  input: z.output<typeof moveForm>,
  verb: ImprovementVerb,
  type: ImprovementEventType,
  demand?: (improvement: Improvement) => Promise<void>,
): Promise<Improvement> {
  const improvement = await improvementOf(work, input.improvementId);
  work.demandVersion(improvement, input.version, 'Improvement');
  const next = nextInLife(improvement, verb);
  await demand?.(improvement);
  await work.change(work.db.improvement, improvement, next, { ...header(type, improvement.id), note: input.note });
  return improvement;
}

/** Starts the deployment of an improvement that is selected, as part of another command; else does nothing. */
export async function startDeploying(work: Work, improvement: Improvement, note: string | null): Promise<void> {
  if (improvement.state !== 'SELECTED') return;
  const next = nextInLife(improvement, 'startImprovementDeployment');
  const about = { ...header('ImprovementDeploymentStarted', improvement.id), note };
  await work.change(work.db.improvement, improvement, next, about);
}

/** An improvement of the actor's organization, held against changes by others until the end of this work. */
export async function improvementOf(work: Work, id: string): Promise<Improvement> {
  const { organizationId } = work.actor;
  // Hazard: a deployment that is planned while its improvement is completed. Each side locks the improvement first.
  await work.db.$queryRaw`
    SELECT 1 FROM "Improvement" WHERE "id" = ${id}::uuid AND "organizationId" = ${organizationId}::uuid FOR NO KEY UPDATE`;
  const improvement = await work.db.improvement.findUnique({ where: { id, organizationId } });
  if (!improvement) throw notFound('Improvement');
  return improvement;
}

/** An improvement of the actor's organization, held in its state until the end of this work; others may hold it, too. */
export async function heldImprovement(work: Work, id: string): Promise<Improvement> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "Improvement" WHERE "id" = ${id}::uuid AND "organizationId" = ${organizationId}::uuid FOR SHARE`;
  const improvement = await work.db.improvement.findUnique({ where: { id, organizationId } });
  if (!improvement) throw notFound('Improvement');
  return improvement;
}

async function demandFreeTitle(work: Work, title: string): Promise<void> {
  const taken = await work.db.improvement.count({ where: { organizationId: work.actor.organizationId, title } });
  if (taken) throw alreadyExists('Improvement', `called "${title}"`);
}

/** What the log says of every event of an improvement. */
export function header(type: ImprovementEventType, improvementId: string) {
  return { type, recordType: 'Improvement', improvementId };
}
