import { useQuery } from 'urql';
import { RecordNameDocument } from '../graphql.js';
import type { PlannedEventFragment } from '../graphql.js';
import { count, sentence, words } from '../ui/words.js';
import { ChangeWords } from './change-words.js';

/** Most events that are told one by one. */
const MOST = 50;

/** What a command would do: each event with its record and what it would change. */
export function PlannedEvents({ events }: { readonly events: readonly PlannedEventFragment[] }) {
  return (
    <div className="planned-events" role="status">
      <strong>{events.length === 0 ? 'Nothing would change.' : 'This would happen:'}</strong>
      <ul>
        {events.slice(0, MOST).map((event, index) => (
          // One record may have several of a type, in this order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <PlannedEvent event={event} />
          </li>
        ))}
      </ul>
      {events.length > MOST && <small>{count(events.length - MOST, 'more event')}.</small>}
    </div>
  );
}

function PlannedEvent({ event: { type, recordId, changes } }: { readonly event: PlannedEventFragment }) {
  return (
    <>
      <RecordName id={recordId} />
      {sentence(type)} <ChangeWords changes={changes.filter(isPlain)} />
      {changes.map((change) => (
        <Leads key={change.field} change={change} />
      ))}
      {changes.map((change) => (
        <SignIn key={change.field} change={change} />
      ))}
      <Places places={changes.find(({ field }) => field === 'places')?.after} />
    </>
  );
}

/** What a record is called, where it is there already and has a name. */
function RecordName({ id, end = ': ' }: { readonly id: string; readonly end?: string }) {
  const [{ data }] = useQuery({ query: RecordNameDocument, variables: { id } });
  return data?.node && 'name' in data.node ? (
    <>
      <strong>{data.node.name}</strong>
      {end}
    </>
  ) : null;
}

type Change = PlannedEventFragment['changes'][number];

/** Whether people can read a change: it is none of an id or of a whole list. */
function isPlain({ field, before, after }: Change): boolean {
  return (
    !/Ids?$|WithoutSignIn$/.test(field) &&
    (before ?? after ?? null) !== null &&
    [before, after].every((value) => typeof value !== 'object' || value === null)
  );
}

/** Who would lead a unit, and who would lead it no more. */
function Leads({ change: { field, before, after } }: { readonly change: Change }) {
  if (!/^lead(s|Ids)$/.test(field)) return null;
  const [then, now] = [idsIn(before), idsIn(after)];
  return (
    <>
      {now
        .filter((id) => !then.includes(id))
        .map((id) => (
          <RecordName key={id} id={id} end=" leads it. " />
        ))}
      {then
        .filter((id) => !now.includes(id))
        .map((id) => (
          <RecordName key={id} id={id} end=" leads it no more. " />
        ))}
    </>
  );
}

/** Who could not sign in any more. */
function SignIn({ change: { field, after } }: { readonly change: Change }) {
  if (field === 'peopleWithoutSignIn' && typeof after === 'number')
    return <>{after === 1 ? '1 person cannot' : `${after} people cannot`} sign in any more. </>;
  return field === 'actorWithoutSignIn' && after === true ? (
    <strong className="late">You are one of them. </strong>
  ) : null;
}

function idsIn(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  return all.filter((each) => typeof each === 'string');
}

/** How many texts of each kind would be erased. */
function Places({ places }: { readonly places: unknown }) {
  const all: readonly unknown[] = Array.isArray(places) ? places : [];
  if (all.length === 0) return null;
  return (
    <ul>
      {all.filter(isPlace).map(({ table, kind, count: number }) => (
        <li key={`${table} ${kind}`}>
          {count(number, 'text')} erased: {words(kind)} <small>{words(table)}</small>
        </li>
      ))}
    </ul>
  );
}

function isPlace(value: unknown): value is { readonly table: string; readonly kind: string; readonly count: number } {
  return typeof value === 'object' && value !== null && 'table' in value && 'kind' in value && 'count' in value;
}
