/** Whether people of a unit can work in the new way, as far as training and consulting go. */
export type Readiness = 'READY' | 'HELPED' | 'NOT_READY';

/** What is known of a unit's training and consulting for an improvement. */
export interface ReadinessFacts {
  /** Training items that the unit has neither had nor been released from. */
  readonly missing: number;
  /** Whether the unit is an early adopter. */
  readonly earlyAdopter: boolean;
  /** Consulting sessions that it has had. */
  readonly sessions: number;
}

/** OPM SP 3.2 subpractices 3, 5 and 6: trained, or, for an early adopter, helped by consulting while training is unfinished. */
export function readinessOf({ missing, earlyAdopter, sessions }: ReadinessFacts): Readiness {
  if (missing === 0) return 'READY';
  return earlyAdopter && sessions > 0 ? 'HELPED' : 'NOT_READY';
}
