/** Length beyond which a text is no reference; bounds the work that a hostile one can cause. */
const MAXIMUM_LENGTH = 64;

/** The key of a goal: `OPM.SG3`, or `GG2` for a generic one (no area). */
export function goalKey(areaCode: string | null, number: number): string {
  return areaCode === null ? `GG${number}` : `${areaCode}.SG${number}`;
}

/** The key of a practice: `OPM.SP3.2`, or `GP2.8` for a generic one (no area). */
export function practiceKey(areaCode: string | null, number: string): string {
  return areaCode === null ? `GP${number}` : `${areaCode}.SP${number}`;
}

/** The code of the area that a key belongs to: `OPM` for `OPM`, `OPM.SG3` and `OPM.SP3.2`; itself for a generic one. */
export function areaOfKey(key: string): string {
  return key.split('.', 1)[0] ?? key;
}

/** The number in a place such as `subpractice 4`; undefined for any other place. */
export function subpracticeNumber(place: string): number | undefined {
  const digits = /^subpractice (\d{1,3})$/i.exec(place)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A reference to a goal or practice as a person typed it. */
export interface ParsedRef {
  /** The area in front; null if there was none. */
  readonly areaCode: string | null;
  readonly level: 'goal' | 'practice';
  /** Where the catalog has it, if it has it. */
  readonly key: string;
}

/**
 * Reads a reference to a goal or practice, such as `OPM SP 3.2`, `opm sp3.2`, `OPM.SP 3.2`, `OPM SG 3` or `GP 2.8`:
 * case, spaces, and a dot or none between the parts do not matter. A generic one may name an area (`OPM GP 2.8`), as it
 * applies to every area; its key is that of the generic one. Null for anything else.
 */
export function parseRef(text: string): ParsedRef | null {
  if (text.length > MAXIMUM_LENGTH) return null;
  const compact = text.replace(/\s+/g, '').toUpperCase();
  const match = /^(?:([A-Z][A-Z0-9]*?)\.?)?([SG])([GP])\.?(\d+)(?:\.(\d+))?$/.exec(compact);
  if (!match) return null;
  const [, areaCode = null, scope, letter, first = '', second] = match;
  const level = letter === 'G' ? 'goal' : 'practice';
  if ((level === 'practice') !== (second !== undefined)) return null;
  if (scope === 'S' && areaCode === null) return null;
  const owner = scope === 'S' ? areaCode : null;
  const key = level === 'goal' ? goalKey(owner, Number(first)) : practiceKey(owner, `${first}.${second ?? ''}`);
  return { areaCode, level, key };
}
