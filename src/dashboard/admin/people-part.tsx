import { Link } from 'wouter';
import { Begin } from '../command/begin.js';
import { Filter } from '../filters/filters.js';
import { useAddress } from '../filters/use-address.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { count, words } from '../ui/words.js';
import { AdminPeopleDocument } from './graphql.js';
import type { AdminPeopleQuery, Role } from './graphql.js';
import { Pages } from '../filters/pages.js';
import { Search } from '../filters/search.js';
import { Table } from './table.js';

const ROLES = ['ADMINISTRATOR', 'DEPLOYMENT_LEAD', 'PROJECT_LEAD', 'SPONSOR', 'VIEWER'] as const satisfies Role[];

/** Which people are shown, with words and what the server is asked for. */
const SHOWN = {
  people: ['people who are active', { active: true, serviceAccounts: false }],
  left: ['people who have left', { active: false, serviceAccounts: false }],
  accounts: ['service accounts', { serviceAccounts: true }],
  orphans: ['service accounts whose owner has left', { ownerActive: false }],
} as const;

/** Everyone in the organization, and the ways to add somebody. */
export default function PeoplePart() {
  const [{ text, role, show, after }, narrow] = useAddress(['text', 'role', 'show', 'after']);
  const { data, error } = useLiveQuery(
    AdminPeopleDocument,
    {
      filter: {
        ...(text ? { text } : {}),
        ...(isRole(role) ? { roles: [role] } : {}),
        ...(isShown(show) ? SHOWN[show][1] : {}),
      },
      after: after ?? null,
    },
    ({ __typename }) => /^(Person|ServiceAccount)/.test(__typename),
  );
  return (
    <section className="card">
      <h2>People and service accounts</h2>
      <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
        <Search
          name="Name or e-mail"
          placeholder="anyone"
          value={text}
          onChange={(typed) => narrow({ text: typed }, { replace: true })}
        />
        <Filter
          name="role"
          value={role}
          options={ROLES.map((each) => [each, words(each)])}
          onChange={(chosen) => narrow({ role: chosen })}
        />
        <Filter
          name="show"
          value={show}
          options={Object.entries(SHOWN).map(([name, [what]]) => [name, what])}
          onChange={(chosen) => narrow({ show: chosen })}
        />
      </form>
      {data ? <People people={data.people} /> : <Unread what="The list of people" error={error} />}
      {data && <Pages pageInfo={data.people.pageInfo} after={after} onChange={narrow} />}
      <Begin commands={['addPerson', 'addServiceAccount']} record={{ __typename: 'Organization', id: 'people' }} />
    </section>
  );
}

function People({ people: { totalCount, nodes } }: { readonly people: AdminPeopleQuery['people'] }) {
  if (totalCount === 0) return <p className="empty">No one fits. Take away a filter, or add somebody.</p>;
  return (
    <>
      <p className="lead">{count(totalCount, 'person', 'people')}, service accounts included.</p>
      <Table label="People" heads={['Name', 'Role', 'Subject', 'Access']}>
        {nodes.map(({ id, name, subject, role, active, erasedAt, owner }) => (
          <tr key={id}>
            <th scope="row">
              <Link href={`/admin/people/${id}`}>{name}</Link>
            </th>
            <td>{words(role)}</td>
            <td className="wrap">
              {owner ? (
                <>
                  service account of <Link href={`/admin/people/${owner.id}`}>{owner.name}</Link>
                  {!owner.active && <span className="late"> who has left</span>}
                </>
              ) : (
                subject
              )}
            </td>
            <td>{accessWords({ active, erasedAt })}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

/** Whether somebody has access, in a word or two. */
export function accessWords({
  active,
  erasedAt,
}: {
  readonly active: boolean;
  readonly erasedAt: string | null;
}): string {
  if (erasedAt !== null) return 'erased';
  return active ? 'active' : 'has left';
}

function isRole(role: string | undefined): role is Role {
  return ROLES.some((each) => each === role);
}

function isShown(show: string | undefined): show is keyof typeof SHOWN {
  return show !== undefined && show in SHOWN;
}
