import type { MatrixSummaryQuery } from '../graphql.js';
import { Fresh } from '../ui/fresh.js';
import { Progress } from '../ui/progress.js';
import { count } from '../ui/words.js';

type Slice = NonNullable<MatrixSummaryQuery['deploymentMatrix']['slices']>[number];

interface SlicesProps {
  readonly slices: readonly Slice[];
  readonly chosen: string | undefined;
  onChoose(value: string | undefined): void;
}

/** Which kind of project is slow: progress and lateness for each value of an attribute. Choosing one narrows the matrix to it. */
export function Slices({ slices, chosen, onChoose }: SlicesProps) {
  return (
    <ul className="slices">
      {slices.map(({ value, units, percent, late, atRisk }) => (
        <li key={value}>
          <button
            type="button"
            aria-pressed={chosen === value}
            disabled={value === null}
            onClick={() => onChoose(value ?? undefined)}
          >
            <strong>{value ?? 'without'}</strong>
            <small>{count(units, 'project')}</small>
            <Progress percent={percent} label={`Progress, ${value ?? 'without'}`} />
            <small className={late > 0 ? 'late' : undefined}>
              <Fresh value={`${late} late`} />
              {atRisk > 0 && `, ${atRisk} at risk`}
            </small>
          </button>
        </li>
      ))}
    </ul>
  );
}
