import { idOf, inOrder, list, several, stamps, subject, title } from './list.js';
import type { List } from './list.js';

const improvements = list({
  name: 'improvements',
  of: 'Improvement',
  read: (where, { db }) => db.improvement.findMany({ where, ...inOrder }),
})({
  title: (improvement) => improvement.title,
  description: (improvement) => improvement.description,
  kind: (improvement) => improvement.kind,
  scale: (improvement) => improvement.scale,
  origin: (improvement) => improvement.origin,
  practices: (improvement) => several(improvement.practices),
  state: (improvement) => improvement.state,
  resumeState: (improvement) => improvement.heldState,
  priority: (improvement) => improvement.priority,
  id: idOf('Improvement'),
  ...stamps,
});

const relations = list({
  name: 'relations',
  of: 'ImprovementRelation',
  read: ({ organizationId, id }, { db }) =>
    db.improvementRelation.findMany({
      where: { from: { organizationId }, id },
      ...inOrder,
      include: { from: title, to: title },
    }),
})({
  from: (relation) => relation.from.title,
  kind: (relation) => relation.kind,
  to: (relation) => relation.to.title,
  note: (relation) => relation.note,
  createdAt: (relation) => relation.createdAt,
});

const revisions = list({
  name: 'revisions',
  of: 'Revision',
  read: (where, { db }) =>
    db.revision.findMany({ where, ...inOrder, include: { improvement: title, revisedBy: subject } }),
})({
  improvement: (revision) => revision.improvement.title,
  kind: (revision) => revision.kind,
  before: (revision) => JSON.stringify(revision.before),
  after: (revision) => JSON.stringify(revision.after),
  reason: (revision) => revision.reason,
  revisedBy: (revision) => revision.revisedBy.subject,
  revisedAt: (revision) => revision.revisedAt,
  id: idOf('Revision'),
});

/** The lists of improvements. */
export const improvementLists: readonly List[] = [improvements, relations, revisions];
