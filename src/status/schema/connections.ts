import { SUPPORTED_STATES } from '../../improvements/rules.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Person } from '../../organization/schema/person.js';
import { Unit } from '../../organization/schema/unit.js';
import { DeploymentPlan } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { daysOf } from '../../schema/days.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { isPlanOver, isStale } from '../rules.js';
import { HealthEnum, StatusUpdate } from './status-update.js';

const StatusUpdateFilter = builder.inputType('StatusUpdateFilter', {
  description: 'Filters status updates. Conditions are ANDed.',
  fields: (t) => ({
    healths: t.field({ type: [HealthEnum], description: 'That say any of these.' }),
    authorIds: t.idList({ description: 'Posted by any of these people.' }),
    latest: t.boolean({ description: 'The latest of their records (true) or earlier ones (false).' }),
  }),
});

const statusUpdates = new NodeList({
  type: StatusUpdate,
  filter: StatusUpdateFilter,
  where: ({ healths, authorIds, latest }, organizationId) => ({
    organizationId,
    health: anyOf(healths),
    authorId: anyIdOf(authorIds, 'Person'),
    ...(typeof latest === 'boolean' ? { next: latest ? { none: {} } : { some: {} } } : {}),
  }),
  orders: { CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were posted.' } },
  order: ['CREATED_AT', 'desc'],
});

builder.queryField('statusUpdates', (t) =>
  statusUpdates.root(t, 'How the improvements, plans and units of your organization stand, as people say.'),
);

const ON_RECORD = 'How it stands, as people say, the latest first by default.';

builder.prismaObjectField(Improvement, 'statusUpdates', (t) => statusUpdates.below(t, 'statusUpdates', ON_RECORD));
builder.prismaObjectField(DeploymentPlan, 'statusUpdates', (t) => statusUpdates.below(t, 'statusUpdates', ON_RECORD));
builder.prismaObjectField(Unit, 'statusUpdates', (t) => statusUpdates.below(t, 'statusUpdates', ON_RECORD));
builder.prismaObjectField(Person, 'statusUpdates', (t) =>
  statusUpdates.below(t, 'statusUpdates', 'The status updates that they posted.'),
);

/** The latest of a record: no other comes after it. */
const latest = { where: { next: { none: {} } }, take: 1 } as const;

/** What decides when the next one is due. */
const due = {
  ...latest,
  select: { createdAt: true, cadenceDays: true, organization: { select: { statusCadenceDays: true } } },
} as const;

/** The latest of a record, as far as it matters when the next one is due; none where nobody has posted one. */
type Due = readonly {
  readonly createdAt: Date;
  readonly cadenceDays: number | null;
  readonly organization: { readonly statusCadenceDays: number | null };
}[];

/** Whether the next one is overdue in a unit; without one, in the organization. Nobody asks how something stands that is over. */
async function isOverdue([posted]: Due, isOver: boolean, unitId: string | null, context: Context): Promise<boolean> {
  if (!posted || isOver) return false;
  const days = await daysOf(context);
  const cadenceDays = posted.cadenceDays ?? posted.organization.statusCadenceDays;
  return isStale(days.of(posted.createdAt, unitId), cadenceDays, days.in(unitId));
}

const LATEST = 'How it stands, as somebody said last; null if nobody has.';
const STALE =
  'Whether the next status update is overdue: more days have passed since the latest than its cadence, or that of the organization, allows. False without one, without a cadence, and for what is over: closed, rejected, canceled or retired.';

builder.prismaObjectField(Improvement, 'latestStatus', (t) =>
  t.field({
    type: StatusUpdate,
    nullable: true,
    description: LATEST,
    select: (_args, _context, nestedSelection) => ({ statusUpdates: nestedSelection(latest) }),
    resolve: ({ statusUpdates: [posted] }) => posted ?? null,
  }),
);

builder.prismaObjectField(Improvement, 'statusStale', (t) =>
  t.boolean({
    description: STALE,
    select: { state: true, statusUpdates: due },
    resolve: ({ state, statusUpdates }, _args, context) =>
      isOverdue(statusUpdates, !SUPPORTED_STATES.includes(state), null, context),
  }),
);

builder.prismaObjectField(DeploymentPlan, 'latestStatus', (t) =>
  t.field({
    type: StatusUpdate,
    nullable: true,
    description: LATEST,
    select: (_args, _context, nestedSelection) => ({ statusUpdates: nestedSelection(latest) }),
    resolve: ({ statusUpdates: [posted] }) => posted ?? null,
  }),
);

builder.prismaObjectField(DeploymentPlan, 'statusStale', (t) =>
  t.boolean({
    description: STALE,
    select: { state: true, statusUpdates: due },
    resolve: ({ state, statusUpdates }, _args, context) => isOverdue(statusUpdates, isPlanOver(state), null, context),
  }),
);

builder.prismaObjectField(Unit, 'latestStatus', (t) =>
  t.field({
    type: StatusUpdate,
    nullable: true,
    description: LATEST,
    select: (_args, _context, nestedSelection) => ({ statusUpdates: nestedSelection(latest) }),
    resolve: ({ statusUpdates: [posted] }) => posted ?? null,
  }),
);

builder.prismaObjectField(Unit, 'statusStale', (t) =>
  t.boolean({
    description: STALE,
    select: { id: true, retiredAt: true, statusUpdates: due },
    resolve: ({ id, retiredAt, statusUpdates }, _args, context) =>
      isOverdue(statusUpdates, retiredAt !== null, id, context),
  }),
);
