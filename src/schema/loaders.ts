import DataLoader from 'dataloader';
import type { StateGroup } from '../deployments/progress.js';
import { stateGroups } from '../deployments/operations/progress.js';
import { openForConfirmationOf } from '../completion/operations/queries.js';
import { readHead } from '../log/event-log.js';
import type { Prisma } from '../generated/prisma/client.js';
import type { EffectFacts } from '../measures/effect.js';
import { effectFacts } from '../measures/operations/queries.js';
import { earlyAdopters } from '../consulting/operations/queries.js';
import type { CommandEnvironment } from '../commands/command.js';
import type { OpenPoint } from '../plans/activation.js';
import { openPointsOf } from '../plans/operations/points.js';
import { NestedPages } from './nested-pages.js';

/** Look-ups that are collected over one execution and asked of the database at once. */
export interface Loaders {
  /** Deployments of an improvement by state, for its progress; key is the improvement's id. */
  readonly stateGroups: DataLoader<string, readonly StateGroup[]>;
  /** Epoch of an organization's log, for cursors; key is the organization's id. */
  readonly epoch: DataLoader<string, string>;
  /** What stands between a plan and its activation; key is the plan's id. */
  readonly openPoints: DataLoader<string, readonly OpenPoint[]>;
  /** What stands between a plan and its confirmation; key is the plan's id. */
  readonly openForConfirmation: DataLoader<string, readonly OpenPoint[]>;
  /** What has to be known for the effect of a measure; key is the measure's id. */
  readonly effectFacts: DataLoader<string, EffectFacts>;
  /** Ids of the units that fit a condition; key is the condition, which names the organization. */
  readonly unitIds: DataLoader<Prisma.UnitWhereInput, ReadonlySet<string>, string>;
  /** Pages of long lists below records. */
  readonly nested: NestedPages;
  /** Whether a unit is an early adopter of an improvement; key is the two ids with a space between them. */
  readonly earlyAdopter: DataLoader<string, boolean>;
}

/** Makes the loaders of one execution. */
export function createLoaders({ database }: CommandEnvironment): Loaders {
  return {
    stateGroups: new DataLoader(async (improvementIds) => {
      const groups = await stateGroups(database.prisma, improvementIds);
      return improvementIds.map((id) => groups.get(id) ?? []);
    }),
    epoch: new DataLoader((organizationIds) =>
      Promise.all(organizationIds.map(async (id) => (await readHead(database.prisma, id))?.epoch ?? '')),
    ),
    openPoints: new DataLoader((planIds) => openPointsOf(database.prisma, planIds)),
    openForConfirmation: new DataLoader((planIds) => openForConfirmationOf(database.prisma, planIds)),
    effectFacts: new DataLoader(async (measureIds) => {
      const facts = await effectFacts(database.prisma, measureIds);
      return measureIds.map((id) => facts.get(id) ?? new Error(`There is no measure ${id}.`));
    }),
    unitIds: new DataLoader(
      (conditions) =>
        Promise.all(
          conditions.map(async (where) => {
            const units = await database.prisma.unit.findMany({ where, select: { id: true } });
            return new Set(units.map(({ id }) => id));
          }),
        ),
      { cacheKeyFn: (where) => JSON.stringify(where) },
    ),
    nested: new NestedPages(database.prisma),
    earlyAdopter: new DataLoader((keys) => earlyAdopters(database.prisma, keys)),
  };
}
