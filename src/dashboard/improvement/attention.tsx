import { Link } from 'wouter';
import { AttentionDocument } from '../graphql.js';
import type { DeploymentAttentionFilter } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { concernWords, count } from '../ui/words.js';

/** Deployments that ask for attention: why, for how long, and who can do something about it. */
export function Attention({ improvementIds, unitIds }: DeploymentAttentionFilter) {
  const { data, error } = useLiveQuery(
    AttentionDocument,
    { filter: { improvementIds, unitIds } },
    ({ improvement, unit }) =>
      improvement !== null &&
      (!improvementIds || improvementIds.includes(improvement.id)) &&
      // What is of no unit, such as an issue of an increment, may be in the way in any.
      (!unitIds || unit === null || unitIds.includes(unit.id)),
  );
  if (!data) return <Unread what="The list" error={error} />;
  const items = data.deploymentAttention.nodes;
  if (items.length === 0) return <p className="empty">Nothing asks for attention.</p>;
  return (
    <ul className="attention">
      {items.map(({ concerns, ageDays, reasons, owners, deployment: { id, daysLate, unit, improvement } }) => (
        <li key={id}>
          {improvementIds ? (
            <Link href={`/projects/${unit.id}`}>{unit.name}</Link>
          ) : (
            <Link href={`/improvements/${improvement.id}`}>{improvement.title}</Link>
          )}{' '}
          <strong className={concerns[0] === 'LATE' ? 'late' : 'risk'}>
            {concerns.map((concern) => concernWords(concern, daysLate)).join(', ')}
          </strong>{' '}
          <small>
            {[
              ...(concerns[0] === 'LATE' ? [] : [`for ${count(ageDays, 'day')}`]),
              ...owners.map(({ name }) => name),
            ].join(' · ')}
          </small>
          {reasons.map((reason) => (
            <p key={reason}>“{reason}”</p>
          ))}
        </li>
      ))}
    </ul>
  );
}
