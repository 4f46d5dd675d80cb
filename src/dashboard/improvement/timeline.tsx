import type { CSSProperties } from 'react';
import { useToday } from '../live/use-today.js';
import { day } from '../ui/time.js';
import { words } from '../ui/words.js';
import { spansOf } from './spans.js';
import type { Span, TimedIncrement } from './spans.js';

/** The increments of a plan over its days: as planned, as they went, with the gate at the end of each, and today. */
export function Timeline({ increments }: { readonly increments: readonly TimedIncrement[] }) {
  const known = useToday();
  if (known === undefined) return null;
  const { rows, today, start, end } = spansOf(increments, known);
  return (
    <div className="timeline" role="img" aria-label={increments.map(sentenceOf).join('. ')}>
      {increments.map(({ id, title, state }, index) => (
        <div key={id} className="timeline-row">
          <span>{title}</span>
          <div className="track">
            <span className="planned" style={place(rows[index]?.planned)} />
            <span className="actual" style={place(rows[index]?.actual)} />
            <span className={`gate gate-${state.toLowerCase().replaceAll('_', '-')}`} style={place(rows[index]?.gate)}>
              ◆
            </span>
            <span className="today" style={place(today)} />
          </div>
        </div>
      ))}
      <div className="timeline-row">
        <small>Planned: outline. As it went: filled. ◆ gate, | today.</small>
        <div className="timeline-days">
          <small>{day(start)}</small>
          <small>{day(end)}</small>
        </div>
      </div>
    </div>
  );
}

function sentenceOf({ title, state, plannedStart, plannedEnd, actualStart, actualEnd }: TimedIncrement): string {
  const actual =
    actualStart === null ? '' : `, went from ${day(actualStart)} to ${actualEnd ? day(actualEnd) : 'today'}`;
  return `${title}: ${words(state)}, planned from ${day(plannedStart)} to ${day(plannedEnd)}${actual}`;
}

function place(span: Span | null | undefined): CSSProperties {
  if (!span) return { display: 'none' };
  return { '--left': `${span.left}%`, '--width': `${span.width}%` } as CSSProperties;
}
