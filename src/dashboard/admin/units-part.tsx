import { Link } from 'wouter';
import { Begin } from '../command/begin.js';
import { Filter } from '../filters/filters.js';
import { useAddress } from '../filters/use-address.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count, words } from '../ui/words.js';
import { AdminUnitsDocument } from './graphql.js';
import type { AdminUnitsQuery, UnitKind } from './graphql.js';
import { Pages } from '../filters/pages.js';
import { Search } from '../filters/search.js';
import { Table } from './table.js';

const KINDS = ['PROJECT', 'SUPPORT_GROUP', 'ORGANIZATIONAL_GROUP'] as const satisfies UnitKind[];

/** Projects and groups, and the way to add one. */
export default function UnitsPart() {
  const [{ text, kind, retired, after }, narrow] = useAddress(['text', 'kind', 'retired', 'after']);
  const { data, error } = useLiveQuery(
    AdminUnitsDocument,
    {
      filter: {
        ...(text ? { text } : {}),
        ...(isKind(kind) ? { kinds: [kind] } : {}),
        ...(retired ? { retired: retired === 'yes' } : {}),
      },
      after: after ?? null,
    },
    ({ __typename }) => /^(Person|Unit)/.test(__typename),
  );
  return (
    <section className="card">
      <h2>Units</h2>
      <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
        <Search
          name="Name"
          placeholder="any name"
          value={text}
          onChange={(typed) => narrow({ text: typed }, { replace: true })}
        />
        <Filter
          name="kind"
          value={kind}
          options={KINDS.map((each) => [each, words(each)])}
          onChange={(chosen) => narrow({ kind: chosen })}
        />
        <Filter
          name="retired"
          value={retired}
          options={[
            ['no', 'no'],
            ['yes', 'yes'],
          ]}
          onChange={(chosen) => narrow({ retired: chosen })}
        />
      </form>
      {data ? <Units units={data.units} /> : <Unread what="The list of units" error={error} />}
      {data && <Pages pageInfo={data.units.pageInfo} after={after} onChange={narrow} />}
      <Begin commands={['addUnit']} record={{ __typename: 'Organization', id: 'units' }} />
    </section>
  );
}

function Units({ units: { totalCount, nodes } }: { readonly units: AdminUnitsQuery['units'] }) {
  if (totalCount === 0) return <p className="empty">No unit fits. Take away a filter, or add one.</p>;
  return (
    <>
      <p className="lead">{count(totalCount, 'unit')}.</p>
      <Table label="Units" heads={['Name', 'Kind', 'Attributes', 'Leads']}>
        {nodes.map(({ id, name, kind, attributes, leads, retiredAt }) => (
          <tr key={id}>
            <th scope="row">
              <Link href={`/admin/units/${id}`}>{name}</Link>
              {retiredAt && <small> retired {day(retiredAt)}</small>}
            </th>
            <td>{words(kind)}</td>
            <td className="wrap">{attributes.map((each) => `${each.name}: ${each.value}`).join(', ') || '–'}</td>
            <td className="wrap">{leads.map((lead) => lead.name).join(', ') || 'no one'}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function isKind(kind: string | undefined): kind is UnitKind {
  return KINDS.some((each) => each === kind);
}
