import { BurnUpDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { BurnUpChart } from './burn-up-chart.js';

const DAY = 86_400_000;

/** Points of the curve, about. */
const POINTS = 60;

/** How many projects were to have adopted the improvement by each day until now, and how many had. */
export function BurnUp({ improvementId, from }: { readonly improvementId: string; readonly from: string }) {
  const [first, today] = [from.slice(0, 10), new Date().toISOString().slice(0, 10)];
  const days = (Date.parse(today) - Date.parse(first)) / DAY;
  const { data, error } = useLiveQuery(
    BurnUpDocument,
    { improvementId, from: first, to: today, everyDays: Math.max(1, Math.ceil(days / POINTS)) },
    ({ improvement, deployment }) => improvement?.id === improvementId && deployment !== null,
  );
  if (!data) return <Unread what="The curve" error={error} />;
  const { points } = data.burnUp;
  const now = points.at(-1);
  if (!now || now.total === 0) return <p className="empty">Nothing is planned yet.</p>;
  return (
    <figure className="burn-up">
      <BurnUpChart points={points} />
      <figcaption>
        By {day(now.day)}, {now.planned} of {now.total} were to have adopted it (dashed), and {now.adopted} have.
      </figcaption>
    </figure>
  );
}
