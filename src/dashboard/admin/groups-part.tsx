import { Link } from 'wouter';
import { Begin } from '../command/begin.js';
import { useAddress } from '../filters/use-address.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { AdminGroupsDocument } from './graphql.js';
import type { AdminGroupsQuery } from './graphql.js';
import { Gift } from './group-words.js';
import { Pages } from '../filters/pages.js';
import { Search } from '../filters/search.js';
import { Table } from './table.js';

/** Groups, what they give their members, and the way to create one. */
export default function GroupsPart() {
  const [{ text, after }, narrow] = useAddress(['text', 'after']);
  const { data, error } = useLiveQuery(
    AdminGroupsDocument,
    { filter: text ? { text } : {}, after: after ?? null },
    ({ __typename }) => /^(Group|Person|Unit)/.test(__typename),
  );
  return (
    <section className="card">
      <h2>Groups</h2>
      <p className="lead">A group that is mapped to a role, or to the lead of a unit, gives it to its members.</p>
      <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
        <Search
          name="Name"
          placeholder="any name"
          value={text}
          onChange={(typed) => narrow({ text: typed }, { replace: true })}
        />
      </form>
      {data ? (
        <Groups groups={data.groups} searched={text !== undefined} />
      ) : (
        <Unread what="The list of groups" error={error} />
      )}
      {data && <Pages pageInfo={data.groups.pageInfo} after={after} onChange={narrow} />}
      <Begin commands={['createGroup']} record={{ __typename: 'Organization', id: 'groups' }} />
    </section>
  );
}

interface GroupsProps {
  readonly groups: AdminGroupsQuery['groups'];
  readonly searched: boolean;
}

function Groups({ groups: { totalCount, nodes }, searched }: GroupsProps) {
  if (totalCount === 0)
    return <p className="empty">{searched ? 'No group has this in its name.' : 'There are no groups yet.'}</p>;
  return (
    <>
      <p className="lead">{count(totalCount, 'group')}.</p>
      <Table label="Groups" heads={['Name', 'Gives', 'Memberships', 'Id at the identity provider']}>
        {nodes.map(({ id, name, externalId, members, mappings }) => (
          <tr key={id}>
            <th scope="row">
              <Link href={`/admin/groups/${id}`}>{name}</Link>
            </th>
            <td className="wrap">
              {mappings.nodes.map((gift, index) => (
                <span key={gift.id}>
                  {index > 0 && ', '}
                  <Gift gift={gift} />
                </span>
              ))}
              {mappings.nodes.length === 0 && 'nothing'}
            </td>
            <td>{count(members.totalCount, 'membership')}</td>
            <td className="wrap">{externalId}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
