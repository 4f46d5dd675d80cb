import { TrainingKind, TrainingState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import { ownedBy, recordKey, recordUuid } from '../../schema/record-key.js';
import { isOlderThanChange, versionState } from '../rules.js';

/** Training or communication, in the graph. */
export const TrainingKindEnum = builder.enumType(TrainingKind, {
  name: 'TrainingKind',
  description: 'What a training item is for.',
  values: {
    TRAINING: { description: 'People learn to work in the new way.' },
    COMMUNICATION: { description: 'People are informed that, when and why something changes.' },
  },
});

/** State of a training item or a version of it, in the graph. */
export const TrainingStateEnum = builder.enumType(TrainingState, {
  name: 'TrainingState',
  description: 'State of a training item or of a version of it.',
  values: {
    NEEDED: { description: 'Needed; nothing has been written.' },
    DRAFT: { description: 'Being written; not in use yet.' },
    PUBLISHED: { description: 'In use. The next version may be in preparation.' },
    SUPERSEDED: { description: 'No longer in use, or dropped before publication.' },
  },
});

const TrainingVersion = builder.prismaNode('TrainingVersion', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: (id, context) => ({ id: recordUuid(id), item: ownedBy(context) }),
  nullable: true,
  fields: (t) => ({
    number: t.exposeInt('number'),
    state: t.field({
      type: TrainingStateEnum,
      description: 'State of the version: DRAFT, PUBLISHED or SUPERSEDED.',
      select: { publishedAt: true, supersededAt: true },
      resolve: versionState,
    }),
    link: t.exposeString('link', { nullable: true }),
    text: t.exposeString('text', { nullable: true }),
    writtenBy: t.relation('writtenBy'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', nullable: true }),
    supersededAt: t.expose('supersededAt', { type: 'DateTime', nullable: true }),
  }),
});

/** The version in use. */
const inUse = { where: { publishedAt: { not: null }, supersededAt: null }, take: 1 } as const;

/** A training item, in the graph. */
export const TrainingItem = builder.prismaNode('TrainingItem', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement'),
    kind: t.expose('kind', { type: TrainingKindEnum }),
    title: t.exposeString('title'),
    audience: t.exposeString('audience'),
    assetChange: t.exposeString('assetChange'),
    assetChangedOn: t.expose('assetChangedOn', { type: 'Date', nullable: true }),
    state: t.expose('state', { type: TrainingStateEnum }),
    reason: t.exposeString('reason', { nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    published: t.field({
      type: TrainingVersion,
      nullable: true,
      description: 'The version in use; null if there is none.',
      select: (_args, _context, nestedSelection) => ({ versions: nestedSelection(inUse) }),
      resolve: ({ versions: [published] }) => published ?? null,
    }),
    olderThanChange: t.boolean({
      description:
        'Weak spot: whether the version in use was published before the day on which the asset changed (days of your organization).',
      select: { assetChangedOn: true, versions: inUse },
      resolve: async ({ assetChangedOn, versions: [published] }, _args, context) => {
        const publishedAt = published?.publishedAt;
        if (!assetChangedOn || !publishedAt) return false;
        return isOlderThanChange(assetChangedOn, (await daysOf(context)).of(publishedAt, null));
      },
    }),
    versions: t.relation('versions', {
      type: TrainingVersion,
      description: 'The versions of the material, newest first, at most 100.',
      query: { orderBy: { number: 'desc' }, take: 100 },
    }),
  }),
});
