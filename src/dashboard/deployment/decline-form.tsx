import { CommandForm } from '../command/command-form.js';
import { useCommand } from '../command/use-command.js';
import { DeclineAdoptionDocument } from '../graphql.js';
import type { ActionProps } from './action-props.js';

/** A second person does not confirm an adoption. */
export function DeclineForm({ deployment: { id, version }, onDone }: ActionProps) {
  const command = useCommand(DeclineAdoptionDocument, version);
  return (
    <CommandForm
      name="Decline"
      command={command}
      onSubmit={async ({ reason = '' }) => {
        if (await command.send({ deploymentId: id, reason })) onDone();
      }}
    >
      <label>
        Why is it not adopted?
        <textarea name="reason" rows={2} required />
      </label>
    </CommandForm>
  );
}
