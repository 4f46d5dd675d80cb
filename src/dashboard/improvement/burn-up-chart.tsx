import type { BurnUpQuery } from '../graphql.js';
import { day } from '../ui/time.js';

type Point = Extract<NonNullable<BurnUpQuery['improvement']>, { readonly burnUp: unknown }>['burnUp']['points'][number];

/** How many are to have adopted it by a day to come. */
export type Due = Pick<Point, 'day' | 'planned'>;

interface BurnUpChartProps {
  readonly points: readonly Point[];
  readonly ahead: readonly Due[];
}

/** In units of the drawing. */
const SIZE = { width: 640, height: 236, left: 32, right: 12, top: 24, bottom: 28 } as const;

/** Plan and reality as lines over the days: reality until today, the plan to its end. */
export function BurnUpChart({ points, ahead }: BurnUpChartProps) {
  const [start = '', today = '', end = today] = [points[0]?.day, points.at(-1)?.day, ahead.at(-1)?.day];
  const [first, last] = [Date.parse(start), Date.parse(end)];
  const most = Math.max(
    1,
    ...ahead.map(({ planned }) => planned),
    ...points.map(({ adopted, total }) => Math.max(adopted, total)),
  );
  const x = (date: string): number =>
    SIZE.left + ((Date.parse(date) - first) / Math.max(last - first, 1)) * (SIZE.width - SIZE.left - SIZE.right);
  const y = (count: number): number =>
    SIZE.height - SIZE.bottom - (count / most) * (SIZE.height - SIZE.top - SIZE.bottom);
  const line = (value: (point: Point) => number): string =>
    points
      .map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.day).toFixed(1)},${y(value(point)).toFixed(1)}`)
      .join('');
  const steps = ahead.map((due) => `H${x(due.day).toFixed(1)}V${y(due.planned).toFixed(1)}`).join('');
  const ticks = [...new Set([0, Math.round(most / 2), most])];

  return (
    <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label="Burn-up: adopted against planned">
      {ticks.map((tick) => (
        <g key={tick} className="tick">
          <line x1={SIZE.left} x2={SIZE.width - SIZE.right} y1={y(tick)} y2={y(tick)} />
          <text x={SIZE.left - 6} y={y(tick)} dy="0.35em" textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {end > today && (
        <g className="today">
          <line x1={x(today)} x2={x(today)} y1={SIZE.top} y2={SIZE.height - SIZE.bottom} />
          <text x={x(today)} y={SIZE.top - 6} textAnchor="middle">
            today
          </text>
        </g>
      )}
      <path className="planned" d={line(({ planned }) => planned) + steps} />
      <path className="adopted" d={line(({ adopted }) => adopted)} />
      <text x={SIZE.left} y={SIZE.height - 6}>
        {day(start)}
      </text>
      <text x={SIZE.width - SIZE.right} y={SIZE.height - 6} textAnchor="end">
        {day(end)}
      </text>
    </svg>
  );
}
