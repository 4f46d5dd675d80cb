import { Fragment } from 'react';
import { Link } from 'wouter';
import type { WaitingEntryFragment } from '../graphql.js';
import { useToday } from '../live/use-today.js';
import { KINDS } from '../my-work/my-work-page.js';
import { day } from '../ui/time.js';
import { count, words } from '../ui/words.js';

/** Work that waits as a table. */
export function Waiting({ items }: { readonly items: readonly WaitingEntryFragment[] }) {
  const today = useToday();
  if (items.length === 0) return <p className="empty">Nothing waits.</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Waiting work">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Where</th>
            <th scope="col">Waits for</th>
            <th scope="col">Since</th>
            <th scope="col">Due</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ kind, since, ageDays, dueOn, people, responsible, improvement, unit, record }) => (
            <tr key={`${kind} ${record?.id} ${unit?.id}`}>
              <th scope="row">{KINDS[kind]}</th>
              <td className="wrap">
                {improvement && <Link href={`/improvements/${improvement.id}`}>{improvement.title}</Link>}{' '}
                {unit && <Link href={`/projects/${unit.id}`}>{unit.name}</Link>}
              </td>
              <td className="wrap">
                {people.map(({ id, name }, index) => (
                  <Fragment key={id}>
                    {index > 0 && ', '}
                    <Link href={`/people/${id}`}>{name}</Link>
                  </Fragment>
                ))}
                {people.length === 0 && `no one: ${responsible.map(words).join(', ')}`}
              </td>
              <td>
                {day(since)} <small>{count(ageDays, 'day')}</small>
              </td>
              <td className={dueOn !== null && today !== undefined && dueOn < today ? 'late' : undefined}>
                {dueOn ? day(dueOn) : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
