import { CommandForm } from '../command/command-form.js';
import { useCommand } from '../command/use-command.js';
import { BlockDeploymentDocument } from '../graphql.js';
import type { ActionProps } from './action-props.js';

/** Says what is in the way. */
export function BlockForm({ deployment: { id, version }, onDone }: ActionProps) {
  const command = useCommand(BlockDeploymentDocument, version);
  return (
    <CommandForm
      name="Block"
      command={command}
      onSubmit={async ({ reason = '' }) => {
        if (await command.send({ deploymentId: id, reason })) onDone();
      }}
    >
      <label>
        What is in the way?
        <textarea name="reason" rows={2} required />
      </label>
    </CommandForm>
  );
}
