import type { Command } from '../commands/command.js';

/** Something that is done in the demo. */
export interface Act {
  readonly command: Command;
  /** Subject of who does it. */
  readonly by: string;
  /** Day on which it is done, counted back from the day on which the demo was set up; a fraction is for the order. */
  readonly daysAgo: number;
  /** Name of the record that it is about; with it and the day, the key by which the act is done once. */
  readonly record: string;
  /** Field of the input that takes the id of that record, with its version beside; absent where the act makes the record. */
  readonly changes?: string;
  /** The rest of the input, in which `ref` stands for ids and `inDays` for dates. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** The id of a record, by its name. */
export class Ref {
  constructor(readonly name: string) {}
}

/** Stands for the id of a record in the input of an act: a person by subject, a unit by name, anything else as its act has it. */
export function ref(name: string): Ref {
  return new Ref(name);
}

/** A day, counted from the one on which the demo was set up. */
export class DaysAfter {
  constructor(readonly days: number) {}
}

/** Stands for a date in the input of an act: so many days after the demo was set up; before it, where negative. */
export function inDays(days: number): DaysAfter {
  return new DaysAfter(days);
}

/** Name of the deployment of an improvement in a unit. */
export function deploymentName(improvement: string, unit: string): string {
  return `${improvement} / ${unit}`;
}

/** Name of a part of a record, by what it says: a condition of an increment, a version of a process. */
export function partName(record: string, words: string): string {
  return `${record} › ${words}`;
}
