import type { Command } from '../../src/commands/command.js';
import type { Role } from '../../src/generated/prisma/enums.js';
import '../../src/graph/schema.js';
import * as mutations from '../../src/schema/mutations.js';

/** Every command of an organization on its records; the imports of the catalog and of files are none. */
export const allCommands: ReadonlyMap<string, Command> = new Map(
  [...mutations.allCommands].filter(([name]) => !name.startsWith('import')),
);

/** The least role that a command takes. */
export function minimumRoleOf(name: string): Role {
  const role = allCommands.get(name)?.allowed.minimumRole;
  if (!role) throw new Error(`There is no command ${name}.`);
  return role;
}
