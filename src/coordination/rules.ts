import type { CoordinationState } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { ruleViolation } from '../user-error.js';

const SOURCE = 'OPM SP 3.2 subpractice 2';

/** The verbs that apply to a coordination activity. */
export type CoordinationVerb =
  'reviseCoordination' | 'completeCoordinationShare' | 'completeCoordination' | 'dropCoordination';

/** The states of a coordination activity. */
export const coordinationStates = stateMachine<CoordinationVerb, CoordinationState>({
  rule: 'coordination-life',
  source: SOURCE,
  record: 'coordination activity',
  transitions: {
    reviseCoordination: { from: ['OPEN'] },
    completeCoordinationShare: { from: ['OPEN'] },
    completeCoordination: { from: ['OPEN'], to: 'DONE' },
    dropCoordination: { from: ['OPEN'], to: 'DROPPED' },
  },
});

/** Refuses to coordinate a unit with itself. */
export function demandSeveralUnits(unitIds: readonly string[]): void {
  const units = new Set(unitIds).size;
  if (units >= 2) return;
  throw violation('coordinated-by-several-units', {
    message: 'An activity needs at least two units.',
    missing: [units === 0 ? 'two units that take part' : 'another unit that takes part'],
  });
}

/** How two improvements are related, whichever kind of relation it is. */
export interface Pair {
  readonly fromId: string;
  readonly toId: string;
}

/** Refuses improvements that no chain of relations leads to from the first one: what has nothing in common is no one activity. */
export function demandRelated(
  [first, ...others]: readonly { readonly id: string; readonly title: string }[],
  relations: readonly Pair[],
): void {
  const reached = new Set(first ? [first.id] : []);
  const named = new Set([...reached, ...others.map(({ id }) => id)]);
  const next = (): string | undefined =>
    relations
      .flatMap(({ fromId, toId }) => (reached.has(fromId) ? [toId] : reached.has(toId) ? [fromId] : []))
      .find((id) => named.has(id) && !reached.has(id));
  for (let id = next(); id !== undefined; id = next()) reached.add(id);
  const missing = others
    .filter(({ id }) => !reached.has(id))
    .map(({ title }) => `a relation of "${title}" to the other improvements`);
  if (missing.length === 0) return;
  throw violation('coordinated-improvements-are-related', { message: 'The improvements are not related.', missing });
}

/** Refuses the share of a unit that takes no part, or that did its share already. */
export function demandOpenShare(share: { readonly doneAt: Date | null } | undefined): void {
  if (share?.doneAt === null) return;
  throw violation('share-of-a-unit-that-takes-part', {
    message: share ? 'The unit has already done its share.' : 'The unit does not take part in the activity.',
    missing: ['a unit that takes part and has not done its share'],
  });
}

/** Refuses to call an activity done while a unit has yet to do its share. */
export function demandSharesDone(shares: readonly { readonly unitName: string; readonly doneAt: Date | null }[]): void {
  const open = shares.filter(({ doneAt }) => doneAt === null);
  if (open.length === 0) return;
  throw violation('every-unit-did-its-share', {
    message: `${open.length} units have yet to do their share.`,
    missing: open.map(({ unitName }) => `the share of "${unitName}"`),
  });
}

function violation(rule: string, what: { message: string; missing: string[] }) {
  return ruleViolation({ rule, source: SOURCE, ...what });
}
