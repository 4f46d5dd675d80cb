import type { Deployment } from './deployment-facts.js';

/** What a form of an action is given. */
export interface ActionProps {
  /** The deployment as it was when the form was opened: what is filled in was decided on that. */
  readonly deployment: Deployment;
  /** The action was done. */
  onDone(): void;
}
