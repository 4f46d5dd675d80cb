import { CommandForm } from '../command/command-form.js';
import { useCommand } from '../command/use-command.js';
import { RecordProgressDocument } from '../graphql.js';
import type { ActionProps } from './action-props.js';

/** Records how far the project has come. */
export function ProgressForm({ deployment: { id, version, percent }, onDone }: ActionProps) {
  const command = useCommand(RecordProgressDocument, version);
  return (
    <CommandForm
      name="Record progress"
      command={command}
      onSubmit={async ({ percent: reported, note }) => {
        const done = await command.send({ deploymentId: id, percent: Number(reported), note: note ?? null });
        if (done) onDone();
      }}
    >
      <label>
        Percent
        <input name="percent" type="number" min={0} max={100} required defaultValue={percent} />
      </label>
      <label>
        Note
        <input name="note" maxLength={2000} />
      </label>
    </CommandForm>
  );
}
