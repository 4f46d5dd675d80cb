import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/** What a run is asked for. */
export interface Options {
  readonly minutes: number;
  /** Most turns of faults; 0 for as many as there is time for. */
  readonly turns: number;
  readonly seed: number;
  readonly clients: number;
  readonly servers: number;
  /** Commands per second. */
  readonly rate: number;
  /** Names of the faults to choose from; all where there are none. */
  readonly faults: readonly string[];
  /** Factor of how long faults last. */
  readonly scale: number;
  /** A measurement to do instead of a run. */
  readonly scenario: string | undefined;
}

export const USAGE = `npm run test:faults -- [--minutes 5] [--turns N] [--seed N] [--clients 800] [--servers 2] [--rate 14] [--faults a,b] [--scale 1]
npm run test:faults -- --scenario NAME [--clients N]`;

/** Reads the command line. Throws with a message for what is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '5' },
      turns: { type: 'string', default: '0' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
      clients: { type: 'string', default: '800' },
      servers: { type: 'string', default: '2' },
      rate: { type: 'string', default: '14' },
      faults: { type: 'string', default: '' },
      scale: { type: 'string', default: '1' },
      scenario: { type: 'string' },
    },
  });
  const number = (name: 'minutes' | 'turns' | 'seed' | 'clients' | 'servers' | 'rate' | 'scale'): number => {
    const value = Number(values[name]);
    if (!(value >= 0)) throw new Error(`--${name} takes a number.\n${USAGE}`);
    return value;
  };
  return {
    minutes: number('minutes'),
    turns: number('turns'),
    seed: number('seed'),
    clients: number('clients'),
    servers: number('servers'),
    rate: number('rate'),
    scale: number('scale'),
    faults: values.faults.split(',').filter(Boolean),
    scenario: values.scenario,
  };
}
