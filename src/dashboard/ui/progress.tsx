import { Fresh } from './fresh.js';

/** A share in percent as a bar with its number; null where nothing counts. */
export function Progress({ percent, label }: { readonly percent: number | null; readonly label: string }) {
  if (percent === null) return <span className="progress empty">–</span>;
  return (
    <span className="progress">
      <meter min={0} max={100} value={percent} aria-label={label}>
        {percent} %
      </meter>
      <Fresh value={percent}>{percent} %</Fresh>
    </span>
  );
}
