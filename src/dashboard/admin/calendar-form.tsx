import { CommandForm } from '../command/command-form.js';
import { useAccess } from '../command/use-access.js';
import { CreateTokenDocument } from './graphql.js';
import type { Issued } from './secret.js';
import { inDays } from './token-forms.js';
import { TOKEN_TYPES } from './tokens.js';

/** How long an address is valid unless something else is entered, in days: the longest that there is. */
const USUAL_DAYS = 365;

/** Makes the address of a calendar with the person's work: that of an API token which opens nothing else. */
export function CreateCalendar({ onIssued }: { onIssued(issued: Issued): void }) {
  const command = useAccess(CreateTokenDocument, TOKEN_TYPES);
  return (
    <CommandForm
      name="Create address"
      command={command}
      onSubmit={async ({ name = '', expiresOn = '' }) => {
        const payload = await command.send({ name, expiresOn, scopes: ['calendar'] });
        if (!payload) return;
        const address = new URL(`/calendar/${payload.secret}/work.ics`, location.origin).href;
        onIssued({ of: payload.token.name, secret: address });
      }}
    >
      <label>
        Name
        <input name="name" required maxLength={200} defaultValue="Calendar" />
        <small>By which you find it among your API tokens, to revoke it.</small>
      </label>
      <label>
        Valid until
        <input name="expiresOn" type="date" required defaultValue={inDays(USUAL_DAYS)} />
      </label>
    </CommandForm>
  );
}
