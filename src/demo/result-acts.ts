import type { Command } from '../commands/command.js';
import { fixBaseline, defineMeasure } from '../measures/operations/measure.js';
import { recordReading } from '../measures/operations/reading.js';
import { reviseObjective } from '../measures/operations/revising.js';
import { recordLesson } from '../reviews/operations/lesson.js';
import * as reviewing from '../reviews/operations/reviewing.js';
import { inDays, partName, ref } from './act.js';
import type { Act } from './act.js';
import { planName } from './plan-acts.js';
import { demoImprovements } from './story.js';

const [RISK_REVIEWS = '', TEMPLATE = ''] = demoImprovements.map(({ title }) => title);
const SURPRISES = 'Supplier risks that came as a surprise';
const QUESTIONS = 'Questions of bidders';
const REVIEW = `Review of ${RISK_REVIEWS}`;

/** Values of a measure in a unit: before the improvement, on days before the plan, and from some days after its adoption. */
interface Readings {
  readonly unit: string;
  readonly lead: string;
  readonly before: readonly number[];
  /** Day on which the unit adopted the improvement, counted back. */
  readonly adopted: number;
  readonly after: readonly number[];
}

const surprises: readonly Readings[] = [
  { unit: 'Harbor Radar', lead: 'paul', before: [5, 4, 6, 4], adopted: 115, after: [3, 2, 2, 1] },
  { unit: 'Rail Ticketing', lead: 'paul', before: [3, 4, 3, 5], adopted: 112, after: [2, 2, 1, 2] },
  { unit: 'Clinic Records', lead: 'paul', before: [4, 3, 4, 3], adopted: 109, after: [3, 2, 2, 2] },
  { unit: 'Tax Portal', lead: 'priya', before: [6, 5, 5, 7], adopted: 55, after: [3, 3, 2] },
  { unit: 'Weather Grid', lead: 'priya', before: [2, 3, 2, 2], adopted: 52, after: [2, 1, 1] },
  { unit: 'Depot Robots', lead: 'pavel', before: [4, 5, 4, 4], adopted: 49, after: [2, 3, 2] },
];
const questions: readonly Readings[] = [
  { unit: 'Harbor Radar', lead: 'paul', before: [41, 38, 52], adopted: 72, after: [24, 19, 22] },
  { unit: 'Rail Ticketing', lead: 'paul', before: [27, 33, 30], adopted: 69, after: [21, 18] },
  { unit: 'Clinic Records', lead: 'paul', before: [36, 44, 40], adopted: 66, after: [30, 25, 21] },
];

/** What the improvements of the demo brought, and what was learned of it, in no order. */
export function resultActs(): Act[] {
  return [
    ...measureActs(RISK_REVIEWS, 163, surprises, {
      name: SURPRISES,
      unitOfMeasurement: 'risks a month',
      objective: 2,
      why: 'A risk that is known early can be dealt with.',
    }),
    ...measureActs(TEMPLATE, 119, questions, {
      name: QUESTIONS,
      unitOfMeasurement: 'questions a solicitation',
      objective: 20,
      why: 'What bidders ask was not said clearly.',
    }),
    ...reviewActs(),
  ];
}

function measureActs(
  improvement: string,
  defined: number,
  readings: readonly Readings[],
  { name, ...fields }: { name: string; unitOfMeasurement: string; objective: number; why: string },
): Act[] {
  const reading = (unit: string, by: string, daysAgo: number, day: number, value: number): Act => ({
    command: recordReading,
    by,
    daysAgo,
    record: partName(name, `${unit} ${day}`),
    input: { measureId: ref(name), unitId: ref(unit), day: inDays(-day), value },
  });
  return [
    {
      command: defineMeasure,
      by: 'imani',
      daysAgo: defined,
      record: name,
      input: { improvementId: ref(improvement), name, direction: 'LOWER_IS_BETTER', ...fields },
    },
    ...readings.flatMap(({ unit, lead, before, adopted, after }, place) => [
      ...before.map((value, index) => reading(unit, lead, defined - 0.1, defined + 10 + 15 * index, value)),
      ...after.map((value, index) => reading(unit, lead, adopted - 4 - 14 * index, adopted - 4 - 14 * index, value)),
      {
        command: fixBaseline,
        by: 'imani',
        daysAgo: defined - 0.2 - place / 100,
        record: name,
        changes: 'measureId',
        input: { unitId: ref(unit), periodStart: inDays(-defined - 60), periodEnd: inDays(-defined - 5) },
      },
    ]),
  ];
}

/** The plan is over: what was learned, and a decision on each topic. */
function reviewActs(): Act[] {
  const act = (command: Command, daysAgo: number, by: string, input: Act['input'] = {}): Act => ({
    command,
    by,
    daysAgo,
    record: REVIEW,
    changes: 'reviewId',
    input,
  });
  const lesson = (daysAgo: number, by: string, unit: string, text: string): Act => ({
    command: recordLesson,
    by,
    daysAgo,
    record: partName(REVIEW, unit),
    input: { reviewId: ref(REVIEW), unitId: ref(unit), text },
  });
  const decide = (topic: string, daysAgo: number, outcome: string, reason: string): Act =>
    act(reviewing.decideInReview, daysAgo, 'dario', { topic, outcome, reason });
  return [
    {
      command: reviewing.draftReview,
      by: 'dario',
      daysAgo: 28,
      record: REVIEW,
      input: {
        planId: ref(planName(RISK_REVIEWS)),
        summary:
          'Eight of ten projects hold the reviews. Surprises fell by more than half; most of it in large projects.',
      },
    },
    lesson(27, 'paul', 'Harbor Radar', 'Suppliers speak openly once they hear of our risks first.'),
    lesson(26.5, 'pavel', 'Library Cloud', 'With two people and one supplier, a call does what a review would.'),
    lesson(26, 'priya', 'Tax Portal', 'The first review takes half a day. Say so before.'),
    decide('LESSONS', 25, 'NO_CHANGE', 'They go to the process group as they are.'),
    decide('MEASURES', 24.9, 'NO_CHANGE', 'The measure said what we wanted to know.'),
    decide('OBJECTIVES', 24.8, 'CHANGE', 'Two a month was reached; aim lower.'),
    decide('PRIORITIES', 24.7, 'NO_CHANGE', 'The next improvements stay in their order.'),
    decide('PLAN', 24.6, 'NO_CHANGE', 'Nothing is left to plan.'),
    {
      command: reviseObjective,
      by: 'dario',
      daysAgo: 24,
      record: SURPRISES,
      changes: 'measureId',
      input: { objective: 1, reason: 'Two a month was reached.', reviewId: ref(REVIEW) },
    },
    act(reviewing.concludeReview, 22, 'dario'),
    act(reviewing.shareReview, 20, 'dario'),
  ];
}
