import { Link } from 'wouter';
import { ChangeIt } from '../command/allowed.js';
import { Begin } from '../command/begin.js';
import { TrainingDocument } from '../graphql.js';
import type { TrainingQuery } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count, words } from '../ui/words.js';

type Item = Extract<
  NonNullable<TrainingQuery['node']>,
  { readonly trainingItems: unknown }
>['trainingItems']['nodes'][number];

/** What people are trained in and informed about, who was, and who needs not be. */
export function Training({ improvementId }: { readonly improvementId: string }) {
  const { data, error } = useLiveQuery(
    TrainingDocument,
    { id: improvementId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The list of training" error={error} />;
  const items = data.node && 'trainingItems' in data.node ? data.node.trainingItems.nodes : [];
  return (
    <>
      {items.length === 0 && <p className="empty">No need of training or communication is known.</p>}
      <ul className="entries">
        {items.map((item) => (
          <li key={item.id}>
            <h3>{item.title}</h3>
            <TrainingDetails item={item} />
            <ChangeIt id={item.id} improvementId={improvementId} />
          </li>
        ))}
      </ul>
      <Begin commands={['identifyTraining']} record={{ __typename: 'Improvement', id: improvementId }} />
    </>
  );
}

/** What there is to say of training or communication, with where it was given. */
export function TrainingDetails({ item }: { readonly item: Item }) {
  const { kind, state, audience, assetChange, assetChangedOn, reason, olderThanChange, published } = item;
  const { deliveries, waivers } = item;
  return (
    <>
      <p className="row">
        <State state={state} />
        <small>
          {words(kind)} for {audience}
          {published?.publishedAt && `; version ${published.number} published ${day(published.publishedAt)}`}
        </small>
        {published?.link && (
          <a href={published.link} rel="noreferrer">
            Material
          </a>
        )}
      </p>
      <p>
        {assetChange}
        {assetChangedOn && <small> changed {day(assetChangedOn)}</small>}
      </p>
      {olderThanChange && <p className="risk">The material is older than the change that it explains.</p>}
      {reason && <p>“{reason}”</p>}
      {deliveries.totalCount > 0 && (
        <p>
          {count(deliveries.totalCount, 'delivery', 'deliveries')}
          {deliveries.totalCount > deliveries.nodes.length && `, these among them`}:
        </p>
      )}
      <ul className="entries short">
        {deliveries.nodes.map(({ id, unit, deliveredOn, headCount, trainer }) => (
          <li key={id}>
            <p>
              <Link href={`/projects/${unit.id}`}>{unit.name}</Link>{' '}
              <small>
                {day(deliveredOn)}, {count(headCount, 'person', 'people')}, by {trainer}
              </small>
            </p>
          </li>
        ))}
        {waivers.map(({ id, unit, reason: why, acceptedBy }) => (
          <li key={id}>
            <p>
              <Link href={`/projects/${unit.id}`}>{unit.name}</Link>{' '}
              <small>
                needs none: “{why}”, accepted by {acceptedBy.name}
              </small>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
