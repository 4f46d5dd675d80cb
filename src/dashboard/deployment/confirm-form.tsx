import { CommandForm } from '../command/command-form.js';
import { useCommand } from '../command/use-command.js';
import { ConfirmDeploymentDocument } from '../graphql.js';
import type { ActionProps } from './action-props.js';

/** A second person confirms what the first has said. */
export function ConfirmForm({ deployment: { id, version, adoptedBy }, onDone }: ActionProps) {
  const command = useCommand(ConfirmDeploymentDocument, version);
  return (
    <CommandForm
      name="Confirm"
      command={command}
      onSubmit={async ({ note }) => {
        if (await command.send({ deploymentId: id, note: note ?? null })) onDone();
      }}
    >
      {adoptedBy && <p>{adoptedBy.name} reported the adoption. Another person has to confirm it.</p>}
      <label>
        Note
        <input name="note" />
      </label>
    </CommandForm>
  );
}
