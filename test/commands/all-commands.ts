import type { Executable as Command } from '../../src/commands/execute.js';
import * as closing from '../../src/completion/operations/closing.js';
import * as confirming from '../../src/completion/operations/confirming.js';
import * as session from '../../src/consulting/operations/session.js';
import * as coordinating from '../../src/coordination/operations/coordinating.js';
import * as blocking from '../../src/deployments/operations/blocking.js';
import * as planning from '../../src/deployments/operations/planning.js';
import * as reporting from '../../src/deployments/operations/reporting.js';
import * as affirming from '../../src/evidence/operations/affirming.js';
import type { Role } from '../../src/generated/prisma/enums.js';
import * as improvement from '../../src/improvements/operations/improvement.js';
import * as relation from '../../src/improvements/operations/relation.js';
import * as revision from '../../src/improvements/operations/revision.js';
import * as issue from '../../src/issues/operations/reporting.js';
import * as measure from '../../src/measures/operations/measure.js';
import * as reading from '../../src/measures/operations/reading.js';
import * as revising from '../../src/measures/operations/revising.js';
import * as person from '../../src/organization/operations/person.js';
import * as unit from '../../src/organization/operations/unit.js';
import * as agreeing from '../../src/plans/operations/agreeing.js';
import * as gating from '../../src/plans/operations/gating.js';
import * as incrementing from '../../src/plans/operations/incrementing.js';
import * as reordering from '../../src/plans/operations/reordering.js';
import * as running from '../../src/plans/operations/running.js';
import * as writing from '../../src/plans/operations/writing.js';
import * as definedProcess from '../../src/processes/operations/defined-process.js';
import * as tailoring from '../../src/processes/operations/tailoring.js';
import * as lesson from '../../src/reviews/operations/lesson.js';
import * as reviewing from '../../src/reviews/operations/reviewing.js';
import * as drafting from '../../src/templates/operations/drafting.js';
import * as template from '../../src/templates/operations/writing.js';
import * as delivering from '../../src/training/operations/delivering.js';
import * as material from '../../src/training/operations/writing.js';

const modules: readonly object[] = [
  closing,
  confirming,
  session,
  coordinating,
  blocking,
  planning,
  reporting,
  affirming,
  improvement,
  relation,
  revision,
  issue,
  measure,
  reading,
  revising,
  person,
  unit,
  agreeing,
  gating,
  incrementing,
  reordering,
  running,
  writing,
  drafting,
  template,
  definedProcess,
  tailoring,
  lesson,
  reviewing,
  delivering,
  material,
];

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'perform' in value;

/** Every command of an organization on its records; the import of the catalog is not one. */
export const allCommands: ReadonlyMap<string, Command> = new Map(
  modules.flatMap((module) => Object.values(module).filter(isCommand)).map((command) => [command.name, command]),
);

/** The least role that a command takes. */
export function minimumRoleOf(name: string): Role {
  const role = allCommands.get(name)?.allowed.minimumRole;
  if (!role) throw new Error(`There is no command ${name}.`);
  return role;
}
