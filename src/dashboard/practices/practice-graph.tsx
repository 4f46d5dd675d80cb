import { Link } from 'wouter';
import { practicePath } from './neighbors.js';
import type { Neighbor } from './neighbors.js';

interface PracticeGraphProps {
  readonly code: string;
  readonly title: string;
  readonly neighbors: readonly Neighbor[];
}

/** Middles of the items from left to right, in percent of the drawing. */
const X = { left: 20, middle: 50, right: 80 } as const;

/** Height of an item with the space around it, and of the drawing at least, in rem. */
const HEIGHT = { item: 9, least: 18 } as const;

/**
 * One item in the middle, and on both sides of it what it points to and what points to it; each leads on. On a phone it is a
 * list.
 */
export function PracticeGraph({ code, title, neighbors }: PracticeGraphProps) {
  const right = Math.ceil(neighbors.length / 2);
  const placed = neighbors.map((neighbor, index) => {
    const [place, of] = index < right ? [index, right] : [index - right, neighbors.length - right];
    return { ...neighbor, x: index < right ? X.right : X.left, y: (100 * (place + 0.5)) / of };
  });
  return (
    <div className="graph" style={{ minHeight: `${Math.max(HEIGHT.least, right * HEIGHT.item)}rem` }}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {placed.map(({ ref, x, y }) => (
          <line key={ref} x1={X.middle} y1={50} x2={x} y2={y} />
        ))}
      </svg>
      <div className="node middle" style={{ left: `${X.middle}%`, top: '50%' }}>
        <strong>{code}</strong>
        <span>{title}</span>
      </div>
      <ul aria-label={`What ${code} is tied to`}>
        {placed.map(({ ref, title: name, href, ties, practices, x, y }) => (
          <li key={ref} className="node" style={{ left: `${x}%`, top: `${y}%` }}>
            <Link href={href}>
              <strong>{ref}</strong> {name}
            </Link>
            {practices.length > 0 && (
              <span className="row">
                {practices.map((practice) => (
                  <Link key={practice.ref} className="chip" href={practicePath(practice.ref)} title={practice.title}>
                    {practice.ref}
                  </Link>
                ))}
              </span>
            )}
            {ties.slice(0, 2).map((tie) => (
              <small key={tie}>{tie}</small>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
