import type { DeploymentState, ImprovementState } from '../graphql.js';
import { Fresh } from './fresh.js';
import { stateClass, words } from './words.js';

/** A state as a colored word. */
export function State({ state }: { readonly state: DeploymentState | ImprovementState }) {
  return (
    <span className={`state ${stateClass(state)}`}>
      <Fresh value={words(state)} />
    </span>
  );
}
