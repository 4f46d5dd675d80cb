import { Chance } from '../../src/chance.js';
import type { ForecastHistory, ForecastScope } from '../../src/reports/forecast.js';

/** A made-up organization as it is known on a day, and when the improvement that is under way there is adopted everywhere. */
export interface KnownHistory {
  readonly scope: ForecastScope;
  readonly history: ForecastHistory;
  readonly today: number;
  readonly truth: number;
}

interface Lived {
  readonly improvementId: string;
  readonly step: number;
  readonly plannedStart: number;
  readonly start: number;
  readonly end: number;
  /** When it was blocked; null where it never was. */
  readonly block: readonly [from: number, to: number] | null;
}

const PROJECTS = 12;
const STEPS = 3;
const PLANNED_LENGTH = 45;

/**
 * An organization that deployed eight improvements one after the other, each in three increments of four projects, and is at the
 * ninth. Improvements differ in how long they take, projects in each as well, and one in six is blocked for a while. Nothing here
 * knows how forecasts are made.
 */
export function historyOf(seed: number): KnownHistory {
  const chance = new Chance(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  const lived: Lived[] = [];
  for (let number = 0; number < 9; number += 1) lived.push(...improvementOf(`${number}`, number * 60, chance, normal));
  const own = lived.filter(({ improvementId }) => improvementId === '8');
  const truth = Math.max(...own.map(({ end }) => end));
  const begin = Math.min(...own.map(({ start }) => start));
  const today = Math.floor(begin + (truth - begin) * (0.1 + 0.6 * chance.next()));
  const started = lived.filter(({ start }) => start <= today);
  return {
    truth,
    today,
    history: {
      cycles: started
        .filter(({ end }) => end <= today)
        .map(({ improvementId, start, end }) => ({ improvementId, days: end - start })),
      slips: started.map(({ start, plannedStart }) => start - plannedStart),
      blocks: lived.flatMap(({ block }) => (block && block[1] <= today ? [block[1] - block[0]] : [])),
    },
    scope: {
      improvementId: '8',
      requires: [],
      open: own
        .filter(({ end }) => end > today)
        .map(({ plannedStart, start, block, step }) => ({
          plannedStart,
          actualStart: start <= today ? start : null,
          blockedSince: block && block[0] <= today && block[1] > today ? block[0] : null,
          resumesOn: null,
          step,
        })),
    },
  };
}

function improvementOf(improvementId: string, begin: number, chance: Chance, normal: () => number): Lived[] {
  const pace = Math.exp(0.3 * normal());
  const lived: Lived[] = [];
  let gate = begin;
  for (let step = 1; step <= STEPS; step += 1) {
    const plannedStart = begin + (step - 1) * PLANNED_LENGTH;
    const wave = Array.from({ length: PROJECTS / STEPS }, (): Lived => {
      const start = Math.max(gate, plannedStart) + chance.between(-1, 8);
      const worked = Math.max(3, Math.round(pace * 35 * Math.exp(0.4 * normal())));
      const blockedAt = start + chance.between(1, worked - 1);
      const blocked = chance.happens(1 / 6) ? chance.between(5, 25) : 0;
      const end = start + worked + blocked;
      const block = blocked > 0 ? ([blockedAt, blockedAt + blocked] as const) : null;
      return { improvementId, step, plannedStart, start, end, block };
    });
    lived.push(...wave);
    gate = Math.max(...wave.map(({ end }) => end));
  }
  return lived;
}
