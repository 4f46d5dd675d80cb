import { CommandForm } from '../command/command-form.js';
import type { AccessState } from '../command/use-access.js';
import { words } from '../ui/words.js';
import { Checks, checkedIn } from '../ui/checks.js';
import eventTypes from './event-types.json';
import type { CreateWebhookInput, EventType, WebhookMode } from './graphql.js';

const MODES: readonly (readonly [WebhookMode, string])[] = [
  ['ORDERED', 'waits: events arrive in order'],
  ['PARK_FAILED', 'retries it by itself, and sends the next ones meanwhile'],
];

interface WebhookFormProps {
  /** What its button says. */
  readonly name: string;
  readonly command: Pick<AccessState<unknown, unknown>, 'refusal' | 'busy'>;
  /** What it is at first. */
  readonly webhook?: {
    readonly name: string;
    readonly url: string;
    readonly mode: WebhookMode;
    readonly filter: { readonly types: readonly EventType[] | null };
    readonly document: string | null;
  };
  onSubmit(input: CreateWebhookInput): Promise<void>;
}

/** Where events are sent, which, and in which form. */
export function WebhookForm({ name, command, webhook, onSubmit }: WebhookFormProps) {
  return (
    <CommandForm
      name={name}
      command={command}
      onSubmit={async (fields, filled) => {
        const types = checkedIn(filled, 'types').filter(isEventType);
        await onSubmit({
          name: fields['name'] ?? '',
          url: fields['url'] ?? '',
          mode: MODES.find(([mode]) => mode === fields['mode'])?.[0] ?? 'ORDERED',
          filter: types.length > 0 ? { types } : {},
          document: fields['document'] ?? null,
        });
      }}
    >
      <label>
        Name
        <input name="name" required maxLength={200} defaultValue={webhook?.name} />
        <small>What it is for.</small>
      </label>
      <label>
        Address
        <input name="url" type="url" required maxLength={2000} placeholder="https://" defaultValue={webhook?.url} />
      </label>
      <label>
        When the endpoint does not take a message, it
        <select name="mode" defaultValue={webhook?.mode}>
          {MODES.map(([mode, text]) => (
            <option key={mode} value={mode}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <Checks
        name="types"
        legend="Events; all, if none is checked"
        options={eventTypes.map((type) => [type, words(type)])}
        checked={webhook?.filter.types ?? []}
      />
      <label>
        Document
        <textarea name="document" rows={3} maxLength={4000} defaultValue={webhook?.document ?? ''} />
        <small>A subscription to events, by which messages are made. Empty for each event with its changes.</small>
      </label>
    </CommandForm>
  );
}

const types: ReadonlySet<string> = new Set(eventTypes);

function isEventType(type: string): type is EventType {
  return types.has(type);
}
