import type { PrismaModelTypes, PrismaObjectRef } from '@pothos/plugin-prisma';
import type { Actor } from '../auth/actor.js';
import { cannotSignIn, freshSignInOf, isAskedBefore, readFreshSignInRule } from '../auth/fresh-sign-in.js';
import type { FreshSignInRule } from '../auth/fresh-sign-in.js';
import type { FreshSignInOccasion } from '../generated/prisma/enums.js';
import { UserError } from '../user-error.js';
import { batchLoader } from './batch-loader.js';
import { builder } from './builder.js';
import type { SchemaTypes } from './builder.js';
import type { Context } from './context.js';
import { allCommands } from './mutations.js';
import { viewerDependent } from './sharing.js';

/** Whether an actor may execute a command on a record in its current state, and why not. */
interface CommandPermission {
  readonly command: string;
  readonly reason: string | null;
  readonly needsSignIn: boolean;
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
      needsSignIn: t.exposeBoolean('needsSignIn', {
        description:
          'Whether you have to sign in anew before: the organization asks for a fresh sign-in, and yours is too old or of another class. The mutation says by a FreshSignInRequiredError how.',
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
      resolve: async (record, _args, context) => permissionsFor(type.name, record, context),
    }),
  );
}

/** What the organization asks of sign-ins, by its id. */
const ruleOf = batchLoader<string, FreshSignInRule>((ids, { database }) =>
  Promise.all(ids.map((id) => readFreshSignInRule(database.prisma, id))),
);

/** What the actor may do with a record, and whether they have to sign in anew before. */
async function permissionsFor(type: string, record: object, context: Context): Promise<CommandPermission[]> {
  const actor = await context.actor();
  const permissions = permissionsOn(type, actor, record);
  const isAsked = permissions.some(({ command, reason }) => reason === null && freshSignIn(command) !== undefined);
  if (!isAsked) return permissions;
  const rule = await ruleOf(context).load(actor.organizationId);
  const now = context.services.clock();
  return permissions.map((permission) => afterRule(permission, actor, rule, now));
}

/** What an actor may do with a record, as far as they and the record decide it. */
export function permissionsOn(type: string, actor: Actor, record: object): CommandPermission[] {
  return [...allCommands.values()].flatMap(({ name, record: of, guard }) =>
    of === type && guard
      ? [{ command: name, reason: refusalOf(() => guard(actor, record as never)), needsSignIn: false }]
      : [],
  );
}

/** A permission with what a rule about fresh sign-ins takes from it. */
function afterRule(permission: CommandPermission, actor: Actor, rule: FreshSignInRule, now: Date): CommandPermission {
  const { command, reason } = permission;
  if (reason !== null || !isAskedBefore(rule, freshSignIn(command))) return permission;
  const lack = refusalOf(() => void freshSignInOf(actor, command, rule, now));
  return cannotSignIn(actor) ? { ...permission, reason: lack } : { ...permission, needsSignIn: lack !== null };
}

/** For what an organization may ask for a fresh sign-in before a command. */
function freshSignIn(command: string): FreshSignInOccasion | undefined {
  return allCommands.get(command)?.allowed.freshSignIn;
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
