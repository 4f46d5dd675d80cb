import type { Observer } from './observer.js';
import type { Options } from './options.js';
import type { Written } from './writers.js';

/** All that is to be told of a run. */
export interface Outcome {
  readonly options: Options;
  readonly seconds: number;
  readonly observer: Observer;
  readonly written: Written;
  /** How often each fault came. */
  readonly faults: ReadonlyMap<string, number>;
  /** Hints that were tampered with. */
  readonly tampered: number;
  /** What servers wrote at the level of an error, and how often. */
  readonly errors: ReadonlyMap<string, number>;
}

/** Whether everything was as promised. */
export function sound({ checker: { flaws }, flaws: others, resets, refused }: Observer): boolean {
  return (
    flaws.lost +
      flaws.doubled +
      flaws.reordered +
      flaws.invented +
      flaws.diverged +
      others.length +
      resets +
      refused ===
    0
  );
}

/** Prints what came of a run. */
export function printVerdict({ options, seconds, observer, written, faults, tampered, errors }: Outcome): void {
  const { checker, catchUp, reconnects, calmLag, dueResets, resets, refused } = observer;
  const { lost, doubled, reordered, invented, diverged, told } = checker.flaws;
  const lines = [
    `seed ${options.seed}: ${Math.round(seconds)} s, ${options.clients} clients, ${options.servers} servers`,
    `faults: ${[...faults].map(([name, count]) => `${count} ${name}`).join(', ')}`,
    `commands: ${written.acknowledged.size} acknowledged, ${written.refused.size} refused, ${written.rolledBack} transactions rolled back, ${written.repeated} sent again for want of an answer`,
    `log: ${checker.head} events; hints tampered with: ${tampered}`,
    `lost with a primary or by a restore: ${observer.lostEvents} events, ${observer.lostCommands.size} commands; ${dueResets} resets for that`,
    `lag while nothing was wrong: ${calmLag.toString()}`,
    `reconnects: ${reconnects.total}, loss to acknowledgement ${reconnects.toString()}`,
    `current after the socket was open again: ${observer.reopened.took.total} clients, ${observer.reopened.took.toString()}`,
    `catch-up after the fault was over: ${catchUp.took.total} clients, ${catchUp.took.toString()}`,
    ...[...errors].map(([what, count]) => `servers wrote ${count} times: ${what}`),
    ...[...told, ...observer.flaws.slice(0, 50)].map((flaw) => `FLAW ${flaw}`),
    `deliveries ${checker.deliveries}: lost ${lost}, doubled ${doubled}, reordered ${reordered}, invented ${invented}, silently diverged ${diverged}, unexpected resets ${resets}, refused ${refused}`,
    sound(observer) ? 'verdict: as promised' : 'verdict: NOT as promised',
  ];
  console.info(lines.join('\n'));
}
