import { day, idOf, inOrder, list, nameOnly, several, stamps, subject, title } from './list.js';
import type { List } from './list.js';

const ofItem = { select: { title: true, improvement: title } } as const;

const items = list({
  name: 'training',
  of: 'TrainingItem',
  read: (where, { db }) => db.trainingItem.findMany({ where, ...inOrder, include: { improvement: title } }),
})({
  title: (item) => item.title,
  improvement: (item) => item.improvement.title,
  kind: (item) => item.kind,
  audience: (item) => item.audience,
  assetChange: (item) => item.assetChange,
  assetChangedOn: (item) => day(item.assetChangedOn),
  state: (item) => item.state,
  reason: (item) => item.reason,
  id: idOf('TrainingItem'),
  ...stamps,
});

const versions = list({
  name: 'training-versions',
  of: 'TrainingVersion',
  read: ({ organizationId, id }, { db }) =>
    db.trainingVersion.findMany({
      where: { item: { organizationId }, id },
      ...inOrder,
      include: { item: ofItem, writtenBy: subject },
    }),
})({
  item: (version) => version.item.title,
  improvement: (version) => version.item.improvement.title,
  number: (version) => version.number,
  link: (version) => version.link,
  text: (version) => version.text,
  writtenBy: (version) => version.writtenBy.subject,
  createdAt: (version) => version.createdAt,
  publishedAt: (version) => version.publishedAt,
  supersededAt: (version) => version.supersededAt,
});

const deliveries = list({
  name: 'training-deliveries',
  of: 'TrainingDelivery',
  read: (where, { db }) =>
    db.trainingDelivery.findMany({
      where,
      ...inOrder,
      include: {
        item: ofItem,
        itemVersion: { select: { number: true } },
        unit: nameOnly,
        attendees: { select: { person: subject }, orderBy: { personId: 'asc' } },
      },
    }),
})({
  item: (delivery) => delivery.item.title,
  improvement: (delivery) => delivery.item.improvement.title,
  number: (delivery) => delivery.itemVersion.number,
  unit: (delivery) => delivery.unit.name,
  deliveredOn: (delivery) => day(delivery.deliveredOn),
  trainer: (delivery) => delivery.trainer,
  headCount: (delivery) => delivery.headCount,
  attendees: (delivery) => several(delivery.attendees.map(({ person }) => person.subject)),
  id: idOf('TrainingDelivery'),
  ...stamps,
});

const waivers = list({
  name: 'training-waivers',
  of: 'TrainingWaiver',
  read: (where, { db }) =>
    db.trainingWaiver.findMany({ where, ...inOrder, include: { item: ofItem, unit: nameOnly, acceptedBy: subject } }),
})({
  item: (waiver) => waiver.item.title,
  improvement: (waiver) => waiver.item.improvement.title,
  unit: (waiver) => waiver.unit.name,
  reason: (waiver) => waiver.reason,
  acceptedBy: (waiver) => waiver.acceptedBy.subject,
  ...stamps,
});

/** The lists of training and communication. */
export const trainingLists: readonly List[] = [items, versions, deliveries, waivers];
