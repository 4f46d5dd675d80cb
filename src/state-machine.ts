import { ruleViolation } from './user-error.js';

/** The life of a kind of record: for each verb, the states that it applies to, and the state that it leads to. */
export type Transitions<Verb extends string, State extends string> = Readonly<
  Record<Verb, Readonly<Partial<Record<State, State>>>>
>;

/** What a refusal names: the rule, where it comes from, and the kind of record, such as `training item`. */
export interface TransitionNames {
  readonly rule: string;
  readonly source: string;
  readonly record: string;
}

/** The state after a verb; refuses where the verb does not apply to the state. */
export function nextState<Verb extends string, State extends string>(
  life: Transitions<Verb, State>,
  { rule, source, record }: TransitionNames,
  state: State,
  verb: Verb,
): State {
  const steps: Readonly<Partial<Record<State, State>>> = life[verb];
  const next = steps[state];
  if (next !== undefined) return next;
  throw ruleViolation({
    rule,
    source,
    message: `${verb} does not apply to ${/^[aeiou]/.test(record) ? 'an' : 'a'} ${record} that is ${state}.`,
    missing: [`the ${record} in ${Object.keys(steps).join(' or ')}`],
  });
}
