import type { PrismaModelTypes, PrismaObjectRef } from '@pothos/plugin-prisma';
import type { Actor } from '../auth/actor.js';
import { UserError } from '../user-error.js';
import { builder } from './builder.js';
import type { SchemaTypes } from './builder.js';
import { allCommands } from './mutations.js';
import { viewerDependent } from './sharing.js';

/** Whether an actor may execute a command on a record in its current state, and why not. */
interface CommandPermission {
  readonly command: string;
  readonly reason: string | null;
}

const CommandPermissionType = builder
  .objectRef<CommandPermission>('CommandPermission')
  .implement({
    description: 'A mutation on a record, and whether you may execute it in the current state of the record.',
    fields: (t) => ({
      command: t.exposeString('command', { description: 'Name of the mutation.' }),
      allowed: t.boolean({
        description: 'Whether your role, the record and its state allow it. The mutation may still refuse the input.',
        resolve: ({ reason }) => reason === null,
      }),
      reason: t.exposeString('reason', {
        nullable: true,
        description: 'Why not, as the mutation would answer; null if it is allowed.',
      }),
    }),
  });

/** What permissions on the records of a type depend on, as Prisma selects it, by the name of the type. */
export const judged = new Map<string, object>();

/** Adds `viewerCan` to a type of record with commands; `select` is what their guards look at. */
export function viewerCan<Model extends PrismaModelTypes>(
  type: PrismaObjectRef<SchemaTypes, Model, object>,
  select: Model['Select'] & object,
): void {
  judged.set(type.name, select);
  builder.prismaObjectField(type, 'viewerCan', (t) =>
    t.field({
      type: [CommandPermissionType],
      description:
        'The mutations on this record, and whether you may execute them. Prefer a query: subscriptions that select it are not shared between subscribers.',
      select: select as never,
      extensions: viewerDependent,
      resolve: async (record, _args, context) => permissionsOn(type.name, await context.actor(), record),
    }),
  );
}

/** What an actor may do with a record, as far as they and the record decide it. */
export function permissionsOn(type: string, actor: Actor, record: object): CommandPermission[] {
  return [...allCommands.values()].flatMap(({ name, record: of, guard }) =>
    of === type && guard ? [{ command: name, reason: refusalOf(() => guard(actor, record as never)) }] : [],
  );
}

/** The message of a refusal; null where there is none. */
function refusalOf(guard: () => void): string | null {
  try {
    guard();
    return null;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
