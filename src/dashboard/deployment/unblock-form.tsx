import { CommandForm } from '../command/command-form.js';
import { useCommand } from '../command/use-command.js';
import { UnblockDeploymentDocument } from '../graphql.js';
import type { ActionProps } from './action-props.js';

/** Says how something that was in the way was removed. */
export function UnblockForm({ deployment: { id, version, blockers }, onDone }: ActionProps) {
  const command = useCommand(UnblockDeploymentDocument, version);
  return (
    <CommandForm
      name="Unblock"
      command={command}
      onSubmit={async ({ blockerId = '', resolution = '' }) => {
        if (await command.send({ deploymentId: id, blockerId, resolution })) onDone();
      }}
    >
      <label>
        What was in the way
        <select name="blockerId">
          {blockers.map((blocker) => (
            <option key={blocker.id} value={blocker.id}>
              {blocker.reason}
            </option>
          ))}
        </select>
      </label>
      <label>
        How was it removed?
        <textarea name="resolution" rows={2} required />
      </label>
    </CommandForm>
  );
}
