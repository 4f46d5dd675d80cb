import { linkTo } from './address.js';

/** A question of analysts, as one document of `docs/questions`. */
export interface Question {
  readonly title: string;
  readonly query: string;
}

const DAY = 86_400_000;

/** What the variables of a question are in the first place: the last half year, and a quarter ago. */
const VALUES: Readonly<Record<string, (now: Date) => string>> = {
  from: (now) => dayOf(now.getTime() - 182 * DAY),
  to: (now) => dayOf(now.getTime()),
  asOf: (now) => new Date(now.getTime() - 91 * DAY).toISOString(),
};

/** The variables with which a question can be asked as it is; undefined where it has none. */
export function variablesOf(query: string, now: Date): string | undefined {
  const names = Object.keys(VALUES).filter((name) => new RegExp(`\\$${name}: `).test(query));
  if (names.length === 0) return undefined;
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, VALUES[name]?.(now)])), null, 2);
}

/** Offers the questions in the bar of the page: one that is chosen opens in a tab. */
export async function offerQuestions(page: Document, go: (address: URL) => void): Promise<void> {
  const label = page.querySelector<HTMLElement>('#questions');
  const choice = page.querySelector<HTMLSelectElement>('#question');
  if (!label || !choice) return;
  const answer = await fetch('graphiql/questions.json');
  if (!answer.ok) return;
  const questions = (await answer.json()) as readonly Question[];
  choice.append(...questions.map(({ title }, index) => new Option(title, String(index))));
  label.hidden = false;
  choice.addEventListener('change', () => {
    const question = questions[Number(choice.value)];
    if (!question || choice.value === '') return;
    const variables = variablesOf(question.query, new Date());
    go(linkTo(new URL(page.location.href), { query: question.query, ...(variables ? { variables } : {}) }));
  });
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
