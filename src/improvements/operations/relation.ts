import { deploymentLeads } from '../../auth/allowed.js';
import { enumOf, id, note } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { ImprovementRelationKind } from '../../generated/prisma/enums.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { alreadyExists, notFound } from '../../user-error.js';
import { demandNoCircle, demandTwo, MUTUAL } from '../relation-rules.js';
import { improvementCommand, improvementOf } from './improvement.js';

const relation = {
  kind: enumOf(ImprovementRelationKind, 'ImprovementRelationKind', 'How it relates to the other one.'),
  relatedId: id('Improvement', 'The other improvement.'),
  note,
};

/** OPM SP 3.2 subpractice 2: related improvements go together. */
export const relateImprovement = improvementCommand({
  name: 'relateImprovement',
  description: 'Records how an improvement relates to another one. Requirements must not form a cycle.',
  allowed: deploymentLeads,
  event: 'ImprovementRelated',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: relation,
  prepare: lockRelations,
  async change(work, improvement, { kind, relatedId, note }) {
    const related = await improvementOf(work, relatedId);
    demandTwo(improvement.id, related.id);
    const pair = { fromId: improvement.id, toId: related.id };
    const ways = MUTUAL.includes(kind) ? [pair, { fromId: related.id, toId: improvement.id }] : [pair];
    const taken = await work.db.improvementRelation.count({ where: { kind, OR: ways } });
    if (taken)
      throw alreadyExists('ImprovementRelation', `${kind} between "${improvement.title}" and "${related.title}"`);
    const { organizationId } = work.actor;
    if (kind === 'REQUIRES')
      demandNoCircle(await work.db.improvementRelation.findMany({ where: { kind, from: { organizationId } } }), pair);
    const before = await relationsOf(work, improvement.id);
    await work.db.improvementRelation.create({ data: { organizationId, ...pair, kind, note, createdAt: work.now } });
    return { relatedFields: { before, after: await relationsOf(work, improvement.id) } };
  },
});

export const unrelateImprovement = improvementCommand({
  name: 'unrelateImprovement',
  description: 'Removes a relation from the improvement on which it was recorded.',
  allowed: deploymentLeads,
  event: 'ImprovementUnrelated',
  refusals: [],
  input: relation,
  prepare: lockRelations,
  async change(work, improvement, { kind, relatedId }) {
    const related = await improvementOf(work, relatedId);
    const before = await relationsOf(work, improvement.id);
    const { count } = await work.db.improvementRelation.deleteMany({
      where: { fromId: improvement.id, kind, toId: related.id },
    });
    if (count === 0) throw notFound('ImprovementRelation');
    return { relatedFields: { before, after: await relationsOf(work, improvement.id) } };
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
    omit: { organizationId: true },
    orderBy: { id: 'asc' },
  });
  return jsonFields({ relations });
}
