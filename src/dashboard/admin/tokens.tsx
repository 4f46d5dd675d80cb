import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Refusal } from '../command/refusal.js';
import { useAccess } from '../command/use-access.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { day, instant } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { AdminTokensDocument, RevokeTokenDocument } from './graphql.js';
import type { TokenEntryFragment, TokenFilter } from './graphql.js';
import { Pages } from '../filters/pages.js';
import { Sure } from './sure.js';

/** What is read again once tokens have changed. */
export const TOKEN_TYPES = ['Token', 'TokenConnection'];

interface TokensProps {
  readonly filter: TokenFilter;
  /** Whether it is said whose they are. */
  readonly withOwner?: boolean;
  /** What else can be done with one. */
  children?(token: TokenEntryFragment): ReactNode;
}

/** API tokens, the newest first, each with a way to end it. */
export function Tokens({ filter, withOwner = false, children }: TokensProps) {
  const [after, setAfter] = useState<string>();
  const { data, error } = useLiveQuery(AdminTokensDocument, { filter, after: after ?? null }, ({ __typename }) =>
    /^(Person|ServiceAccount)/.test(__typename),
  );
  if (!data) return <Unread what="The list of tokens" error={error} />;
  const { nodes, pageInfo, totalCount } = data.tokens;
  if (totalCount === 0) return <p className="empty">There are none.</p>;
  return (
    <>
      <ul className="entries">
        {nodes.map((token) => (
          <li key={token.id}>
            <TokenFacts token={token} withOwner={withOwner} />
            {token.valid && (
              <div className="actions">
                <RevokeToken token={token} />
                {children?.(token)}
              </div>
            )}
          </li>
        ))}
      </ul>
      <Pages pageInfo={pageInfo} after={after} onChange={(change) => setAfter(change.after)} />
    </>
  );
}

function TokenFacts({ token, withOwner }: { readonly token: TokenEntryFragment; readonly withOwner: boolean }) {
  const { name, prefix, scopes, unitIds, expiresAt, lastUsedAt, lastUsedFrom, revokedAt, valid, person } = token;
  return (
    <>
      <h3>
        {name} <code>{prefix}…</code>
      </h3>
      <p>
        {withOwner && (
          <>
            Of <Link href={`/admin/people/${person.id}`}>{person.name}</Link>.{' '}
          </>
        )}
        {scopes.length === 0 ? 'It may do nothing' : `It may: ${scopes.join(', ')}`}
        {unitIds && `; changes in ${count(unitIds.length, 'unit')} only`}.
      </p>
      <small>
        {revokedAt ? `Revoked ${instant(revokedAt)}` : `${valid ? 'Valid until' : 'Ended'} ${day(expiresAt)}`};{' '}
        {lastUsedAt ? `last used ${instant(lastUsedAt)}${lastUsedFrom ? ` from ${lastUsedFrom}` : ''}` : 'never used'}.
      </small>
    </>
  );
}

function RevokeToken({ token: { id, name } }: { readonly token: TokenEntryFragment }) {
  const revoke = useAccess(RevokeTokenDocument, TOKEN_TYPES);
  return (
    <>
      <p>
        <Sure
          name="Revoke"
          what={name}
          means="What uses it loses access within a second."
          busy={revoke.busy}
          onSure={() => void revoke.send({ tokenId: id })}
        />
      </p>
      {revoke.refusal && <Refusal refusal={revoke.refusal} />}
    </>
  );
}
