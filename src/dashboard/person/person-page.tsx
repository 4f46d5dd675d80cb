import { lazy, Suspense } from 'react';
import { Link, useParams } from 'wouter';
import { useLiveQuery } from '../live/use-live-query.js';
import { Notice } from '../ui/notice.js';
import { Parts } from '../ui/parts.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { words } from '../ui/words.js';
import { PersonDuties } from './duties.js';
import { PersonPageDocument } from './graphql.js';
import { PersonTraining } from './person-training.js';
import { PersonWork } from './person-work.js';

const History = lazy(() => import('../history/history.js'));

const PARTS = [
  [undefined, 'Overview'],
  ['work', 'Waiting work'],
  ['history', 'What they did'],
] as const;

/** A person: what they lead and have on their hands, what waits for them, and what they did. */
export default function PersonPage() {
  const { id = '', part } = useParams();
  const { data, error } = useLiveQuery(PersonPageDocument, { id }, ({ __typename }) =>
    /^(Person|ServiceAccount|Unit)/.test(__typename),
  );
  const person = data?.node?.__typename === 'Person' ? data.node : undefined;
  const shown = PARTS.find(([path]) => path === part);
  useTitle(person && (part && shown ? `${person.name}: ${shown[1]}` : person.name));

  if (!data) return <Unread what="The person" error={error} />;
  if (!person) return <Notice title="There is no such person" />;
  const { name, role, active, erasedAt, createdAt, owner, ledUnits } = person;
  return (
    <article className="page">
      <header className="title">
        <h1>{name}</h1>
        <p className="row">
          <span className="chip">{words(role)}</span>
          {owner && (
            <span className="chip">
              service account of <Link href={`/people/${owner.id}`}>{owner.name}</Link>
            </span>
          )}
          {!active && <span className="chip late">{erasedAt ? 'erased' : 'has left'}</span>}
        </p>
        <p className="lead">Since {day(createdAt)}.</p>
        <p className="row">
          {ledUnits.length === 0 ? 'Leads no project or group.' : 'Leads'}
          {ledUnits.map((unit) => (
            <Link key={unit.id} className="chip" href={`/projects/${unit.id}`}>
              {unit.name}
            </Link>
          ))}
        </p>
      </header>
      <Parts of="person" address={`/people/${id}`} parts={PARTS} current={part} />
      <Suspense fallback={<div aria-busy="true" />}>
        {part === undefined && (
          <>
            <PersonDuties id={id} />
            {ledUnits.length > 0 && <PersonTraining id={id} unitIds={ledUnits.map((unit) => unit.id)} />}
          </>
        )}
        {part === 'work' && <PersonWork id={id} />}
        {part === 'history' && <History id={id} ofPerson />}
        {!shown && (
          <Notice title="There is no such part of it">
            <Link href={`/people/${id}`}>To its overview</Link>
          </Notice>
        )}
      </Suspense>
    </article>
  );
}
