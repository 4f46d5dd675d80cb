import { DeploymentFilter, deploymentSql } from '../../deployments/schema/filter.js';
import { builder } from '../../schema/builder.js';
import type { SchemaTypes } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import { fault } from '../../schema/faults.js';
import { ACTIVITIES, activity, addUpActivity, countParts } from '../operations/activity.js';
import type { ActivityCounts, ActivityInterval, ActivityName, ActivityPart } from '../operations/activity.js';
import { momentOf } from './moment.js';

/** Parts of a period at most. */
const MAX_PARTS = 1_000;

const IntervalEnum = builder.enumType('ActivityInterval', {
  description: 'How long the parts of a period are.',
  values: {
    DAY: { value: 'DAY' satisfies ActivityInterval, description: 'A day.' },
    WEEK: { value: 'WEEK' satisfies ActivityInterval, description: 'A week, from Monday.' },
    MONTH: { value: 'MONTH' satisfies ActivityInterval, description: 'A month.' },
  } as const,
});

function counts<Counts extends ActivityCounts>(t: PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Counts>) {
  const count = (name: ActivityName) =>
    t.int({ description: ACTIVITIES[name].description, resolve: (found) => found[name] });
  return {
    planned: count('planned'),
    began: count('began'),
    adopted: count('adopted'),
    declined: count('declined'),
    confirmed: count('confirmed'),
    slipped: count('slipped'),
    blocked: count('blocked'),
    deferred: count('deferred'),
    waived: count('waived'),
    rolledBack: count('rolledBack'),
  };
}

const CountsObject = builder
  .objectRef<ActivityCounts>('DeploymentActivityCounts')
  .implement({ description: 'How often each kind of thing happened to deployments.', fields: counts });

const PartObject = builder
  .objectRef<ActivityPart>('DeploymentActivityPart')
  .implement({
    description: 'What happened to deployments in a part of a period.',
    fields: (t) => ({
      from: t.expose('from', { type: 'Date', description: 'First day.' }),
      to: t.expose('to', { type: 'Date', description: 'Last day.' }),
      ...counts(t),
    }),
  });

const ActivityObject = builder
  .objectRef<readonly ActivityPart[]>('DeploymentActivity')
  .implement({
    description: 'What happened to deployments in a period.',
    fields: (t) => ({
      total: t.field({ type: CountsObject, description: 'In the whole period.', resolve: addUpActivity }),
      parts: t.field({
        type: [PartObject],
        description: 'In each part of it, oldest first; the first and the last may be shorter.',
        resolve: (parts) => [...parts],
      }),
    }),
  });

builder.queryField('deploymentActivity', (t) =>
  t.field({
    type: ActivityObject,
    description:
      'What happened to deployments from one day to another, by the events of the log: counted on the day of your organization on which it was reported, and each time that it happened.',
    // It goes through the log.
    complexity: { field: 40_000, multiplier: 1 },
    args: {
      filter: t.arg({ type: DeploymentFilter, description: 'Which deployments, as they are now. Default: all.' }),
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({ type: 'Date', required: true, description: 'Last day, or today if that is earlier.' }),
      every: t.arg({
        type: IntervalEnum,
        description: `Length of the parts. Default MONTH; at most ${MAX_PARTS} parts.`,
      }),
    },
    resolve: async (_root, { filter, from, to, every }, context) => {
      const { organizationId } = await context.actor();
      if (to < from) throw fault('BAD_USER_INPUT', 'to must not be before from.');
      const days = await daysOf(context);
      const { today } = days;
      if (from > today) throw fault('BAD_USER_INPUT', 'from must not be in the future.');
      const interval = every ?? 'MONTH';
      const last = to < today ? to : today;
      if (countParts(from, last, interval) > MAX_PARTS)
        throw fault('BAD_USER_INPUT', `The period would have more than ${MAX_PARTS} parts: ask for longer ones.`);
      // What the log has lost cannot be counted: refused as a moment of that time would be.
      await momentOf(context, days.start(from, null));
      return activity(context.services.database.prisma, {
        organizationId,
        days,
        from,
        to: last,
        every: interval,
        where: filter ? await deploymentSql(filter, organizationId, context) : null,
      });
    },
  }),
);
