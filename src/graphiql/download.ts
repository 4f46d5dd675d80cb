import { toCsv } from './csv.js';
import { textOf } from './editors.js';
import { guarded } from './formula-guard.js';

/** How long the browser may take to begin with a file, in milliseconds. */
const PATIENCE = 60_000;

/** Lets the reader save what the page shows as a result. */
export function offerCsv(page: Document): void {
  const button = page.querySelector<HTMLButtonElement>('#csv');
  const said = page.querySelector('#csv-said');
  button?.addEventListener('click', () => {
    const text = toCsv(textOf('response'), guarded);
    if (said) said.textContent = text === undefined ? 'Run a query first.' : '';
    if (text !== undefined) save(page, text, `${page.querySelector(TITLE)?.textContent?.trim() || 'result'}.csv`);
  });
}

/** The title of the tab that is open. */
const TITLE = '.graphiql-tab-active .graphiql-tab-button';

function save(page: Document, text: string, name: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  Object.assign(page.createElement('a'), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), PATIENCE);
}
