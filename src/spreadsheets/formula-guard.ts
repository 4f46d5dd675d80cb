/** What may end a cell, for a reader that takes another separator than the one that was meant. */
const SEPARATOR = /[,;|\t\r\n]/;

/** What a cell may have in front of a formula. */
const BEFORE = /['"\s]/;

/** What makes a formula of a cell. */
const FORMULA = /[=+\-@＝＋－＠]/g;

/**
 * Puts an apostrophe before whatever a spreadsheet would take for a formula: at the start of a text, and behind each
 * separator within it. Hazard: a formula runs on the machine on which the file is opened, and who opens it with another
 * separator gets other cells.
 */
export function guarded(text: string): string {
  const starts = startsOfFormulas(text);
  return starts.length === 0 ? text : cut(text, starts, 0).join("'");
}

/** A text without the apostrophes that guard it. */
export function unguarded(text: string): string {
  if (!text.includes("'")) return text;
  return cut(
    text,
    startsOfFormulas(text).filter((start) => text[start] === "'"),
    1,
  ).join('');
}

/** Where a cell may begin that is a formula, with what may stand before that. Each character is looked at once. */
function startsOfFormulas(text: string): number[] {
  const starts: number[] = [];
  for (const { index } of text.matchAll(FORMULA)) {
    for (let place = index; place >= 0; place -= 1) {
      const before = text.charAt(place - 1);
      if (place === 0 || SEPARATOR.test(before)) starts.push(place);
      if (!BEFORE.test(before)) break;
    }
  }
  return starts.sort((one, other) => one - other);
}

/** The parts between some places of a text, each without its first characters. */
function cut(text: string, places: readonly number[], skipped: number): string[] {
  const ends = [...places, text.length];
  return [text.slice(0, ends[0]), ...places.map((place, index) => text.slice(place + skipped, ends[index + 1]))];
}
