import { isLate } from '../../deployments/progress.js';
import { readCalendar } from '../../time/calendar.js';
import { day, idOf, inOrder, list, nameOnly, stamps, subject, title } from './list.js';
import type { Columns, List } from './list.js';

const of = { select: { improvement: title, unit: nameOnly } } as const;

/** The deployment that a record is of: the same columns as in the list of deployments. */
const cell: Columns<{ deployment: { improvement: { title: string }; unit: { name: string } } }> = {
  improvement: ({ deployment }) => deployment.improvement.title,
  unit: ({ deployment }) => deployment.unit.name,
};

const deployments = list({
  name: 'deployments',
  of: 'Deployment',
  read: async (where, { db, actor, now }) => {
    const days = (await readCalendar(db, actor.organizationId)).at(now);
    const include = { improvement: title, unit: nameOnly, adoptedBy: subject, confirmedBy: subject } as const;
    const rows = await db.deployment.findMany({ where, ...inOrder, include });
    return rows.map((row) => ({ ...row, late: isLate(row, days.in(row.unitId)) }));
  },
})({
  improvement: (deployment) => deployment.improvement.title,
  unit: (deployment) => deployment.unit.name,
  plannedStart: (deployment) => day(deployment.plannedStart),
  plannedEnd: (deployment) => day(deployment.plannedEnd),
  state: (deployment) => deployment.state,
  resumeState: (deployment) => deployment.resumeState,
  percent: (deployment) => deployment.percent,
  late: (deployment) => deployment.late,
  expectedEnd: (deployment) => day(deployment.expectedEnd),
  deferredUntil: (deployment) => day(deployment.deferredUntil),
  actualStart: (deployment) => day(deployment.actualStart),
  actualEnd: (deployment) => day(deployment.actualEnd),
  processVersionLabel: (deployment) => deployment.processVersion,
  waiver: (deployment) => deployment.waiver,
  rollBackReason: (deployment) => deployment.rollBackReason,
  adoptedBy: (deployment) => deployment.adoptedBy?.subject,
  confirmedBy: (deployment) => deployment.confirmedBy?.subject,
  confirmedAt: (deployment) => deployment.confirmedAt,
  id: idOf('Deployment'),
  ...stamps,
});

const blockers = list({
  name: 'blockers',
  of: 'Blocker',
  read: ({ organizationId, id }, { db }) =>
    db.blocker.findMany({
      where: { deployment: { organizationId }, id },
      ...inOrder,
      include: { deployment: of, owner: subject },
    }),
})({
  ...cell,
  reason: (blocker) => blocker.reason,
  owner: (blocker) => blocker.owner?.subject,
  openedAt: (blocker) => blocker.openedAt,
  removedAt: (blocker) => blocker.removedAt,
  resolution: (blocker) => blocker.resolution,
});

const issues = list({
  name: 'issues',
  of: 'Issue',
  read: (where, { db }) =>
    db.issue.findMany({
      where,
      ...inOrder,
      include: { improvement: title, unit: nameOnly, increment: title, owner: subject, openedBy: subject },
    }),
})({
  title: (issue) => issue.title,
  description: (issue) => issue.description,
  improvement: (issue) => issue.improvement.title,
  unit: (issue) => issue.unit?.name,
  increment: (issue) => issue.increment?.title,
  state: (issue) => issue.state,
  owner: (issue) => issue.owner?.subject,
  openedBy: (issue) => issue.openedBy.subject,
  openedAt: (issue) => issue.openedAt,
  closedAt: (issue) => issue.closedAt,
  resolution: (issue) => issue.resolution,
  id: idOf('Issue'),
  ...stamps,
});

/** The lists of deployments, and of what is in their way. */
export const deploymentLists: readonly List[] = [deployments, blockers, issues];
