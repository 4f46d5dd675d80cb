import type { TrainingState } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { invalidInput, ruleViolation } from '../user-error.js';

const SOURCE = 'OPM SP 3.2 subpractice 6';

/** The verbs that apply to a training item. */
export type TrainingVerb =
  | 'reviseTraining'
  | 'draftTraining'
  | 'publishTraining'
  | 'deliverTraining'
  | 'waiveTraining'
  | 'supersedeTraining'
  | 'dropTraining';

/** The states of a training item. The next version of a published one is written while that is in use. */
export const trainingStates = stateMachine<TrainingVerb, TrainingState>({
  rule: 'training-life',
  source: SOURCE,
  record: 'training item',
  transitions: {
    reviseTraining: { from: ['NEEDED', 'DRAFT', 'PUBLISHED'] },
    draftTraining: { from: ['NEEDED', 'DRAFT', 'PUBLISHED'], to: (state) => (state === 'NEEDED' ? 'DRAFT' : state) },
    publishTraining: { from: ['DRAFT', 'PUBLISHED'], to: 'PUBLISHED' },
    deliverTraining: { from: ['PUBLISHED'] },
    waiveTraining: { from: ['NEEDED', 'DRAFT', 'PUBLISHED'] },
    supersedeTraining: { from: ['PUBLISHED'], to: 'SUPERSEDED' },
    // Guard 6 asks for what was planned to be published: to go without is a decision of sponsors, so it has a verb of its own.
    dropTraining: { from: ['NEEDED', 'DRAFT'], to: 'SUPERSEDED' },
  },
});

/** States of an item that is needed and not there yet: with one of these, training is not finished (guard 6). */
export const UNFINISHED_STATES = ['NEEDED', 'DRAFT'] as const satisfies readonly TrainingState[];

/** Guard 6, the part on training: what stands between a plan and its confirmation, an entry for each unfinished item. */
export function unmetTraining(items: readonly { readonly title: string; readonly state: TrainingState }[]) {
  const unfinished: readonly TrainingState[] = UNFINISHED_STATES;
  return items
    .filter(({ state }) => unfinished.includes(state))
    .map(({ title, state }) => ({
      rule: 'planned-training-published',
      source: 'OPM SP 3.2 subpractices 6 and 7',
      missing: `the training item "${title}" published, or dropped by a sponsor (now: ${state})`,
    }));
}

/** A version of training material as far as its state goes. */
export interface VersionDates {
  readonly publishedAt: Date | null;
  readonly supersededAt: Date | null;
}

/** Where a version of training material is: being written, in use, or no longer. */
export function versionState({ publishedAt, supersededAt }: VersionDates): Exclude<TrainingState, 'NEEDED'> {
  if (supersededAt) return 'SUPERSEDED';
  return publishedAt ? 'PUBLISHED' : 'DRAFT';
}

/** Refuses to publish where no version is being written. */
export function demandDraft<Version>(draft: Version | undefined): Version {
  if (draft !== undefined) return draft;
  throw ruleViolation({
    rule: 'published-from-a-draft',
    source: SOURCE,
    message: 'The training item has no draft version.',
    missing: ['a version that is drafted and not published'],
  });
}

/** Refuses material with neither text nor link. */
export function demandMaterial({ link, text }: { link: string | null; text: string | null }): void {
  if (link === null && text === null) throw invalidInput([{ path: 'text', message: 'Give a text, a link, or both.' }]);
}

/** How many people attended: as counted, or as many as are named. Refuses zero, and fewer than are named. */
export function headCountOf(counted: number | null, named: number): number {
  const headCount = counted ?? named;
  if (headCount === 0)
    throw invalidInput([{ path: 'headCount', message: 'Give the number of people who attended, name them, or both.' }]);
  if (headCount < named)
    throw invalidInput([{ path: 'headCount', message: `Must not be less than the ${named} people who are named.` }]);
  return headCount;
}

/** Weak spot: whether material in use was published before the day on which the asset that it is about changed. */
export function isOlderThanChange(assetChangedOn: Date | null, publishedOn: Date | null): boolean {
  return assetChangedOn !== null && publishedOn !== null && publishedOn < assetChangedOn;
}
