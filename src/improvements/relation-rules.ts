import type { ImprovementRelationKind } from '../generated/prisma/enums.js';
import { ruleViolation } from '../user-error.js';

/** Kinds that hold both ways: recorded once, from either end. */
export const MUTUAL: readonly ImprovementRelationKind[] = ['CONFLICTS_WITH', 'BUNDLED_WITH'];

/** That one improvement can only be deployed once another one is. */
export interface Requirement {
  readonly fromId: string;
  readonly toId: string;
}

/** Refuses a relation of an improvement with itself. */
export function demandTwo(fromId: string, toId: string): void {
  if (fromId !== toId) return;
  throw ruleViolation({
    rule: 'no-relation-with-itself',
    source: 'OPM SP 3.2 subpractice 2',
    message: 'An improvement cannot be related to itself.',
    missing: ['another improvement'],
  });
}

/** The way along requirements from one improvement to another, both included; undefined where there is none. */
export function wayOfRequirements(
  requirements: readonly Requirement[],
  fromId: string,
  toId: string,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string | null>([[fromId, null]]);
  // The keys of a map are walked in the order in which they come, also those that are added on the way.
  for (const id of cameFrom.keys()) {
    for (const next of requirements) if (next.fromId === id && !cameFrom.has(next.toId)) cameFrom.set(next.toId, id);
  }
  if (!cameFrom.has(toId)) return undefined;
  const way: string[] = [];
  for (let id: string | null = toId; id !== null; id = cameFrom.get(id) ?? null) way.unshift(id);
  return way;
}

/** Refuses a requirement that would close a circle: no order of deployment could meet it. */
export function demandNoCircle(requirements: readonly Requirement[], { fromId, toId }: Requirement): void {
  const way = wayOfRequirements(requirements, toId, fromId);
  if (!way) return;
  throw ruleViolation({
    rule: 'no-circle-of-requirements',
    source: 'OPM SP 3.2 subpractice 2',
    message: `The other improvement already requires this one${way.length > 2 ? `, over ${way.length - 2} others` : ''}: none of them could be deployed first.`,
    missing: ['an order in which the improvements can be deployed'],
  });
}
