import type { Field, Known } from './forms.js';

/** What a field says at first: its present value as it is filled in; empty for none. */
export function textOf({ name, kind }: Pick<Field, 'name' | 'kind'>, values: Known): string {
  const value = values[name];
  if (value === null || value === undefined) return '';
  if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  const items: readonly unknown[] = value;
  return items
    .map((item) => (kind === 'pairs' && isPair(item) ? `${item.name}: ${item.value}` : String(item)))
    .join('\n');
}

/** The choice of no record, where that is a choice of its own. */
export const NO_RECORD = 'null';

/** What was filled into a field, as the command takes it; undefined for nothing. */
export function valueOf({ kind, list = false }: Pick<Field, 'kind' | 'list'>, filled: readonly string[]): unknown {
  const [first = ''] = filled;
  if (kind === 'record' && first === NO_RECORD) return null;
  if (first === '' && filled.length <= 1) return list ? [] : undefined;
  if (kind === 'records' || kind === 'choices') return filled;
  if (kind === 'number') return Number(first);
  if (kind === 'boolean') return first === 'true';
  if (kind === 'lines') return linesOf(first);
  if (kind === 'pairs') return linesOf(first).map(pairOf);
  return first;
}

/**
 * The same for a field that said `before` at first: undefined, too, where it still does, so that the value stays as it is; a value
 * that was emptied is cleared.
 */
export function changeOf(field: Field, before: string, filled: readonly string[]): unknown {
  if (before === '' || field.required) return valueOf(field, filled);
  const now = filled.join('\n');
  if (sameText(now, before)) return undefined;
  if (now.trim() !== '') return valueOf(field, filled);
  return ['lines', 'pairs', 'choices'].includes(field.kind) ? [] : null;
}

/** A browser ends lines with two characters. */
function sameText(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n') === other.replaceAll('\r\n', '\n');
}

/** The lines of a text that say something. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** "phase: build" as a name with its value. */
export function pairOf(line: string): { readonly name: string; readonly value: string } {
  const [name = '', ...rest] = line.split(':');
  return { name: name.trim(), value: rest.join(':').trim() };
}

function isPair(item: unknown): item is { readonly name: string; readonly value: string } {
  return typeof item === 'object' && item !== null && 'name' in item && 'value' in item;
}
