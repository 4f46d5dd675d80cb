/** The people of the story: an administrator, two project leads, a deployment lead, a sponsor, and somebody who looks on. */
export type Who = 'Ada' | 'Paul' | 'Petra' | 'Dora' | 'Sam' | 'Vera';

/** Input of a mutation, without the version of its record. `@name` stands for the id of what goes by that name. */
export type Input = Readonly<Record<string, unknown>>;

/**
 * Something that is tried and refused: by whom, and the type of the refusal or the rule that is named. Without a mutation
 * of its own it is what the step does.
 */
export type Attempt =
  readonly [who: Who, refusal: string] | readonly [who: Who, refusal: string, does: string, input: Input];

/** One step of the story: what is refused right before it, what is done, and what is to be seen of it afterwards. */
export interface Step {
  /** Day of 2026, as month and day. */
  readonly on: string;
  readonly who: Who;
  readonly does: string;
  readonly with: Input;
  /** Name by which the record goes from now on. */
  readonly as?: string;
  readonly refused: readonly Attempt[];
  /** Every line of the views, the evidence and the subscription that is new or different; `gone` where one is no more. */
  readonly seen: string;
}

/** Some steps that belong together. */
export interface Chapter {
  readonly title: string;
  readonly steps: readonly Step[];
}

type Done = readonly [who: Who, does: string, input: Input, as?: string];

/** A step, in the order in which it is told. */
export function step(on: string, refused: readonly Attempt[], done: Done, seen: string): Step {
  const [who, does, input, as] = done;
  return { on, who, does, with: input, ...(as === undefined ? {} : { as }), refused, seen };
}
