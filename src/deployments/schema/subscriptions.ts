import { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { decodeCursor } from '../../log/cursor.js';
import { builder } from '../../schema/builder.js';
import { EventInterface } from '../../schema/event.js';
import { EventFilterInput, eventFilterOf } from '../../schema/event-filter.js';
import { fault } from '../../schema/faults.js';
import { filterIds } from '../../schema/filter-ids.js';
import { recordKey } from '../../schema/record-key.js';
import { shareable } from '../../schema/sharing.js';
import { progressOf } from '../progress.js';
import { OPEN_STATES } from '../rules.js';
import { watchedFields } from './watched-fields.js';
import { watchEvents, watchProgress } from './watching.js';
import type { WatchedProgress } from './watching.js';
import { deployments, StateCount } from './connections.js';

const OPEN: readonly string[] = OPEN_STATES;

builder.subscriptionField('events', (t) =>
  t.field({
    type: EventInterface,
    description:
      "Your organization's log as a stream: every event that matches the filter, exactly once, in the order of positions. " +
      'To resume, pass the cursor of the last event that you received, which is also in `extensions.cursor` of each result. ' +
      'A cursor that the log cannot serve gets one Reset.',
    extensions: shareable('after'),
    args: {
      filter: t.arg({ type: EventFilterInput, description: 'Which events. Default: all.' }),
      after: t.arg({ type: 'LogCursor', description: 'Only events after this cursor. Default: from now on.' }),
    },
    subscribe: async (_root, { filter, after }, context) => {
      const { organizationId } = await context.actor();
      const place = typeof after === 'string' ? decodeCursor(after) : undefined;
      if (typeof after === 'string' && !place) throw fault('BAD_USER_INPUT', 'Invalid cursor.');
      return watchEvents(context.services, organizationId, eventFilterOf(filter), place);
    },
    resolve: ({ value }) => value,
  }),
);

const Progress = builder.objectRef<WatchedProgress>('DeploymentProgress').implement({
  description: 'Progress of deployments at one moment.',
  fields: (t) => ({
    ...watchedFields(t),
    percent: t.int({
      nullable: true,
      description: 'Progress in percent, calculated as for an improvement; null if no deployments count.',
      resolve: ({ snapshot }) => progressOf(snapshot.groups),
    }),
    total: t.int({
      description: 'How many deployments there are.',
      resolve: ({ snapshot }) => snapshot.groups.reduce((sum, { count }) => sum + count, 0),
    }),
    late: t.int({
      description: 'How many are late.',
      resolve: ({ snapshot }) =>
        snapshot.groups.reduce((sum, { state, late }) => (OPEN.includes(state) ? sum + late : sum), 0),
    }),
    states: t.field({
      type: [StateCount],
      description: 'How many are in which state; states without one are left out.',
      resolve: ({ snapshot }) => [...snapshot.groups],
    }),
    improvement: t.prismaField({
      type: Improvement,
      nullable: true,
      description: 'The improvement, where one was asked for.',
      resolve: (query, { scope }, _args, context) =>
        scope.improvementId
          ? context.services.database.prisma.improvement.findUnique({
              ...query,
              where: recordKey(scope.improvementId, context),
            })
          : null,
    }),
    deployments: deployments.within(
      t,
      'The deployments: at this moment or a little later, never earlier.',
      ({ scope }) => ({
        ...(scope.improvementId ? { improvementId: scope.improvementId } : {}),
        ...(scope.unitIds ? { unitId: { in: [...scope.unitIds] } } : {}),
      }),
      ({ scope }) => Prisma.sql`
          (${scope.improvementId}::uuid IS NULL OR d."improvementId" = ${scope.improvementId}::uuid)
          AND (${scope.unitIds ? [...scope.unitIds] : null}::uuid[] IS NULL
               OR d."unitId" = ANY(${scope.unitIds ? [...scope.unitIds] : null}::uuid[]))`,
    ),
  }),
});

builder.subscriptionField('deploymentProgress', (t) =>
  t.field({
    type: Progress,
    description:
      'Progress of all deployments, or of those of an improvement or in some units: the current state, and again after each change. Changes that arrive faster than you read are merged; the newest state is always delivered.',
    extensions: shareable(),
    args: {
      improvementId: t.arg.id({ description: 'Only deployments of this improvement.' }),
      unitIds: t.arg.idList({ description: 'Only deployments in these units.' }),
    },
    subscribe: async (_root, { improvementId, unitIds }, context) => {
      const { organizationId } = await context.actor();
      return watchProgress(context.services, {
        organizationId,
        improvementId:
          filterIds(typeof improvementId === 'string' ? [improvementId] : undefined, 'Improvement')?.[0] ?? null,
        unitIds: filterIds(unitIds, 'Unit') ?? null,
      });
    },
    resolve: ({ value }) => value,
  }),
);
