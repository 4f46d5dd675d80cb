import type { CSSProperties } from 'react';
import { Fresh } from './fresh.js';

/** A share in percent as a bar with its number; null where nothing counts. */
export function Progress({ percent, label }: { readonly percent: number | null; readonly label: string }) {
  if (percent === null) return <span className="progress empty">–</span>;
  return (
    <span className="progress">
      <span
        className="bar"
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        style={{ '--percent': `${percent}%` } as CSSProperties}
      />
      <Fresh value={percent}>{percent} %</Fresh>
    </span>
  );
}
