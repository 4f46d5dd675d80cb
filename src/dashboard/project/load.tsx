import type { CSSProperties } from 'react';
import { ProjectLoadDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { useToday } from '../live/use-today.js';
import { Fresh } from '../ui/fresh.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { monthsFrom } from './months.js';
import type { Month } from './months.js';

const MONTH = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });
const NONE: Month = { start: '', end: '' };

/** How many deployments a project has at once: now, and at most in each month from this one on. */
export function Load({ unitId }: { readonly unitId: string }) {
  const today = useToday();
  return today === undefined ? (
    <Unread what="The load" error={undefined} />
  ) : (
    <LoadFrom unitId={unitId} today={today} />
  );
}

function LoadFrom({ unitId, today }: { readonly unitId: string; readonly today: string }) {
  const months = monthsFrom(today, 6);
  const [m0 = NONE, m1 = NONE, m2 = NONE, m3 = NONE, m4 = NONE, m5 = NONE] = months;
  const { data, error } = useLiveQuery(
    ProjectLoadDocument,
    {
      id: unitId,
      start0: m0.start,
      end0: m0.end,
      start1: m1.start,
      end1: m1.end,
      start2: m2.start,
      end2: m2.end,
      start3: m3.start,
      end3: m3.end,
      start4: m4.start,
      end4: m4.end,
      start5: m5.start,
      end5: m5.end,
    },
    ({ unit, deployment }) => unit?.id === unitId && deployment !== null,
  );
  if (!data) return <Unread what="The load" error={error} />;
  if (!data.node || !('load' in data.node)) return null;
  const { load, month0, month1, month2, month3, month4, month5 } = data.node;
  const peaks = [month0, month1, month2, month3, month4, month5].map(({ peak }) => peak);
  const most = Math.max(1, ...peaks);
  return (
    <>
      <p className="lead">
        <Fresh value={count(load.open, 'deployment')} /> under way or planned
        {load.late > 0 && (
          <>
            , <span className="late">{load.late} late</span>
          </>
        )}
        {load.atRisk > 0 && <>, {load.atRisk} at risk</>}
        {load.peakDay && `; at most ${load.peak} at once, first on ${day(load.peakDay)}`}.
      </p>
      <ol className="load" aria-label="At once, at most, by month">
        {months.map(({ start }, index) => (
          <li key={start}>
            <span>{MONTH.format(new Date(start))}</span>
            <span
              className="bar"
              aria-hidden="true"
              style={{ '--percent': `${((peaks[index] ?? 0) / most) * 100}%` } as CSSProperties}
            />
            <Fresh value={peaks[index] ?? 0} />
          </li>
        ))}
      </ol>
    </>
  );
}
