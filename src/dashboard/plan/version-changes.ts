import type { PlanContentFragment } from '../graphql.js';
import { day } from '../ui/time.js';

/** What a version of a plan has that the one before had not, and the other way round. */
export interface VersionChange {
  /** The part of the plan that changed. */
  readonly part: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The parts of a plan, each as a list of lines. */
const PARTS: readonly (readonly [string, (version: PlanContentFragment) => readonly string[]])[] = [
  ['Dates', ({ plannedStart, plannedEnd }) => [`${day(plannedStart)} – ${day(plannedEnd)}`]],
  ['Targets', ({ targets }) => targets.map(({ name }) => name)],
  ['Exclusions', ({ exclusions }) => exclusions.map(({ unit, reason }) => `${unit.name}: ${reason}`)],
  ['Barriers', ({ barriers }) => barriers.map(({ barrier, counterStrategy }) => `${barrier}: ${counterStrategy}`)],
  ['Risks', ({ risks }) => risks.map(({ risk, mitigation }) => `${risk}: ${mitigation}`)],
  ['Training', ({ trainingNotes }) => (trainingNotes === null ? [] : [trainingNotes])],
  ['Consulting', ({ consultingNotes }) => (consultingNotes === null ? [] : [consultingNotes])],
];

/** What changed from one version of a plan to another; empty if only its number did. */
export function versionChanges(before: PlanContentFragment, after: PlanContentFragment): VersionChange[] {
  return PARTS.flatMap(([part, linesOf]) => {
    const [old, now] = [linesOf(before), linesOf(after)];
    const added = now.filter((line) => !old.includes(line));
    const removed = old.filter((line) => !now.includes(line));
    return added.length + removed.length > 0 ? [{ part, added, removed }] : [];
  });
}
