import { CommandForm } from '../command/command-form.js';
import { useCommand } from '../command/use-command.js';
import { RequestRescheduleDocument } from '../graphql.js';
import type { ActionProps } from './action-props.js';

/** A project asks for another planned end. */
export function RescheduleForm({ deployment: { id, version, expectedEnd, plannedEnd }, onDone }: ActionProps) {
  const command = useCommand(RequestRescheduleDocument, version);
  return (
    <CommandForm
      name="Ask for another date"
      command={command}
      onSubmit={async ({ expectedEnd: by = '', reason = '' }) => {
        if (await command.send({ deploymentId: id, expectedEnd: by, reason })) onDone();
      }}
    >
      <label>
        When will it be adopted?
        <input name="expectedEnd" type="date" defaultValue={expectedEnd ?? plannedEnd} required />
      </label>
      <label>
        Why?
        <textarea name="reason" rows={2} required />
      </label>
    </CommandForm>
  );
}
