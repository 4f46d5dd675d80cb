import type { DeploymentState } from '../graphql.js';
import { SIGNS, stateClass, words } from '../ui/words.js';

const STATES: readonly DeploymentState[] = [
  'PLANNED',
  'PREPARING',
  'IN_PROGRESS',
  'BLOCKED',
  'DEFERRED',
  'ADOPTED',
  'CONFIRMED',
  'WAIVED',
  'ROLLED_BACK',
];

/** What the signs and colors of the cells mean. */
export function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      {STATES.map((state) => (
        <li key={state}>
          <span className={`cell-sign ${stateClass(state)}`} aria-hidden="true">
            {SIGNS[state] || '60'}
          </span>
          {words(state)}
        </li>
      ))}
      <li>
        <span className="cell-sign state-planned concern-late" aria-hidden="true" />
        late
      </li>
      <li>
        <span className="cell-sign state-planned concern-risk" aria-hidden="true" />
        at risk
      </li>
    </ul>
  );
}
