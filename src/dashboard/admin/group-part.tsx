import { Link } from 'wouter';
import { Offers } from '../command/offers.js';
import { SchemaForm } from '../command/schema-form.js';
import { Filter } from '../filters/filters.js';
import { useAddress } from '../filters/use-address.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { More } from '../ui/more.js';
import { Notice } from '../ui/notice.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count, words } from '../ui/words.js';
import { AdminGroupDocument } from './graphql.js';
import type { AdminGroupQuery, MembershipSource } from './graphql.js';
import { Gift, SOURCES } from './group-words.js';
import { Pages } from '../filters/pages.js';
import { Table } from './table.js';

type Group = Extract<NonNullable<AdminGroupQuery['node']>, { readonly __typename: 'Group' }>;

/** What is done with the group itself, in this order. */
const COMMANDS = ['mapGroup', 'addGroupMember', 'reviseGroup', 'deleteGroup'];

/** Commands by which people gain or lose something, which is shown before it is done. */
const PREVIEWED = ['mapGroup', 'addGroupMember', 'deleteGroup'];

/** A group: what it gives, who is in it and who manages that, and what would change for whom. */
export default function GroupPart({ id }: { readonly id: string }) {
  const [{ managed, after }, narrow] = useAddress(['managed', 'after']);
  const { data, error } = useLiveQuery(
    AdminGroupDocument,
    { id, filter: isSource(managed) ? { managedBy: [managed] } : {}, after: after ?? null },
    ({ __typename }) => /^(Group|Person|Unit)/.test(__typename),
  );
  if (!data) return <Unread what="The group" error={error} />;
  if (data.node?.__typename !== 'Group') return <Notice title="There is no such group" />;
  const group = data.node;
  if (group.deletedAt !== null) {
    return (
      <Notice title={`The group ${group.name} was deleted`}>
        It gives its members nothing any more. <Link href="/admin/groups">To the groups</Link>
      </Notice>
    );
  }
  const allowed = group.viewerCan.flatMap((each) => (each.allowed ? [each.command] : []));
  return (
    <>
      <section className="card">
        <h2>{group.name}</h2>
        <p className="lead">
          Since {day(group.createdAt)}
          {group.externalId !== null && (
            <>
              , <code>{group.externalId}</code> at the identity provider
            </>
          )}
          .
        </p>
        <Offers
          commands={COMMANDS.filter((command) => allowed.includes(command))}
          record={group}
          values={{ name: group.name, externalId: group.externalId }}
          previewed={PREVIEWED}
        />
      </section>
      <section className="card">
        <h2>What its members have by it</h2>
        <Gifts group={group} removable={allowed.includes('unmapGroup')} />
      </section>
      <section className="card">
        <h2>Members</h2>
        <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
          <Filter
            name="managed"
            value={managed}
            options={Object.entries(SOURCES)}
            onChange={(chosen) => narrow({ managed: chosen })}
          />
        </form>
        <Members group={group} removable={allowed.includes('removeGroupMember')} />
        <Pages pageInfo={group.members.pageInfo} after={after} onChange={narrow} />
      </section>
    </>
  );
}

interface PartProps {
  readonly group: Group;
  /** Whether who looks may take something out of it. */
  readonly removable: boolean;
}

function Gifts({ group: { id, version, mappings }, removable }: PartProps) {
  if (mappings.totalCount === 0)
    return <p className="empty">Nothing yet. Map it to a role, or to the lead of a unit.</p>;
  return (
    <ul className="entries short">
      {mappings.nodes.map((gift) => (
        <li key={gift.id}>
          <p>
            <Gift gift={gift} /> <small>since {day(gift.addedAt)}</small>
          </p>
          {removable && (
            <More name={`Take away: ${gift.unit ? `lead of ${gift.unit.name}` : `role ${words(gift.role ?? '')}`}`}>
              <SchemaForm
                command="unmapGroup"
                known={{ groupId: id, role: gift.role ?? undefined, unitId: gift.unit?.id }}
                version={version}
                previewed
                onDone={() => undefined}
              />
            </More>
          )}
        </li>
      ))}
    </ul>
  );
}

function Members({ group: { id, version, members }, removable }: PartProps) {
  if (members.totalCount === 0) return <p className="empty">No one.</p>;
  return (
    <>
      <p className="lead">{count(members.totalCount, 'membership')}.</p>
      <Table label="Members" heads={['Name', 'Managed', 'Since', 'Role now', 'Remove']}>
        {members.nodes.map(({ id: memberId, managedBy, addedAt, person }) => (
          <tr key={memberId}>
            <th scope="row">
              <Link href={`/admin/people/${person.id}`}>{person.name}</Link>
              {!person.active && <small className="late"> has left</small>}
            </th>
            <td className="wrap">{SOURCES[managedBy]}</td>
            <td>{day(addedAt)}</td>
            <td>{words(person.role)}</td>
            <td className="wrap">
              {removable && managedBy === 'HAND' ? (
                <More name={`Remove ${person.name}`}>
                  <SchemaForm
                    command="removeGroupMember"
                    known={{ groupId: id, personId: person.id }}
                    version={version}
                    previewed
                    onDone={() => undefined}
                  />
                </More>
              ) : (
                <small>at the identity provider</small>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function isSource(source: string | undefined): source is MembershipSource {
  return source !== undefined && source in SOURCES;
}
