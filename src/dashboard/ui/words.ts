import type { DeploymentConcern, DeploymentState, Role } from '../graphql.js';

/** A name of the schema as words: `IN_PROGRESS` is "in progress", `DeploymentBlocked` "deployment blocked". */
export function words(name: string): string {
  return name
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replaceAll('_', ' ')
    .toLowerCase();
}

/** The same, at the beginning of a sentence. */
export function sentence(name: string): string {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A symbol for each state of a deployment that identifies it without its color. */
export const SIGNS: Readonly<Record<DeploymentState, string>> = {
  PLANNED: '·',
  PREPARING: '◦',
  IN_PROGRESS: '',
  BLOCKED: '✕',
  DEFERRED: '‖',
  ADOPTED: '✓',
  CONFIRMED: '✓',
  WAIVED: '–',
  ROLLED_BACK: '↺',
};

const CONCERNS: Readonly<Record<Exclude<DeploymentConcern, 'LATE'>, string>> = {
  BLOCKED: 'blocked',
  DEFERRED: 'deferred',
  NOT_STARTED: 'not started',
  BEHIND: 'behind',
  HAS_ISSUE: 'has an open issue',
};

/** Why a deployment asks for attention, in words; how late it is, where it is late. */
export function concernWords(concern: DeploymentConcern, daysLate: number): string {
  return concern === 'LATE' ? `${count(daysLate, 'day')} late` : CONCERNS[concern];
}

/** The class of a state of any record, for its color. */
export function stateClass(state: string): string {
  return `state-${state.toLowerCase().replaceAll('_', '-')}`;
}

/** A role in words. */
export function roleWords(role: Role): string {
  return words(role);
}

/** "1 day", "3 days". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
