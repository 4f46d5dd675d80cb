import { WEAK_SPOTS, WeakSpotList } from '../evidence/weak-spot-list.js';
import { FilterBar, isNarrowed, useFilters } from '../filters/filters.js';
import { WeakSpotsDocument } from '../graphql.js';
import type { WeakSpotKind } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { count } from '../ui/words.js';

/** Where evidence is weak in the organization. */
export default function WeakSpotsPage() {
  useTitle('Weak spots');
  const [filters, change] = useFilters();
  const { improvement, unit, kind } = filters;
  const { data, error } = useLiveQuery(
    WeakSpotsDocument,
    {
      filter: {
        ...(improvement ? { improvementIds: [improvement] } : {}),
        ...(unit ? { unitIds: [unit] } : {}),
        ...(kind && isKind(kind) ? { kinds: [kind] } : {}),
      },
    },
    () => true,
  );
  return (
    <article className="page">
      <header className="title">
        <h1>Weak spots</h1>
        <p className="lead">
          Where evidence may not convince an appraiser, from the records as they are now. Hints for a review, no score.
        </p>
      </header>
      <FilterBar filters={filters} kinds={WEAK_SPOTS} onChange={change} />
      {data ? (
        <section className="card">
          <h2>{count(data.weakSpots.totalCount, 'weak spot')}</h2>
          {data.weakSpots.totalCount > data.weakSpots.nodes.length && (
            <p className="lead">These are the first {data.weakSpots.nodes.length}; the filters lead to the others.</p>
          )}
          {data.weakSpots.totalCount === 0 && (
            <p className="row empty">
              None is known.{' '}
              {isNarrowed(filters) && (
                <button
                  type="button"
                  onClick={() => change({ improvement: undefined, unit: undefined, kind: undefined })}
                >
                  Show all
                </button>
              )}
            </p>
          )}
          <WeakSpotList spots={data.weakSpots.nodes} />
        </section>
      ) : (
        <Unread what="The list of weak spots" error={error} />
      )}
    </article>
  );
}

function isKind(kind: string): kind is WeakSpotKind {
  return kind in WEAK_SPOTS;
}
