import {
  count,
  day,
  facts,
  heading,
  inWords,
  note,
  notAll,
  period,
  subheading,
  table,
  value,
  words,
} from './document.js';
import type { Block } from './document.js';
import { nameOf } from './head.js';
import type { Named } from './head.js';

/** Records of a kind that are listed at most. */
const MOST = 100;

/** Events by which deployments were left out or held up. */
const HELD_UP = `[DEPLOYMENT_WAIVED, DEPLOYMENT_ROLLED_BACK, DEPLOYMENT_DEFERRED, DEPLOYMENT_RESUMED, IMPROVEMENT_PUT_ON_HOLD,
  IMPROVEMENT_RESUMED, PLAN_SUSPENDED, PLAN_RESUMED, GATE_DECIDED]`;

/** What the document on results asks of its improvement. */
export const RESULTS = `percent deploymentStates { state count } documentation { results {
  deployments {
    unit { name } state percent plannedStart plannedEnd actualStart actualEnd daysLate
    processVersionLabel waiver rollBackReason adoptedBy { name } confirmedBy { name } confirmedAt
    blockers { reason owner { name } openedAt removedAt resolution }
  }
  plans {
    state planVersion reason activatedBy { name } confirmedBy { name } confirmedAt
    content {
      plannedStart plannedEnd exclusions { unit { name } reason }
      agreements { person { name } unit { name } agreed note saidAt }
    }
    increments {
      ordinal title state plannedStart plannedEnd actualStart actualEnd overrideReason gateDecidedBy { name } gateReason
    }
    deviations { deviation reason acceptedBy { name } acceptedAt }
    review {
      state summary reviewedBy { name } reviewedAt
      decisions { topic outcome reason decidedBy { name } decidedAt }
      lessons { unit { name } text }
    }
  }
  measures {
    name unitOfMeasurement direction objective why dropReason
    effect {
      before { count mean standardDeviation } after { count mean standardDeviation }
      difference better objectiveReached test { p } missing
    }
  }
  issues { title state unit { name } owner { name } openedAt closedAt resolution }
} }
coordinationActivities(first: ${MOST}) {
  totalCount nodes { title state dueOn owner { name } shares { unit { name } done } outcome reason }
}
consultingSessions(first: ${MOST}) {
  totalCount nodes { state unit { name } topics consultant { name } deliveredOn hours inPlaceOfTraining outcome }
}
events(first: ${MOST}, filter: { types: ${HELD_UP} }) {
  totalCount nodes { __typename occurredAt actor { name } unit { name } note }
}`;

/** Results of a deployment, as the graph returns them. */
export interface Results {
  readonly percent: number | null;
  readonly deploymentStates: readonly { readonly state: string; readonly count: number }[];
  readonly documentation: {
    readonly results: {
      readonly deployments: readonly Deployment[];
      readonly plans: readonly Plan[];
      readonly measures: readonly Measure[];
      readonly issues: readonly Issue[];
    };
  };
  readonly coordinationActivities: List<Activity>;
  readonly consultingSessions: List<Session>;
  readonly events: List<Event>;
}

interface List<Item> {
  readonly totalCount: number;
  readonly nodes: readonly Item[];
}

interface Activity {
  readonly title: string;
  readonly state: string;
  readonly dueOn: string;
  readonly owner: Named;
  readonly shares: readonly { readonly unit: Named; readonly done: boolean }[];
  readonly outcome: string | null;
  readonly reason: string | null;
}

interface Session {
  readonly state: string;
  readonly unit: Named;
  readonly topics: string;
  readonly consultant: Named;
  readonly deliveredOn: string | null;
  readonly hours: number | null;
  readonly inPlaceOfTraining: boolean;
  readonly outcome: string | null;
}

interface Event {
  readonly __typename: string;
  readonly occurredAt: string;
  readonly actor: Named;
  readonly unit: Named;
  readonly note: string | null;
}

interface Deployment {
  readonly unit: Named;
  readonly state: string;
  readonly percent: number;
  readonly plannedStart: string;
  readonly plannedEnd: string;
  readonly actualStart: string | null;
  readonly actualEnd: string | null;
  readonly daysLate: number;
  readonly processVersionLabel: string | null;
  readonly waiver: string | null;
  readonly rollBackReason: string | null;
  readonly adoptedBy: Named;
  readonly confirmedBy: Named;
  readonly confirmedAt: string | null;
  readonly blockers: readonly Blocker[];
}

interface Blocker {
  readonly reason: string;
  readonly owner: Named;
  readonly openedAt: string;
  readonly removedAt: string | null;
  readonly resolution: string | null;
}

interface Plan {
  readonly state: string;
  readonly planVersion: number;
  readonly reason: string | null;
  readonly activatedBy: Named;
  readonly confirmedBy: Named;
  readonly confirmedAt: string | null;
  readonly content: {
    readonly plannedStart: string;
    readonly plannedEnd: string;
    readonly exclusions: readonly { readonly unit: Named; readonly reason: string }[];
    readonly agreements: readonly {
      readonly person: Named;
      readonly unit: Named;
      readonly agreed: boolean;
      readonly note: string | null;
      readonly saidAt: string;
    }[];
  };
  readonly increments: readonly Increment[];
  readonly deviations: readonly {
    readonly deviation: string;
    readonly reason: string;
    readonly acceptedBy: Named;
    readonly acceptedAt: string;
  }[];
  readonly review: Review | null;
}

interface Increment {
  readonly ordinal: number;
  readonly title: string;
  readonly state: string;
  readonly plannedStart: string;
  readonly plannedEnd: string;
  readonly actualStart: string | null;
  readonly actualEnd: string | null;
  readonly overrideReason: string | null;
  readonly gateDecidedBy: Named;
  readonly gateReason: string | null;
}

interface Review {
  readonly state: string;
  readonly summary: string;
  readonly reviewedBy: Named;
  readonly reviewedAt: string | null;
  readonly decisions: readonly {
    readonly topic: string;
    readonly outcome: string;
    readonly reason: string;
    readonly decidedBy: Named;
    readonly decidedAt: string;
  }[];
  readonly lessons: readonly { readonly unit: Named; readonly text: string }[];
}

interface Sample {
  readonly count: number;
  readonly mean: number | null;
  readonly standardDeviation: number | null;
}

interface Measure {
  readonly name: string;
  readonly unitOfMeasurement: string;
  readonly direction: string;
  readonly objective: number | null;
  readonly why: string;
  readonly dropReason: string | null;
  readonly effect: {
    readonly before: Sample;
    readonly after: Sample;
    readonly difference: number | null;
    readonly better: boolean | null;
    readonly objectiveReached: boolean | null;
    readonly test: { readonly p: number } | null;
    readonly missing: readonly string[];
  };
}

interface Issue {
  readonly title: string;
  readonly state: string;
  readonly unit: Named;
  readonly owner: Named;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly resolution: string | null;
}

/** What the document on results says: how far it came and where, by which plan, with what effect, and what was learned. */
export function tellResults(results: Results): Block[] {
  const { percent, deploymentStates, documentation } = results;
  const { deployments, plans, measures, issues } = documentation.results;
  const total = deploymentStates.reduce((sum, state) => sum + state.count, 0);
  return [
    heading('How far it came'),
    facts(
      ['Progress', percent === null ? null : `${percent} percent`],
      ...deploymentStates.map((state) => [inWords(state.state), count(state.count)] as const),
    ),
    table(
      'Deployments',
      ['Unit', 'State', 'Planned', 'Actual', 'Days late', 'Process version, or why not', 'Adopted, confirmed by', 'On'],
      deployments.map((each) => [
        nameOf(each.unit),
        each.state === 'IN_PROGRESS' ? `${inWords(each.state)}, ${each.percent} %` : inWords(each.state),
        period(each.plannedStart, each.plannedEnd),
        period(each.actualStart, each.actualEnd),
        each.daysLate > 0 ? count(each.daysLate) : '',
        lines(each.processVersionLabel, each.waiver, each.rollBackReason),
        lines(nameOf(each.adoptedBy), nameOf(each.confirmedBy)),
        day(each.confirmedAt),
      ]),
    ),
    ...notAll(deployments.length, total),
    heading('Effect'),
    ...(measures.length > 0 ? tellEffect(measures) : [note('No measure is on record.')]),
    ...plans.flatMap((plan, index) => [
      heading(plans.length > 1 ? `Plan ${plans.length - index} of ${plans.length}` : 'The plan'),
      ...tellPlan(plan),
    ]),
    heading('What was in the way'),
    table(
      'Issues',
      ['Issue', 'Where', 'State', 'Owner', 'Opened', 'Closed', 'What was done'],
      issues.map((each) => [
        each.title,
        nameOf(each.unit),
        inWords(each.state),
        nameOf(each.owner),
        day(each.openedAt),
        day(each.closedAt),
        each.resolution ?? '',
      ]),
    ),
    tellBlockers(deployments),
    ...tellHoldUps(results.events),
    heading('How it was supported'),
    ...tellCoordination(results.coordinationActivities),
    ...tellConsulting(results.consultingSessions),
  ];
}

function tellHoldUps({ nodes, totalCount }: List<Event>): Block[] {
  return [
    table(
      'Waived, rolled back, held and resumed',
      ['What', 'Where', 'By', 'On', 'Why'],
      nodes.map((each) => [
        inWords(each.__typename),
        nameOf(each.unit) || 'The whole',
        nameOf(each.actor),
        day(each.occurredAt),
        each.note ?? '',
      ]),
    ),
    ...notAll(nodes.length, totalCount),
  ];
}

function tellCoordination({ nodes, totalCount }: List<Activity>): Block[] {
  return [
    table(
      'Coordination',
      ['Activity', 'State', 'Units', 'Owner', 'Due', 'What came of it'],
      nodes.map((each) => [
        each.title,
        inWords(each.state),
        each.shares.map(({ unit, done }) => `${nameOf(unit)}${done ? '' : ', not done'}`).join('\n'),
        nameOf(each.owner),
        each.dueOn,
        lines(each.outcome, each.reason),
      ]),
    ),
    ...notAll(nodes.length, totalCount),
  ];
}

function tellConsulting({ nodes, totalCount }: List<Session>): Block[] {
  return [
    table(
      'Consulting',
      ['Unit', 'Topics', 'State', 'Consultant', 'On', 'Hours', 'What came of it'],
      nodes.map((each) => [
        nameOf(each.unit),
        lines(each.topics, each.inPlaceOfTraining ? 'In place of training.' : null),
        inWords(each.state),
        nameOf(each.consultant),
        each.deliveredOn ?? '',
        value(each.hours),
        each.outcome ?? '',
      ]),
    ),
    ...notAll(nodes.length, totalCount),
  ];
}

function tellBlockers(deployments: readonly Deployment[]): Block {
  const blockers = deployments
    .flatMap(({ unit, blockers: found }) => found.map((blocker) => ({ unit, ...blocker })))
    .toSorted((one, other) => one.openedAt.localeCompare(other.openedAt));
  return table(
    'What blocked deployments',
    ['What', 'Where', 'Owner', 'Since', 'Until', 'What was done'],
    blockers.map((each) => [
      each.reason,
      nameOf(each.unit),
      nameOf(each.owner),
      day(each.openedAt),
      day(each.removedAt),
      each.resolution ?? '',
    ]),
  );
}

function tellEffect(measures: readonly Measure[]): Block[] {
  return [
    table(
      'Before and after: mean ± standard deviation (number of readings)',
      ['Measure', 'Before', 'After', 'Difference', 'Objective', 'By chance alone'],
      measures.map(({ name, unitOfMeasurement, objective, effect }) => [
        `${name}\n(${unitOfMeasurement})`,
        sample(effect.before),
        sample(effect.after),
        effect.difference === null
          ? ''
          : `${effect.difference > 0 ? '+' : ''}${value(effect.difference)}${effect.better === null ? '' : effect.better ? ', better' : ', not better'}`,
        objective === null
          ? 'none'
          : `${value(objective)}${effect.objectiveReached === null ? '' : effect.objectiveReached ? ', reached' : ', not reached'}`,
        effect.test ? probability(effect.test.p) : effect.missing.join('\n'),
      ]),
    ),
    note(
      'The last column is the probability of such a difference, or a larger one, by chance alone (Welch’s test, two-sided), or what is missing for a test.',
    ),
  ];
}

const sample = ({ count: number, mean, standardDeviation }: Sample): string =>
  mean === null
    ? ''
    : `${value(mean)}${standardDeviation === null ? '' : ` ± ${value(standardDeviation)}`} (${count(number)})`;

const probability = (p: number): string => (p < 0.001 ? 'less than 0.001' : value(p));

function tellPlan(plan: Plan): Block[] {
  const { content, increments, deviations, review } = plan;
  return [
    facts(
      ['State', inWords(plan.state)],
      ['Why', plan.reason],
      ['Version', String(plan.planVersion)],
      ['Planned', period(content.plannedStart, content.plannedEnd)],
      ['Activated by', nameOf(plan.activatedBy)],
      ['Confirmed by', nameOf(plan.confirmedBy)],
      ['On', day(plan.confirmedAt)],
    ),
    table(
      'Who agreed',
      ['Person', 'For', 'Answer', 'On', 'Why'],
      content.agreements.map((each) => [
        nameOf(each.person),
        nameOf(each.unit) || 'The whole',
        each.agreed ? 'Agreed' : 'Declined',
        day(each.saidAt),
        each.note ?? '',
      ]),
    ),
    table(
      'Increments and their gates',
      ['Increment', 'State', 'Planned', 'Actual', 'Gate decided by', 'Why'],
      increments.map((each) => [
        `${each.ordinal}. ${each.title}`,
        inWords(each.state),
        period(each.plannedStart, each.plannedEnd),
        period(each.actualStart, each.actualEnd),
        nameOf(each.gateDecidedBy),
        lines(each.gateReason, each.overrideReason === null ? null : `Started out of order: ${each.overrideReason}`),
      ]),
    ),
    table(
      'Units left out',
      ['Unit', 'Why'],
      content.exclusions.map(({ unit, reason }) => [nameOf(unit), reason]),
    ),
    table(
      'Deviations that were accepted',
      ['Deviation', 'Why', 'Accepted by', 'On'],
      deviations.map(({ deviation, reason, acceptedBy, acceptedAt }) => [
        deviation,
        reason,
        nameOf(acceptedBy),
        day(acceptedAt),
      ]),
    ),
    ...(review ? tellReview(review) : [note('Its results have not been reviewed.')]),
  ];
}

function tellReview({ state, summary, reviewedBy, reviewedAt, decisions, lessons }: Review): Block[] {
  return [
    subheading('Review of the results'),
    facts(['State', inWords(state)], ['Reviewed by', nameOf(reviewedBy)], ['On', day(reviewedAt)]),
    ...words(summary),
    table(
      'Decisions',
      ['About', 'Outcome', 'Why', 'Decided by', 'On'],
      decisions.map(({ topic, outcome, reason, decidedBy, decidedAt }) => [
        inWords(topic),
        inWords(outcome),
        reason,
        nameOf(decidedBy),
        day(decidedAt),
      ]),
    ),
    table(
      state === 'SHARED' ? 'Lessons' : 'Lessons that you may read before the review is shared',
      ['Lesson', 'Where'],
      lessons.map(({ unit, text }) => [text, nameOf(unit) || 'The whole']),
    ),
  ];
}

const lines = (...all: readonly (string | null)[]): string => all.filter(Boolean).join('\n');
