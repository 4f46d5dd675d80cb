import type { CSSProperties } from 'react';
import { ChangeIt } from '../command/allowed.js';
import { Begin } from '../command/begin.js';
import { MeasuresDocument } from '../graphql.js';
import type { MeasuresQuery } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Fresh } from '../ui/fresh.js';
import { More } from '../ui/more.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count, words } from '../ui/words.js';
import { effectWords, figure } from './effect-words.js';
import { Readings } from './readings.js';

type Measure = Extract<NonNullable<MeasuresQuery['node']>, { readonly measures: unknown }>['measures']['nodes'][number];

/** What shows the value of an improvement: each measure before and after, and what can be said of the difference. */
export default function MeasuresPart({ improvementId }: { readonly improvementId: string }) {
  const { data, error } = useLiveQuery(
    MeasuresDocument,
    { id: improvementId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The list of measures" error={error} />;
  const measures = data.node && 'measures' in data.node ? data.node.measures.nodes : [];
  return (
    <>
      {measures.length === 0 && <p className="empty">No measure is defined that would show its value.</p>}
      {measures.map((measure) => (
        <section key={measure.id} className="card">
          <h2>{measure.name}</h2>
          <MeasureDetails measure={measure} improvementId={improvementId} />
        </section>
      ))}
      <Begin commands={['defineMeasure']} record={{ __typename: 'Improvement', id: improvementId }} />
    </>
  );
}

function MeasureDetails({ measure, improvementId }: { readonly measure: Measure; readonly improvementId: string }) {
  const { id, unitOfMeasurement, direction, objective, why, dropReason, baselines, effect } = measure;
  const most = Math.max(effect.before.mean ?? 0, effect.after.mean ?? 0, objective ?? 0);
  return (
    <>
      <p className="lead">
        In {unitOfMeasurement}; {words(direction)}
        {objective !== null && `; the objective is ${figure(objective)}`}. {why}
      </p>
      {dropReason && <p className="risk">Dropped: “{dropReason}”</p>}
      <dl className="before-after">
        <Bar name="Before" sample={effect.before} most={most} />
        <Bar name="After" sample={effect.after} most={most} />
      </dl>
      <p>
        <Fresh value={effectWords(effect)} />
      </p>
      {effect.missing.length > 0 && <small>For a test of whether that is chance: {effect.missing.join('; ')}.</small>}
      {baselines.length > 0 && (
        <small>
          Baselines:{' '}
          {baselines
            .map(
              ({ unit, periodStart, periodEnd }) =>
                `${unit?.name ?? 'whole organization'} ${day(periodStart)} – ${day(periodEnd)}`,
            )
            .join(', ')}
        </small>
      )}
      <More name="Readings">
        <Readings measureId={id} improvementId={improvementId} />
      </More>
      <ChangeIt id={id} improvementId={improvementId} />
    </>
  );
}

interface BarProps {
  readonly name: string;
  readonly sample: Measure['effect']['before'];
  /** The value that fills the whole width. */
  readonly most: number;
}

function Bar({ name, sample: { mean, count: readings, standardDeviation }, most }: BarProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {mean === null ? (
          <span className="empty">no readings yet</span>
        ) : (
          <>
            <span
              className="bar"
              aria-hidden="true"
              style={{ '--percent': `${most > 0 ? Math.max(0, (mean / most) * 100) : 0}%` } as CSSProperties}
            />
            <strong>{figure(mean)}</strong>
          </>
        )}
        {mean !== null && (
          <small>
            {standardDeviation !== null && `± ${figure(standardDeviation)}, `}
            {count(readings, 'reading')}
          </small>
        )}
      </dd>
    </div>
  );
}
