import { Link } from 'wouter';
import { useLiveQuery } from '../live/use-live-query.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { PersonTrainingDocument } from './graphql.js';

interface PersonTrainingProps {
  readonly id: string;
  /** The units that they lead. */
  readonly unitIds: readonly string[];
}

/** Training and communication in the units that a person leads, and whether they were there. */
export function PersonTraining({ id, unitIds }: PersonTrainingProps) {
  const { data, error } = useLiveQuery(PersonTrainingDocument, { unitIds }, ({ __typename }) =>
    __typename.startsWith('Training'),
  );
  if (!data) return <Unread what="The list of training" error={error} />;
  const { nodes, totalCount } = data.trainingDeliveries;
  return (
    <section className="card">
      <h2>Training where they lead</h2>
      {totalCount === 0 && <p className="empty">None was delivered.</p>}
      <ul className="entries short">
        {nodes.map(({ id: key, deliveredOn, headCount, trainer, attendees, unit, item }) => (
          <li key={key}>
            <p className="row">
              <Link href={`/improvements/${item.improvement.id}/support`}>{item.title}</Link>
              <Link href={`/projects/${unit.id}`}>{unit.name}</Link>
              <small>
                {day(deliveredOn)}, {count(headCount, 'person', 'people')}, by {trainer}
                {attendees.some((each) => each.id === id) && ', they among them'}
              </small>
            </p>
          </li>
        ))}
      </ul>
      {totalCount > nodes.length && <p className="lead">{count(totalCount - nodes.length, 'older one')}.</p>}
    </section>
  );
}
