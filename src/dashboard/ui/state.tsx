import { Fresh } from './fresh.js';
import { stateClass, words } from './words.js';

/** A state of a record as a colored word. */
export function State({ state }: { readonly state: string }) {
  return (
    <span className={`state ${stateClass(state)}`}>
      <Fresh value={words(state)} />
    </span>
  );
}
