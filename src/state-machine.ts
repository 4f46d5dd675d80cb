import { ruleViolation } from './user-error.js';

/** What a verb does to the state of a record. */
export interface Transition<State extends string, Facts = void, OwnerState extends string = never> {
  /** States to which the verb applies. */
  readonly from: readonly State[];
  /** The next state, or what decides it; null where the verb does not apply after all. Absent: the state stays. */
  readonly to?: State | ((state: State, facts: Facts) => State | null);
  /** Of a record that belongs to another one: the states of that one in which the verb applies. */
  readonly during?: readonly OwnerState[];
}

/** The states of a kind of record, and the verbs that lead from one to another. `Facts` are what a transition depends on besides the state. */
export interface StateMachineDefinition<
  Verb extends string,
  State extends string,
  Facts = void,
  OwnerState extends string = never,
> {
  /** Name of the rule that refusals give, and where it comes from. */
  readonly rule: string;
  readonly source: string;
  /** What refusals call the record, such as `training item`. */
  readonly record: string;
  /** What the record belongs to, where the state of that counts, too. */
  readonly owner?: { readonly record: string; readonly stateOf: (facts: Facts) => OwnerState };
  readonly transitions: Readonly<Record<Verb, Transition<State, Facts, OwnerState>>>;
}

/** What the verbs of a kind of record do to its state. */
export interface StateMachine<
  Verb extends string,
  State extends string,
  Facts = void,
  OwnerState extends string = never,
> {
  readonly transitions: Readonly<Record<Verb, Transition<State, Facts, OwnerState>>>;
  /** The state after a verb. Refuses by a rule violation where the verb does not apply. */
  next(state: State, verb: Verb, facts: Facts): State;
}

/** Makes a state machine. */
export function stateMachine<
  Verb extends string,
  State extends string,
  Facts = void,
  OwnerState extends string = never,
>({
  rule,
  source,
  record,
  owner,
  transitions,
}: StateMachineDefinition<Verb, State, Facts, OwnerState>): StateMachine<Verb, State, Facts, OwnerState> {
  return {
    transitions,
    next(state, verb, facts) {
      const { from, to = state, during } = transitions[verb];
      const decided = typeof to === 'function' ? to(state, facts) : to;
      const next = from.includes(state) ? decided : null;
      const ownerState = owner?.stateOf(facts);
      const missing = [
        ...(next === null ? [`the ${record} in ${from.join(' or ')}`] : []),
        ...(owner && during && ownerState && !during.includes(ownerState)
          ? [`its ${owner.record} in ${during.join(' or ')}`]
          : []),
      ];
      if (next !== null && missing.length === 0) return next;
      const of = owner ? ` of ${withArticle(owner.record)} that is ${ownerState}` : '';
      throw ruleViolation({
        rule,
        source,
        message: `${verb} does not apply to ${withArticle(record)} that is ${state}${of}.`,
        missing,
      });
    },
  };
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
