import { isStorableInstant } from './clock.js';

/** Whether Postgres and UTF-8 can hold a text: neither takes NUL or half a pair of surrogates. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/** Matches a text with something to see in it: not only blanks, control and format characters. */
export const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Control characters, and overrides of the writing direction, which make a text look like another one. */
const CONTROL = /[\p{Cc}\u202d\u202e]/u;

/** What has no place in a single line: line and paragraph separators as well. */
const CONTROL_OR_LINE_END = /[\p{Cc}\u202d\u202e\u2028\u2029]/u;

/** Why a text is not a name or a title, in words for people; undefined for one that is. */
export function complaintOfLine(text: string): string | undefined {
  return complaint(text, CONTROL_OR_LINE_END);
}

/** Why a text of several lines cannot be taken, in words for people; undefined for one that can. */
export function complaintOfText(text: string): string | undefined {
  return complaint(text.replaceAll(/[\n\t]/g, ' '), CONTROL);
}

function complaint(text: string, refused: RegExp): string | undefined {
  if (!isStorable(text)) return 'Has a character that cannot be stored.';
  if (!VISIBLE.test(text)) return 'Must not be empty.';
  const [found] = refused.exec(text) ?? [];
  return found && `Must not have the control character ${codePoint(found)}.`;
}

/** A text for a terminal: its control characters, which could move the cursor or hide what follows, are written out. */
export function escapeControls(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\u202d\u202e\u2028\u2029]/gu, (found) => `<${codePoint(found)}>`);
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Keys that lead to a place within a value. */
export type Path = readonly (string | number)[];

/** A value within another one: its key, and what it is in. */
interface Part {
  readonly value: unknown;
  readonly key?: string | number;
  readonly within?: Part;
}

/** Where a value has a text, be it a key, or an instant that cannot be stored; undefined where it has none. Takes any depth. */
export function findUnstorable(value: unknown): Path | undefined {
  const open: Part[] = [{ value }];
  for (let part = open.pop(); part; part = open.pop()) {
    const { value: each } = part;
    if (typeof each === 'string' && !isStorable(each)) return pathTo(part);
    if (each instanceof Date && !isStorableInstant(each)) return pathTo(part);
    if (typeof each !== 'object' || each === null || each instanceof Date) continue;
    const isList = Array.isArray(each);
    for (const [key, item] of Object.entries(each)) {
      if (!isStorable(key)) return pathTo(part);
      open.push({ value: item, key: isList ? Number(key) : key, within: part });
    }
  }
  return undefined;
}

function pathTo(part: Part): Path {
  const path: (string | number)[] = [];
  for (let each: Part | undefined = part; each; each = each.within) if (each.key !== undefined) path.push(each.key);
  return path.toReversed();
}
