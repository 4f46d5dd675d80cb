import type { MeasuresQuery } from '../graphql.js';

type Effect = Extract<
  NonNullable<MeasuresQuery['node']>,
  { readonly measures: unknown }
>['measures']['nodes'][number]['effect'];

const FIGURE = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** A value with three digits that count. */
export function figure(value: number): string {
  return FIGURE.format(value);
}

/** What can be said of the difference that an improvement made, in a sentence or two. */
export function effectWords({
  difference,
  better,
  objectiveReached,
  test,
}: Pick<Effect, 'difference' | 'better' | 'objectiveReached' | 'test'>): string {
  if (difference === null) return 'Nothing can be compared yet.';
  const direction =
    difference === 0 ? 'No difference' : `${difference > 0 ? 'Up' : 'Down'} by ${figure(Math.abs(difference))}`;
  return [
    `${direction}${better === null || difference === 0 ? '' : better ? ', which is better' : ', which is worse'}.`,
    ...(test === null ? [] : [chance(test.p)]),
    ...(objectiveReached === null
      ? []
      : [objectiveReached ? 'The objective is reached.' : 'The objective is not reached.']),
  ].join(' ');
}

/** By Welch's test: how often chance alone makes such a difference. */
function chance(p: number): string {
  return `Chance alone makes such a difference in ${p < 0.001 ? 'less than 0.1' : figure(p * 100)} % of cases.`;
}
