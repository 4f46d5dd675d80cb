import { day, instant } from '../ui/time.js';
import { words } from '../ui/words.js';

interface ChangeWordsProps {
  readonly changes: readonly { readonly field: string; readonly before?: unknown; readonly after?: unknown }[];
}

/** What an event changed: each field with its value before and after; nothing where nothing changed. */
export function ChangeWords({ changes }: ChangeWordsProps) {
  if (changes.length === 0) return null;
  return (
    <small>
      {changes.map(({ field, before, after }) => `${words(field)} ${show(before)} → ${show(after)}`).join(', ')}
    </small>
  );
}

/** A value in words. Texts of people stay as they wrote them. */
function show(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (/^[A-Z]+(_[A-Z]+)*$/.test(value)) return words(value);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return instant(value);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : `“${value}”`;
}
