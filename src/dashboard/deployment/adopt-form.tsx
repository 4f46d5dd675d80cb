import { CommandForm } from '../command/command-form.js';
import { useCommand } from '../command/use-command.js';
import { AdoptDeploymentDocument } from '../graphql.js';
import type { ActionProps } from './action-props.js';

/** Says that the project works with the improvement, by its process or with a waiver. */
export function AdoptForm({ deployment: { id, version, unit }, onDone }: ActionProps) {
  const command = useCommand(AdoptDeploymentDocument, version);
  const versions = unit.definedProcess?.versions ?? [];
  return (
    <CommandForm
      name="Adopt"
      command={command}
      onSubmit={async ({ processVersionId, processVersionLabel, waiver, note }) => {
        const done = await command.send({
          deploymentId: id,
          processVersionId: processVersionId ?? null,
          processVersionLabel: processVersionLabel ?? null,
          waiver: waiver ?? null,
          note: note ?? null,
        });
        if (done) onDone();
      }}
    >
      {versions.length > 0 ? (
        <label>
          Version of the project’s process that has it
          <select name="processVersionId">
            <option value="">none</option>
            {versions.map((each) => (
              <option key={each.id} value={each.id}>
                {each.label}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <label>
          Version of the project’s process that has it
          <input name="processVersionLabel" />
        </label>
      )}
      <label>
        Or, as a sponsor, why the process stays as it is; an accepted waiver on file counts by itself
        <input name="waiver" />
      </label>
      <label>
        Note
        <input name="note" />
      </label>
    </CommandForm>
  );
}
