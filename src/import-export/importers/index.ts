import { deployments } from './deployments.js';
import { improvements } from './improvements.js';
import type { Kind } from './kind.js';
import { people } from './people.js';
import { units } from './units.js';

/** The kinds of record that can be imported. */
export const kinds = { UNITS: units, PEOPLE: people, IMPROVEMENTS: improvements, DEPLOYMENTS: deployments } as const;

/** Name of a kind of record that can be imported. */
export type KindName = keyof typeof kinds;

/** A kind by its name. */
export function kindOf(name: KindName): Kind {
  return kinds[name];
}
