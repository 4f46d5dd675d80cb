import { day, idOf, inOrder, list, nameOnly, several, stamps, subject, title } from './list.js';
import type { List } from './list.js';

const label = { select: { label: true } } as const;

const processVersions = list({
  name: 'process-versions',
  of: 'ProcessVersion',
  read: (where, { db }) =>
    db.processVersion.findMany({
      where,
      ...inOrder,
      include: { definedProcess: { select: { title: true, unit: nameOnly } } },
    }),
})({
  unit: (version) => version.definedProcess.unit.name,
  definedProcess: (version) => version.definedProcess.title,
  number: (version) => version.number,
  label: (version) => version.label,
  issuedOn: (version) => day(version.issuedOn),
  link: (version) => version.link,
  id: idOf('ProcessVersion'),
  createdAt: (version) => version.createdAt,
});

const tailorings = list({
  name: 'tailorings',
  of: 'Tailoring',
  read: (where, { db }) =>
    db.tailoring.findMany({
      where,
      ...inOrder,
      include: { improvement: title, unit: nameOnly, fromVersion: label, toVersion: label, decidedBy: subject },
    }),
})({
  improvement: (tailoring) => tailoring.improvement.title,
  unit: (tailoring) => tailoring.unit.name,
  state: (tailoring) => tailoring.state,
  change: (tailoring) => tailoring.change,
  waiver: (tailoring) => tailoring.waiver,
  fromVersion: (tailoring) => tailoring.fromVersion?.label,
  toVersion: (tailoring) => tailoring.toVersion?.label,
  decidedBy: (tailoring) => tailoring.decidedBy?.subject,
  reason: (tailoring) => tailoring.reason,
  id: idOf('Tailoring'),
  ...stamps,
});

const consulting = list({
  name: 'consulting',
  of: 'ConsultingSession',
  read: (where, { db }) =>
    db.consultingSession.findMany({
      where,
      ...inOrder,
      include: { improvement: title, unit: nameOnly, requestedBy: subject, consultant: subject },
    }),
})({
  improvement: (session) => session.improvement.title,
  unit: (session) => session.unit.name,
  state: (session) => session.state,
  topics: (session) => session.topics,
  requestedBy: (session) => session.requestedBy.subject,
  consultant: (session) => session.consultant?.subject,
  scheduledOn: (session) => day(session.scheduledOn),
  deliveredOn: (session) => day(session.deliveredOn),
  hours: (session) => session.hours,
  outcome: (session) => session.outcome,
  followUp: (session) => session.followUp,
  followUpDone: (session) => session.followUpDone,
  inPlaceOfTraining: (session) => session.inPlaceOfTraining,
  reason: (session) => session.reason,
  id: idOf('ConsultingSession'),
  ...stamps,
});

const coordination = list({
  name: 'coordination',
  of: 'CoordinationActivity',
  read: (where, { db }) =>
    db.coordinationActivity.findMany({
      where,
      ...inOrder,
      include: {
        improvement: title,
        owner: subject,
        related: { select: { improvement: title }, orderBy: { improvementId: 'asc' } },
        shares: { select: { unit: nameOnly, doneAt: true }, orderBy: { unitId: 'asc' } },
      },
    }),
})({
  title: (activity) => activity.title,
  description: (activity) => activity.description,
  improvement: (activity) => activity.improvement.title,
  related: (activity) => several(activity.related.map(({ improvement }) => improvement.title)),
  state: (activity) => activity.state,
  owner: (activity) => activity.owner.subject,
  dueOn: (activity) => day(activity.dueOn),
  units: (activity) => several(activity.shares.map(({ unit }) => unit.name)),
  done: (activity) => several(activity.shares.flatMap(({ unit, doneAt }) => (doneAt ? [unit.name] : []))),
  outcome: (activity) => activity.outcome,
  reason: (activity) => activity.reason,
  id: idOf('CoordinationActivity'),
  ...stamps,
});

/** The lists of defined processes, consulting and coordination. */
export const supportLists: readonly List[] = [processVersions, tailorings, consulting, coordination];
