import { Link } from 'wouter';
import { ChangeIt } from '../command/allowed.js';
import { ReviewsDocument } from '../graphql.js';
import type { ReviewsQuery } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { sentence, words } from '../ui/words.js';

type Review = NonNullable<
  Extract<NonNullable<ReviewsQuery['node']>, { readonly plans: unknown }>['plans']['nodes'][number]['review']
>;

/** The reviews of the results of an improvement's plans: what was decided, and what was learned. */
export function Reviews({ improvementId }: { readonly improvementId: string }) {
  const { data, error } = useLiveQuery(
    ReviewsDocument,
    { id: improvementId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The list of reviews" error={error} />;
  const plans = data.node && 'plans' in data.node ? data.node.plans.nodes : [];
  const reviews = plans.flatMap(({ review }) => (review ? [review] : []));
  if (reviews.length === 0) return <p className="empty">Its results have not been reviewed yet.</p>;
  return (
    <ul className="entries">
      {reviews.map((review) => (
        <li key={review.id}>
          <ReviewDetails review={review} />
          <ChangeIt id={review.id} improvementId={improvementId} />
        </li>
      ))}
    </ul>
  );
}

/** A review: how far it is, what was learned, and what was decided. */
export function ReviewDetails({ review }: { readonly review: Review }) {
  const { state, summary, createdAt, reviewedAt, sharedAt, reviewedBy, decisions, lessons } = review;
  return (
    <>
      <p className="row">
        <State state={state} />
        <small>
          drafted {day(createdAt)}
          {reviewedAt && `, reviewed ${day(reviewedAt)}`}
          {reviewedBy && ` by ${reviewedBy.name}`}
          {sharedAt && `, shared ${day(sharedAt)}`}
        </small>
      </p>
      <p>{summary}</p>
      <h3>Lessons</h3>
      {lessons.length === 0 && <p className="empty">None yet.</p>}
      <ul className="entries short">
        {lessons.map(({ id, text, unit, recordedBy }) => (
          <li key={id}>
            <p>{text}</p>
            <small>
              {unit ? <Link href={`/projects/${unit.id}`}>{unit.name}</Link> : 'Whole organization'}, {recordedBy.name}
            </small>
          </li>
        ))}
      </ul>
      <h3>Decisions</h3>
      {decisions.length === 0 && <p className="empty">None yet.</p>}
      <ul className="entries short">
        {decisions.map(({ id, topic, outcome, reason, decidedBy }) => (
          <li key={id}>
            <p>
              {sentence(topic)}: {words(outcome)}
            </p>
            <small>
              {decidedBy.name}: “{reason}”
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
