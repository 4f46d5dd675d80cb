import { instant } from '../ui/time.js';
import { sentence } from '../ui/words.js';
import { ChangeWords } from './change-words.js';
import { FreshSignIn } from './fresh-sign-in.js';
import type { CommandState } from './use-command.js';

type Refused = NonNullable<CommandState<unknown>['refusal']>;

/** Why a command was not done, in the server's own words, with what one can do about it. */
export function Refusal({ refusal }: { readonly refusal: Refused }) {
  return (
    <div className="refusal" role="alert">
      {refusal.__typename !== 'InvalidInputError' && <p>{refusal.message}</p>}
      <Details refusal={refusal} />
    </div>
  );
}

function Details({ refusal }: { readonly refusal: Refused }) {
  switch (refusal.__typename) {
    case 'RuleViolationError':
      return (
        <>
          {refusal.missing.length > 0 && (
            <ul>
              {refusal.missing.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          )}
          <small>{refusal.source}</small>
        </>
      );
    case 'FreshSignInRequiredError':
      return <FreshSignIn path={refusal.signInPath} />;
    case 'InvalidInputError':
      return (
        <ul>
          {refusal.issues.map(({ path, message }) => (
            <li key={path}>
              {path && `${path}: `}
              {message}
            </li>
          ))}
        </ul>
      );
    case 'StaleVersionError':
      return (
        <>
          <ul>
            {refusal.changes.map(({ position, __typename, occurredAt, actor, note, changes }) => (
              <li key={position}>
                {sentence(__typename)}, {instant(occurredAt)}
                {actor && `, ${actor.name}`}
                {note && `: “${note}”`}
                <ChangeWords changes={changes} />
              </li>
            ))}
          </ul>
          <small>What you see now has these changes. Send again if it still holds.</small>
        </>
      );
    default:
      return null;
  }
}
