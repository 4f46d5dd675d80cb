/** Pieces of work that begin in one turn of the event loop. Most take a millisecond or two. */
const AT_ONCE = 4;

/** How long a turn may have taken when another piece of work begins in it, in milliseconds. */
const TURN = 10;

let begun = 0;
let turnBegan = 0;
const waiting: (() => void)[] = [];

/**
 * To be awaited before a piece of work of which an operation may have thousands, such as a statement: so many begin at once, and
 * then everything else has a turn.
 */
export function inTurn(): Promise<void> | undefined {
  const isOver = begun >= AT_ONCE || (begun > 0 && performance.now() - turnBegan > TURN);
  if (waiting.length > 0 || isOver) return new Promise((resolve) => waiting.push(resolve));
  begin();
  return undefined;
}

function begin(): void {
  begun += 1;
  if (begun > 1) return;
  turnBegan = performance.now();
  setImmediate(next);
}

function next(): void {
  begun = 0;
  for (const wake of waiting.splice(0, AT_ONCE)) {
    begin();
    wake();
  }
}
