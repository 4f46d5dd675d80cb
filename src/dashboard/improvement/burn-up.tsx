import { BurnUpDocument } from '../graphql.js';
import type { BurnUpQuery } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { useToday } from '../live/use-today.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { BurnUpChart } from './burn-up-chart.js';
import type { Due } from './burn-up-chart.js';

const DAY = 86_400_000;

/** Points of the curve, about. */
const POINTS = 60;

/** How many projects were or are to have adopted the improvement by each day, and how many had until now. */
export function BurnUp(of: { readonly improvementId: string; readonly from: string }) {
  const today = useToday();
  return today === undefined ? <Unread what="The curve" error={undefined} /> : <BurnUpUntil {...of} today={today} />;
}

function BurnUpUntil({ improvementId, from, today }: Parameters<typeof BurnUp>[0] & { readonly today: string }) {
  const first = from.slice(0, 10);
  const days = (Date.parse(today) - Date.parse(first)) / DAY;
  const { data, error } = useLiveQuery(
    BurnUpDocument,
    { improvementId, from: first, to: today, everyDays: Math.max(1, Math.ceil(days / POINTS)) },
    ({ improvement, deployment }) => improvement?.id === improvementId && deployment !== null,
  );
  if (!data) return <Unread what="The curve" error={error} />;
  const points = data.improvement && 'burnUp' in data.improvement ? data.improvement.burnUp.points : [];
  const now = points.at(-1);
  if (!now || now.total === 0) return <p className="empty">Nothing is planned yet.</p>;
  const ahead = dueAfter(now.day, data.deployments);
  const end = ahead.at(-1);
  return (
    <figure className="burn-up">
      <BurnUpChart points={points} ahead={ahead} />
      <figcaption>
        By {day(now.day)}, {now.planned} of {now.total} were to have adopted it (dashed), and {now.adopted} have.
        {end && ` By ${day(end.day)}, ${end.planned} are to.`}
      </figcaption>
    </figure>
  );
}

/** How many are to have adopted it by each day that is planned after a day, counted from those that are planned for the last days. */
function dueAfter(today: string, { totalCount, nodes }: BurnUpQuery['deployments']): Due[] {
  const ends = nodes.map(({ plannedEnd }) => plannedEnd);
  return [...new Set(ends)]
    .filter((end) => end > today)
    .sort()
    .map((end) => ({ day: end, planned: totalCount - ends.filter((other) => other > end).length }));
}
