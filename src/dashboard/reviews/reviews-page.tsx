import { Link } from 'wouter';
import { ChangeIt } from '../command/allowed.js';
import { Filter } from '../filters/filters.js';
import { Pages } from '../filters/pages.js';
import { useAddress } from '../filters/use-address.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { ReviewDetails } from '../results/reviews.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { count, words } from '../ui/words.js';
import { ResultReviewsDocument } from './graphql.js';
import type { ResultReviewsQuery, ReviewState } from './graphql.js';

type Review = ResultReviewsQuery['resultReviews']['nodes'][number];

const STATES = ['DRAFT', 'REVIEWED', 'SHARED'] as const satisfies ReviewState[];

/** The reviews of results over all improvements, with lessons, decisions and what they led to. */
export default function ReviewsPage() {
  useTitle('Reviews');
  const [{ state, after }, narrow] = useAddress(['state', 'after']);
  const states = STATES.filter((each) => each === state);
  const { data, error } = useLiveQuery(
    ResultReviewsDocument,
    { filter: states.length > 0 ? { states } : {}, after: after ?? null },
    ({ __typename }) => /^(Result|Review|Lesson|Revision|Improvement)/.test(__typename),
  );
  return (
    <article className="page">
      <header className="title">
        <h1>Reviews of results</h1>
        <p className="lead">What was learned, and what was decided, the newest first.</p>
      </header>
      <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
        <Filter
          name="state"
          value={state}
          options={STATES.map((each) => [each, words(each)])}
          onChange={(chosen) => narrow({ state: chosen })}
        />
      </form>
      {!data && <Unread what="The list of reviews" error={error} />}
      {data && <p className="lead">{count(data.resultReviews.totalCount, 'review')}.</p>}
      {data?.resultReviews.nodes.map((review) => (
        <section key={review.id} className="card">
          <h2>
            <Link href={`/improvements/${review.plan.improvement.id}/issues`}>{review.plan.improvement.title}</Link>
          </h2>
          <ReviewDetails review={review} />
          <Revisions review={review} />
          <ChangeIt id={review.id} improvementId={review.plan.improvement.id} />
        </section>
      ))}
      {data && <Pages pageInfo={data.resultReviews.pageInfo} after={after} onChange={narrow} />}
    </article>
  );
}

/** What was revised because of a review. */
function Revisions({ review: { revisions } }: { readonly review: Review }) {
  if (revisions.length === 0) return null;
  return (
    <>
      <h3>What it led to</h3>
      <ul className="entries short">
        {revisions.map(({ id, kind, revisedAt, reason, improvement, revisedBy }) => (
          <li key={id}>
            <p>
              <Link href={`/improvements/${improvement.id}/history`}>{improvement.title}</Link>: {words(kind)}
            </p>
            <small>
              {revisedBy.name}, {day(revisedAt)}
              {reason && `: “${reason}”`}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
