import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { ImprovementRelationKind } from '../../generated/prisma/enums.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { alreadyExists, notFound } from '../../user-error.js';
import { demandNoCircle, demandTwo, MUTUAL } from '../relation-rules.js';
import { header, improvementOf } from './improvement.js';

const target = {
  improvementId: recordId,
  version: recordVersion,
  kind: z.enum(ImprovementRelationKind),
  relatedId: recordId,
};

/** Records how an improvement stands to another one, OPM SP 3.2 subpractice 2: related improvements go together. */
export const relateImprovement = plainCommand({
  name: 'relateImprovement',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({ ...target, note: optional(text) }),
  async perform(work, { improvementId, version, kind, relatedId, note }) {
    await lockRelations(work);
    const improvement = await improvementOf(work, improvementId);
    const related = improvementId === relatedId ? improvement : await improvementOf(work, relatedId);
    work.demandVersion(improvement, version, 'Improvement');
    demandTwo(improvement.id, related.id);
    const pair = { fromId: improvement.id, toId: related.id };
    const ways = MUTUAL.includes(kind) ? [pair, { fromId: related.id, toId: improvement.id }] : [pair];
    const taken = await work.db.improvementRelation.count({ where: { kind, OR: ways } });
    if (taken)
      throw alreadyExists('ImprovementRelation', `${kind} between "${improvement.title}" and "${related.title}"`);
    if (kind === 'REQUIRES') {
      const { organizationId } = work.actor;
      demandNoCircle(await work.db.improvementRelation.findMany({ where: { kind, from: { organizationId } } }), pair);
    }
    const before = await relationsOf(work, improvement.id);
    await work.db.improvementRelation.create({ data: { ...pair, kind, note, createdAt: work.now } });
    const relatedFields = { before, after: await relationsOf(work, improvement.id) };
    const about = { ...header('ImprovementRelated', improvement.id), note };
    await work.change(work.db.improvement, improvement, {}, about, relatedFields);
    return improvement;
  },
});

/** Takes back how an improvement stands to another one. It is taken back where it was recorded. */
export const unrelateImprovement = plainCommand({
  name: 'unrelateImprovement',
  refusals: [],
  input: z.object({ ...target, note: optional(text) }),
  async perform(work, { improvementId, version, kind, relatedId, note }) {
    await lockRelations(work);
    const improvement = await improvementOf(work, improvementId);
    const related = improvementId === relatedId ? improvement : await improvementOf(work, relatedId);
    work.demandVersion(improvement, version, 'Improvement');
    const before = await relationsOf(work, improvement.id);
    const { count } = await work.db.improvementRelation.deleteMany({
      where: { fromId: improvement.id, kind, toId: related.id },
    });
    if (count === 0) throw notFound('ImprovementRelation');
    const relatedFields = { before, after: await relationsOf(work, improvement.id) };
    const about = { ...header('ImprovementUnrelated', improvement.id), note };
    await work.change(work.db.improvement, improvement, {}, about, relatedFields);
    return improvement;
  },
});

/**
 * Locks the relations of the organization against changes until the transaction ends. Must be the first lock that a
 * command takes. Hazard: two requirements that close a circle only together, recorded at the same time.
 */
export async function lockRelations(work: UnitOfWork): Promise<void> {
  await work.db.$queryRaw`
    SELECT 1 FROM "Organization" WHERE "id" = ${work.actor.organizationId}::uuid FOR NO KEY UPDATE`;
}

/** The relations count as part of the improvement that they were recorded from: its events have them, before and after. */
async function relationsOf(work: UnitOfWork, improvementId: string): Promise<FieldValues> {
  const relations = await work.db.improvementRelation.findMany({
    where: { fromId: improvementId },
    orderBy: { id: 'asc' },
  });
  return jsonFields({ relations });
}
