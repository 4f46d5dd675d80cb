import type { CatalogItem } from './items.js';
import { parseRef } from './keys.js';

/** How well a text answers a search: lower is better. */
const RANK = { exact: 0, wholeTitle: 1, titleWords: 2, anyWords: 3, titlePrefixes: 4, anyPrefixes: 5 } as const;

/** An item made ready for searching. */
interface Entry {
  readonly item: CatalogItem;
  /** Its name or title, as words in their order. */
  readonly title: string;
  /** Words of its reference and its name or title. */
  readonly titleWords: ReadonlySet<string>;
  /** Those, and the words of its summary. */
  readonly allWords: ReadonlySet<string>;
}

/**
 * Makes a search over areas, goals and practices, by code, reference, name, title and summary. The search takes a text
 * and how many items to return at most, and needs every word of the text to be, or to begin, a word of the item; case
 * does not matter. Best first: the item whose code or reference the text is; the text as the whole title; all words in
 * the title; all words in title or summary; then the same two where a word is only begun. What ranks the same keeps
 * the order in which the items were given. No word, or a limit below 1, finds nothing.
 */
export function createSearch(items: readonly CatalogItem[]): (text: string, limit: number) => readonly CatalogItem[] {
  const entries = items.map(entryOf);
  return (text, limit) => {
    const words = wordsOf(text);
    if (words.length === 0 || !(limit >= 1)) return [];
    const key = parseRef(text)?.key ?? text.trim().toUpperCase();
    const distinct = [...new Set(words)];
    return entries
      .flatMap((entry) => {
        const rank = entry.item.key === key ? RANK.exact : rankOf(entry, distinct, words.join(' '));
        return rank === undefined ? [] : [{ item: entry.item, rank }];
      })
      .sort((one, other) => one.rank - other.rank)
      .slice(0, limit)
      .map(({ item }) => item);
  };
}

/** Whether every word of a text is, or begins, a word of another. A blank text matches everything, one of signs only nothing. */
export function matchesWords(text: string, other: string): boolean {
  const sought = wordsOf(text);
  if (sought.length === 0) return text.trim() === '';
  const words = new Set(wordsOf(other));
  return sought.every((word) => begins(word, words));
}

function entryOf(item: CatalogItem): Entry {
  const ref = item.type === 'ProcessArea' ? item.code : item.ref;
  const title = wordsOf(item.type === 'ProcessArea' ? item.name : item.title);
  // A reference is found by its parts, and by letters and number written as one: OPM, SP, 3.2, SP3.2.
  const refWords = wordsOf(`${ref} ${ref.replace(/([SG][GP]) /, '$1')}`);
  const titleWords = new Set([...refWords, ...title]);
  const summary = item.type === 'Practice' ? wordsOf(item.summary ?? '') : [];
  return { item, title: title.join(' '), titleWords, allWords: new Set([...titleWords, ...summary]) };
}

function rankOf(entry: Entry, words: readonly string[], text: string): number | undefined {
  if (entry.title === text) return RANK.wholeTitle;
  if (words.every((word) => entry.titleWords.has(word))) return RANK.titleWords;
  if (words.every((word) => entry.allWords.has(word))) return RANK.anyWords;
  if (words.every((word) => begins(word, entry.titleWords))) return RANK.titlePrefixes;
  return words.every((word) => begins(word, entry.allWords)) ? RANK.anyPrefixes : undefined;
}

function begins(start: string, words: ReadonlySet<string>): boolean {
  if (words.has(start)) return true;
  for (const word of words) if (word.startsWith(start)) return true;
  return false;
}

/** Words in lower case, without a possessive's ending. A number such as 3.2, or SP3.2, is one word. */
function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replace(/['’]s\b/g, '');
  return plain.match(/\p{L}*\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu) ?? [];
}
