import { Link } from 'wouter';
import { Pages } from '../filters/pages.js';
import { Search } from '../filters/search.js';
import { useAddress } from '../filters/use-address.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { TrainingByUnitDocument } from './graphql.js';
import type { TrainingByUnitQuery } from './graphql.js';

type Unit = TrainingByUnitQuery['units']['nodes'][number];

/** Each project with the training and communication that it got, and the training that it needs not have. */
export function TrainingByUnit() {
  const [{ text, after }, narrow] = useAddress(['text', 'after']);
  const { data, error } = useLiveQuery(
    TrainingByUnitDocument,
    { filter: { kinds: ['PROJECT'], ...(text ? { text } : {}) }, after: after ?? null },
    ({ __typename }) => /^(Training|Unit)/.test(__typename),
  );
  return (
    <>
      <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
        <Search
          name="Project"
          placeholder="any name"
          value={text}
          onChange={(typed) => narrow({ text: typed }, { replace: true })}
        />
      </form>
      {!data && <Unread what="The list of projects" error={error} />}
      {data?.units.totalCount === 0 && <p className="empty">No project has this in its name.</p>}
      <div className="cards">
        {data?.units.nodes.map((unit) => (
          <section key={unit.id} className="card">
            <h2>
              <Link href={`/projects/${unit.id}`}>{unit.name}</Link>
            </h2>
            <UnitTraining unit={unit} />
          </section>
        ))}
      </div>
      {data && <Pages pageInfo={data.units.pageInfo} after={after} onChange={narrow} />}
    </>
  );
}

function UnitTraining({ unit: { trainingDeliveries, trainingWaivers } }: { readonly unit: Unit }) {
  const more =
    trainingDeliveries.totalCount -
    trainingDeliveries.nodes.length +
    trainingWaivers.totalCount -
    trainingWaivers.nodes.length;
  if (trainingDeliveries.totalCount + trainingWaivers.totalCount === 0)
    return <p className="empty">No training or communication yet.</p>;
  return (
    <>
      <ul className="entries">
        {trainingDeliveries.nodes.map(({ id, deliveredOn, headCount, trainer, itemVersion, item }) => (
          <li key={id}>
            <p>
              <Link href={`/improvements/${item.improvement.id}/support`}>{item.title}</Link>{' '}
              <small>
                {day(deliveredOn)}, version {itemVersion.number}, {count(headCount, 'person', 'people')}, by {trainer}
              </small>
            </p>
          </li>
        ))}
        {trainingWaivers.nodes.map(({ id, reason, acceptedBy, item }) => (
          <li key={id}>
            <p>
              <Link href={`/improvements/${item.improvement.id}/support`}>{item.title}</Link>{' '}
              <small>
                not needed: “{reason}”, accepted by {acceptedBy.name}
              </small>
            </p>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="lead">{count(more, 'more', 'more')}.</p>}
    </>
  );
}
