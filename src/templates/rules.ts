import type { PlanTemplateState } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { invalidInput } from '../user-error.js';

const SOURCE = 'OPM SP 3.1';

/** The verbs that apply to a plan template. */
export type PlanTemplateVerb =
  'revisePlanTemplate' | 'draftPlanFromTemplate' | 'retirePlanTemplate' | 'reinstatePlanTemplate';

/** The states of a plan template. */
export const templateStates = stateMachine<PlanTemplateVerb, PlanTemplateState>({
  rule: 'plan-template-life',
  source: SOURCE,
  record: 'plan template',
  transitions: {
    revisePlanTemplate: { from: ['ACTIVE'] },
    draftPlanFromTemplate: { from: ['ACTIVE'] },
    retirePlanTemplate: { from: ['ACTIVE'], to: 'RETIRED' },
    reinstatePlanTemplate: { from: ['RETIRED'], to: 'ACTIVE' },
  },
});

/** When something is, in days: it may begin before the day that it is counted from. */
export interface RelativeDays {
  /** Days from the beginning of the plan to its own. */
  readonly startsAfter: number;
  /** Days from its beginning to its end. */
  readonly duration: number;
}

/** When something is, by the calendar. */
export interface Days {
  readonly plannedStart: Date;
  readonly plannedEnd: Date;
}

/** Days that a plan or an increment of a template may take, or be away from the beginning of the plan: a hundred years. */
export const MOST_DAYS = 36_500;

/** Days as milliseconds: days are midnights UTC, where each has as many. */
const DAY = 86_400_000;

/** The last day that can be written with four digits for the year. */
const LAST_DAY = new Date('9999-12-31');
const FIRST_DAY = new Date('0001-01-01');

/** Refuses implausible days of a template: an end before its beginning, or further away than can be planned. */
export function demandDays({ duration, increments }: { duration: number; increments: readonly RelativeDays[] }): void {
  const issues = [
    ...outside('duration', duration, 0),
    ...increments.flatMap((each, index) => [
      ...outside(`increments.${index}.startsAfter`, each.startsAfter, -MOST_DAYS),
      ...outside(`increments.${index}.duration`, each.duration, 0),
    ]),
  ];
  if (issues.length > 0) throw invalidInput(issues);
}

function outside(path: string, days: number, least: number) {
  if (days >= least && days <= MOST_DAYS) return [];
  return [{ path, message: `Must be ${least} to ${MOST_DAYS} days.` }];
}

/** The days of something in a plan that begins on a day. Refuses what the calendar does not have. */
export function daysFrom(start: Date, { startsAfter, duration }: RelativeDays): Days {
  const plannedStart = new Date(start.getTime() + startsAfter * DAY);
  const plannedEnd = new Date(plannedStart.getTime() + duration * DAY);
  if (plannedStart >= FIRST_DAY && plannedEnd <= LAST_DAY) return { plannedStart, plannedEnd };
  throw invalidInput([
    { path: 'plannedStart', message: 'From this day, the days of the template are outside the calendar.' },
  ]);
}

/** The other way round: the days of something, counted from the day on which its plan begins. */
export function daysAfter(start: Date, { plannedStart, plannedEnd }: Days): RelativeDays {
  const between = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / DAY);
  return { startsAfter: between(start, plannedStart), duration: between(plannedStart, plannedEnd) };
}
