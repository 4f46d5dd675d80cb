import { CommandForm } from '../command/command-form.js';
import { useAccess } from '../command/use-access.js';
import { words } from '../ui/words.js';
import { Checks, checkedIn } from '../ui/checks.js';
import { CreateTokenDocument, RotateTokenDocument } from './graphql.js';
import type { TokenEntryFragment } from './graphql.js';
import type { Issued } from './secret.js';
import { TOKEN_TYPES } from './tokens.js';

/** For how many days a token is valid unless another day is chosen. */
const USUAL_DAYS = 90;

interface CreateTokenProps {
  /** As whom it may act, with their names; the first of them unless another is chosen. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Who looks: a token of theirs needs no id. */
  readonly viewerId: string;
  /** Names of the mutations that it may be allowed. */
  readonly mutations: readonly string[];
  onIssued(issued: Issued): void;
}

/** Creates an API token. */
export function CreateToken({ people, viewerId, mutations, onIssued }: CreateTokenProps) {
  const command = useAccess(CreateTokenDocument, TOKEN_TYPES);
  return (
    <CommandForm
      name="Create token"
      command={command}
      onSubmit={async ({ name = '', expiresOn = '', personId }, filled) => {
        const payload = await command.send({
          name,
          expiresOn,
          scopes: checkedIn(filled, 'scopes'),
          ...(personId && personId !== viewerId ? { personId } : {}),
        });
        if (payload) onIssued({ of: payload.token.name, secret: payload.secret });
      }}
    >
      <label>
        Name
        <input name="name" required maxLength={200} />
        <small>What it is for.</small>
      </label>
      {people.length > 1 && (
        <label>
          Acts as
          <select name="personId">
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {people.length === 1 && <input type="hidden" name="personId" value={people[0]?.id} />}
      <label>
        Valid until
        <input name="expiresOn" type="date" required defaultValue={inDays(USUAL_DAYS)} />
      </label>
      <Checks
        name="scopes"
        legend="It may"
        options={[
          ['read', 'read (queries and subscriptions)'],
          ['export', 'export (lists and work products)'],
          ...mutations.map((mutation) => [mutation, words(mutation)] as const),
        ]}
        checked={['read']}
      />
    </CommandForm>
  );
}

interface RotateTokenProps {
  readonly token: TokenEntryFragment;
  onIssued(issued: Issued): void;
}

/** Replaces an API token by a new one; both are valid for a while. */
export function RotateToken({ token: { id, name }, onIssued }: RotateTokenProps) {
  const command = useAccess(RotateTokenDocument, TOKEN_TYPES);
  return (
    <CommandForm
      name="Rotate token"
      command={command}
      onSubmit={async ({ overlapMinutes, expiresOn }) => {
        const payload = await command.send({
          tokenId: id,
          ...(overlapMinutes === undefined ? {} : { overlapMinutes: Number(overlapMinutes) }),
          ...(expiresOn === undefined ? {} : { expiresOn }),
        });
        if (payload) onIssued({ of: name, secret: payload.secret });
      }}
    >
      <label>
        Minutes for which the old one stays valid
        <input name="overlapMinutes" type="number" min={0} />
        <small>Empty for an hour.</small>
      </label>
      <label>
        The new one is valid until
        <input name="expiresOn" type="date" />
        <small>Empty for as long as the old one was.</small>
      </label>
    </CommandForm>
  );
}

/** A day from today on, as a field takes it. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
