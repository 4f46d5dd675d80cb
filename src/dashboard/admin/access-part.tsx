import { useQuery } from 'urql';
import { Link } from 'wouter';
import { Filter } from '../filters/filters.js';
import { useAddress } from '../filters/use-address.js';
import { PeopleDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { More } from '../ui/more.js';
import { instant } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count, sentence } from '../ui/words.js';
import { FreshSignIns } from './fresh-sign-ins.js';
import { AccessRecordsDocument } from './graphql.js';
import type { AccessKind, AccessRecordsQuery } from './graphql.js';
import { Pages } from '../filters/pages.js';
import { Search } from '../filters/search.js';
import { Table } from './table.js';
import { Tokens } from './tokens.js';

/** What somebody does with their access, in words. */
const KINDS = {
  SIGN_IN: 'signed in',
  SIGN_IN_FAILED: 'failed to sign in',
  SESSION_ENDED: 'session ended',
  TOKEN_CREATED: 'token created',
  TOKEN_ROTATED: 'token rotated',
  TOKEN_REVOKED: 'token revoked',
  COMMAND_REFUSED: 'command refused',
  DOCUMENT_READ: 'document read',
  LIST_EXPORTED: 'list exported',
  CHECKPOINT_READ: 'checkpoint read',
  WEBHOOK_CHANGED: 'webhook changed',
} as const satisfies Readonly<Partial<Record<AccessKind, string>>>;

/** Who has access by a token, and what people did with their access, which the log of the organization does not tell. */
export default function AccessPart() {
  const [{ text, ended, kind, person, from, to, after }, narrow] = useAddress([
    'text',
    'ended',
    'kind',
    'person',
    'from',
    'to',
    'after',
  ]);
  const [{ data: people }] = useQuery({ query: PeopleDocument, variables: {} });
  return (
    <>
      <section className="card">
        <h2>API tokens of the organization</h2>
        <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
          <Search
            name="Token"
            placeholder="any name"
            value={text}
            onChange={(typed) => narrow({ text: typed }, { replace: true })}
          />
          <Filter
            name="validity"
            value={ended}
            options={[
              ['no', 'valid'],
              ['yes', 'revoked or expired'],
            ]}
            onChange={(chosen) => narrow({ ended: chosen })}
          />
        </form>
        <Tokens
          key={`${text} ${ended}`}
          filter={{ ...(text ? { text } : {}), ...(ended ? { valid: ended === 'no' } : {}) }}
          withOwner
        />
      </section>
      <section className="card">
        <h2>Fresh sign-ins</h2>
        <FreshSignIns />
      </section>
      <section className="card">
        <h2>What people did with their access</h2>
        <p className="lead">
          Who operates the server sets how long this is kept, by <code>ACCESS_RECORD_DAYS</code>. Each record has a hash
          over all before it, so that <code>npx uplift check --chain</code> finds what was changed or removed.
        </p>
        <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
          <Filter
            name="kind"
            value={kind}
            options={Object.entries(KINDS)}
            onChange={(chosen) => narrow({ kind: chosen })}
          />
          <Filter
            name="person"
            value={person}
            options={(people?.options.nodes ?? []).map(({ id, name }) => [id, name] as const)}
            onChange={(chosen) => narrow({ person: chosen })}
          />
          <Day name="From" value={from} onChange={(chosen) => narrow({ from: chosen })} />
          <Day name="Before" value={to} onChange={(chosen) => narrow({ to: chosen })} />
        </form>
        <Records kind={kind} person={person} from={from} to={to} after={after} onChange={narrow} />
      </section>
    </>
  );
}

interface DayProps {
  readonly name: string;
  readonly value: string | undefined;
  onChange(day: string | undefined): void;
}

function Day({ name, value, onChange }: DayProps) {
  return (
    <label>
      {name}
      <input type="date" value={value ?? ''} onChange={({ target }) => onChange(target.value || undefined)} />
    </label>
  );
}

interface RecordsProps extends Readonly<Record<'kind' | 'person' | 'from' | 'to' | 'after', string | undefined>> {
  onChange(change: { readonly after: string | undefined }): void;
}

function Records({ kind, person, from, to, after, onChange }: RecordsProps) {
  const { data, error } = useLiveQuery(
    AccessRecordsDocument,
    {
      filter: {
        ...(isKind(kind) ? { kinds: [kind] } : {}),
        ...(person ? { personIds: [person] } : {}),
        ...(from ? { from: startOf(from) } : {}),
        ...(to ? { to: startOf(to) } : {}),
      },
      after: after ?? null,
    },
    ({ __typename }) => /^(Person|ServiceAccount)/.test(__typename),
  );
  if (!data) return <Unread what="The list of accesses" error={error} />;
  return (
    <>
      <RecordTable records={data.accessRecords} />
      <Pages pageInfo={data.accessRecords.pageInfo} after={after} onChange={onChange} />
    </>
  );
}

function RecordTable({ records: { nodes, totalCount } }: { readonly records: AccessRecordsQuery['accessRecords'] }) {
  if (totalCount === 0) return <p className="empty">Nothing of the kind is recorded.</p>;
  return (
    <>
      <p className="lead">{count(totalCount, 'record')}, the newest first.</p>
      <Table label="Accesses" heads={['What', 'Who', 'When', 'About', 'From', 'Position', 'Hash']}>
        {nodes.map(({ id, kind, person, token, occurredAt, about, address, agent, count: times, position, hash }) => (
          <tr key={id}>
            <th scope="row">
              {sentence(kind)}
              {times > 1 && <small> {times} times</small>}
            </th>
            <td className="wrap">
              {person ? <Link href={`/admin/people/${person.id}`}>{person.name}</Link> : 'not known'}
              {token && <small> with {token.name}</small>}
            </td>
            <td>{instant(occurredAt)}</td>
            <td className="wrap">{about ?? '–'}</td>
            <td className="wrap" title={agent ?? undefined}>
              {address ?? '–'}
            </td>
            <td>{position}</td>
            <td className="wrap">
              <More name={`${hash.slice(0, 8)}…`}>
                <code>{hash}</code>
              </More>
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

/** The moment at which a day begins where who looks is. */
function startOf(day: string): string {
  return new Date(`${day}T00:00`).toISOString();
}

function isKind(kind: string | undefined): kind is keyof typeof KINDS {
  return kind !== undefined && kind in KINDS;
}
