import { Link } from 'wouter';
import { NO_RECORD } from '../command/field-text.js';
import { Offers } from '../command/offers.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Notice } from '../ui/notice.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count, words } from '../ui/words.js';
import { AdminPersonDocument } from './graphql.js';
import type { AdminPersonQuery } from './graphql.js';
import { accessWords } from './people-part.js';
import { ServiceTokens } from './service-tokens.js';
import { Sessions } from './sessions.js';
import { Tokens } from './tokens.js';

type Person = Extract<NonNullable<AdminPersonQuery['node']>, { readonly __typename: 'Person' }>;

/** A person or a service account: what they are called, what they may do, and by what they get in. */
export default function PersonPart({ id }: { readonly id: string }) {
  const { data, error } = useLiveQuery(AdminPersonDocument, { id }, ({ __typename }) =>
    /^(Person|ServiceAccount|UnitLead|Group)/.test(__typename),
  );
  if (!data) return <Unread what="The person" error={error} />;
  if (data.node?.__typename !== 'Person') return <Notice title="There is no such person" />;
  const person = data.node;
  return (
    <>
      <section className="card">
        <h2>{person.name}</h2>
        <PersonFacts person={person} />
        <PersonActions person={person} />
      </section>
      {person.serviceAccounts.totalCount > 0 && (
        <section className="card">
          <h2>Service accounts of theirs</h2>
          <ul className="entries short">
            {person.serviceAccounts.nodes.map((account) => (
              <li key={account.id}>
                <p>
                  <Link href={`/admin/people/${account.id}`}>{account.name}</Link>{' '}
                  <small>
                    {words(account.role)}, {account.active ? 'active' : 'not active'}
                  </small>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!person.owner && (
        <section className="card">
          <h2>Browsers in which they are signed in</h2>
          <Sessions sessions={person.sessions ?? []} none="None." />
        </section>
      )}
      <section className="card">
        <h2>API tokens</h2>
        {person.owner && person.active ? (
          <ServiceTokens account={person} />
        ) : (
          <Tokens filter={{ personIds: [id], valid: true }} />
        )}
      </section>
    </>
  );
}

function PersonFacts({ person }: { readonly person: Person }) {
  const { subject, role, email, locale, timeZone, createdAt, owner, issuer, ledUnits, groups } = person;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Role', words(role)],
    ['Role managed', owner ? null : roleSource(person)],
    ['Access', accessWords(person)],
    ['Subject', owner ? null : subject],
    ['Identity provider', owner ? null : (issuer?.name ?? 'that of the server')],
    ['E-mail address', email],
    ['Locale', locale],
    ['Time zone', timeZone],
    ['Since', day(createdAt)],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {owner && (
        <p>
          A service account, for which <Link href={`/admin/people/${owner.id}`}>{owner.name}</Link> answers
          {!owner.active && <span className="late">, who has left: give it another owner</span>}.
        </p>
      )}
      {groups.totalCount > 0 && (
        <p className="row">
          In {count(groups.totalCount, 'group')}
          {groups.nodes.map((group) => (
            <Link key={group.id} className="chip" href={`/admin/groups/${group.id}`}>
              {group.name}
            </Link>
          ))}
        </p>
      )}
      {ledUnits.length > 0 && (
        <p className="row">
          Leads
          {ledUnits.map((unit) => (
            <Link key={unit.id} className="chip" href={`/admin/units/${unit.id}`}>
              {unit.name}
            </Link>
          ))}
        </p>
      )}
    </>
  );
}

/** Who manages a role, in words. */
function roleSource({ roleManagedBy, roleByHand }: Person): string {
  if (roleManagedBy === 'HAND') return 'by hand';
  return roleByHand === null ? 'by their groups' : `by their groups; without them, ${words(roleByHand)}`;
}

function PersonActions({ person }: { readonly person: Person }) {
  const { name, email, locale, timeZone, role, subject, issuer, active, viewerCan } = person;
  const pointless = active ? 'reactivatePerson' : 'deactivatePerson';
  const allowed = viewerCan.flatMap((each) => (each.allowed && each.command !== pointless ? [each.command] : []));
  if (person.erasedAt !== null)
    return <p className="empty">They were erased for good: nothing of them can be changed.</p>;
  return (
    <Offers
      commands={allowed}
      record={person}
      values={{ name, email, locale, timeZone, role, subject, issuerId: issuer ? issuer.id : NO_RECORD }}
      previewed={['erasePerson']}
    />
  );
}
