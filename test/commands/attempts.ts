import { randomUUID } from 'node:crypto';
import { includesRole, ROLES } from '../../src/auth/permissions.js';
import { commentStates, SUBJECT_FIELDS } from '../../src/comments/rules.js';
import { consultingStates } from '../../src/consulting/rules.js';
import { coordinationStates } from '../../src/coordination/rules.js';
import { deploymentStates, PLANNABLE } from '../../src/deployments/rules.js';
import { affirmationStates } from '../../src/evidence/rules.js';
import type { Prisma, Role } from '../../src/generated/prisma/client.js';
import { improvementStates } from '../../src/improvements/rules.js';
import { issueStates } from '../../src/issues/rules.js';
import { incrementStates } from '../../src/plans/increment-rules.js';
import { OPEN_PLAN_STATES, planStates } from '../../src/plans/rules.js';
import { STATUS_FIELDS } from '../../src/status/rules.js';
import { tailoringStates } from '../../src/processes/rules.js';
import { reviewStates } from '../../src/reviews/rules.js';
import { templateStates } from '../../src/templates/rules.js';
import { trainingStates } from '../../src/training/rules.js';
import { minimumRoleOf } from './all-commands.js';
import type { Dice } from './dice.js';
import type { Replay } from './replay.js';

// oxlint-disable-next-line typescript/no-explicit-any -- rows of any table, read by their names
type Any = any;
type Table = Prisma.ModelName;

/** Commands that make something new. */
const CREATING: readonly string[] = [
  ...(['suggestImprovement', 'planDeployment', 'draftPlan', 'addIncrement', 'openIssue', 'identifyTraining'] as const),
  ...(['deliverTraining', 'waiveTraining', 'defineMeasure', 'recordReading', 'draftReview', 'recordLesson'] as const),
  ...(['establishDefinedProcess', 'recordTailoring', 'requestProcessWaiver', 'requestConsulting'] as const),
  ...(['openCoordination', 'affirmPractice', 'addUnit', 'addPerson', 'addServiceAccount'] as const),
  ...(['createGroup', 'addComment', 'postStatusUpdate'] as const),
  ...(['definePlanTemplate', 'draftPlanFromTemplate'] as const),
];

interface Kind {
  readonly id: string;
  /** How often something is tried on it. */
  readonly weight: number;
  /** Commands on it, and where a life says so, whether one applies to it as it is. */
  readonly commands: Readonly<Record<string, (row: Any, told: Replay) => boolean>>;
}

const always = (...names: string[]) => Object.fromEntries(names.map((name) => [name, () => true]));

/** The verbs of a life that says from which states each applies. */
const from = (
  life: Readonly<Record<string, { readonly from: readonly string[] }>>,
  besides: (step: Any, row: Any, told: Replay) => boolean = () => true,
) =>
  Object.fromEntries(
    Object.entries(life).map(([verb, step]) => [
      verb,
      (row: Any, told: Replay) => step.from.includes(row.state as string) && besides(step, row, told),
    ]),
  );

const stateOf = (told: Replay, table: Table, id: string): string => (told.rows(table).get(id) as Any)?.state as string;
const whilePlan = (step: Any, row: Any, told: Replay): boolean =>
  (step.during as string[]).includes(stateOf(told, 'DeploymentPlan', row.planId as string));

const { concludeReview: _onReview, ...onPlan } = planStates.transitions;
const { recordLesson: _creates, reviseLesson: _onLesson, ...onReview } = reviewStates.transitions;
const { draftPlanFromTemplate: _drafts, ...onTemplate } = templateStates.transitions;
const { deliverTraining: _delivers, waiveTraining: _waives, ...onItem } = trainingStates.transitions;

/** Which commands there are on which records. */
const KINDS: Readonly<Partial<Record<Table, Kind>>> = {
  Deployment: {
    id: 'deploymentId',
    weight: 8,
    commands: from(deploymentStates.transitions, (step, row, told) =>
      (step.during as string[]).includes(stateOf(told, 'Improvement', row.improvementId as string)),
    ),
  },
  DeploymentPlan: { id: 'planId', weight: 6, commands: from(onPlan) },
  Increment: { id: 'incrementId', weight: 6, commands: from(incrementStates.transitions, whilePlan) },
  Improvement: {
    id: 'improvementId',
    weight: 3,
    commands: {
      ...from(improvementStates.transitions),
      ...always('reviseImprovement', 'relateImprovement', 'unrelateImprovement', 'prioritizeImprovement'),
    },
  },
  ResultReview: { id: 'reviewId', weight: 3, commands: from(onReview, whilePlan) },
  PlanTemplate: { id: 'planTemplateId', weight: 2, commands: from(onTemplate) },
  TrainingItem: { id: 'trainingItemId', weight: 2, commands: from(onItem) },
  Issue: { id: 'issueId', weight: 2, commands: from(issueStates.transitions) },
  Comment: { id: 'commentId', weight: 2, commands: from(commentStates.transitions) },
  ConsultingSession: { id: 'consultingSessionId', weight: 2, commands: from(consultingStates.transitions) },
  CoordinationActivity: { id: 'coordinationActivityId', weight: 2, commands: from(coordinationStates.transitions) },
  Tailoring: { id: 'tailoringId', weight: 1, commands: from(tailoringStates.transitions) },
  Affirmation: { id: 'affirmationId', weight: 1, commands: from(affirmationStates.transitions) },
  Measure: {
    id: 'measureId',
    weight: 2,
    commands: always('reviseMeasure', 'reviseObjective', 'dropMeasure', 'fixBaseline'),
  },
  MeasureReading: { id: 'readingId', weight: 1, commands: always('correctReading') },
  Lesson: { id: 'lessonId', weight: 1, commands: always('reviseLesson') },
  TrainingDelivery: { id: 'deliveryId', weight: 1, commands: always('correctTrainingDelivery') },
  DefinedProcess: { id: 'definedProcessId', weight: 1, commands: always('issueProcessVersion') },
  Unit: {
    id: 'unitId',
    weight: 1,
    commands: always('changeUnit', 'retireUnit', 'reinstateUnit', 'assignUnitLead', 'removeUnitLead'),
  },
  Person: {
    id: 'personId',
    weight: 1,
    commands: {
      ...always('revisePerson', 'changeSubject', 'changePersonRole', 'deactivatePerson', 'reactivatePerson'),
      erasePerson: ({ erasedAt }) => erasedAt === null,
      changeServiceAccountOwner: ({ ownerId }) => ownerId !== null,
    },
  },
  Group: {
    id: 'groupId',
    weight: 1,
    commands: {
      ...always('reviseGroup', 'addGroupMember', 'removeGroupMember', 'mapGroup', 'unmapGroup'),
      deleteGroup: ({ deletedAt }) => deletedAt === null,
    },
  },
};

/** Every command that can be tried. */
export const tried: readonly string[] = [
  ...CREATING,
  ...Object.values(KINDS).flatMap(({ commands }) => Object.keys(commands)),
];

/** What brings a story to a sudden end: tried less often. */
const ENDS =
  /^(reject|cancel|erase|delete|drop|retire|decline|supersede|hold|suspend|deactivate|remove|withdraw|changePersonRole|mapGroup|waiveDeployment|rollBack|defer)/;

const KIND_LIST = Object.entries(KINDS) as [Table, Kind][];

/** A command and the record that it is tried on; none where it makes one. */
export interface Aim {
  readonly command: string;
  readonly table: Table | null;
  readonly row: Any;
}

/** Aims at something: mostly at what could be done as things stand, as chance alone would hardly get anywhere. */
export function aim(told: Replay, dice: Dice, sensible: boolean): Aim {
  if (dice.one(5)) return { command: dice.of(CREATING), table: null, row: undefined };
  for (;;) {
    const [table, { weight, commands }] = dice.of(KIND_LIST);
    const row = dice.of(told.list(table)) as Any;
    if (!row || dice.below(8) >= weight) continue;
    const names = Object.entries(commands)
      .filter(([, applies]) => !sensible || applies(row, told))
      .map(([name]) => name);
    const calm = names.filter((name) => !ENDS.test(name));
    const command = dice.of(sensible && calm.length > 0 && !dice.one(12) ? calm : names);
    if (command) return { command, table, row };
  }
}

/** Who tries it: mostly somebody who may. */
export function caller(told: Replay, dice: Dice, sensible: boolean, { command, row }: Aim, unitId: unknown): Any {
  const people = told.list('Person').filter(({ active, ownerId }) => active && !ownerId);
  if (!sensible) return dice.of(people);
  const still = (personId: unknown): Any => people.find(({ id }) => id === personId);
  if (command === 'reviseComment') return still(row.authorId) ?? dice.of(people);
  if (command === 'withdrawAffirmation') return still(row.personId) ?? dice.of(people);
  if ((command === 'agreeToPlan' || command === 'declinePlan') && typeof unitId === 'string') {
    const lead = dice.of(
      told.list('UnitLead').flatMap((each) => (each.unitId === unitId ? (still(each.personId) ?? []) : [])),
    );
    if (lead) return lead;
  }
  const least: Role = command.startsWith('agree') ? 'SPONSOR' : minimumRoleOf(command);
  const able = people.filter(
    ({ role }) => includesRole(role as Role, least) && includesRole(role as Role, 'DEPLOYMENT_LEAD'),
  );
  return dice.of(able) ?? dice.of(people);
}

const isOpen = ({ state }: Any): boolean => (OPEN_PLAN_STATES as readonly string[]).includes(state as string);
const isPlannable = ({ state }: Any): boolean => (PLANNABLE as readonly string[]).includes(state as string);

const DAY = 86_400_000;

/** An input for a command on a record. Fields that its command does not take are left away by its form. */
export function inputFor(
  told: Replay,
  dice: Dice,
  { command, table, row }: Aim,
  words: string,
  now: Date,
): Record<string, unknown> {
  const any = (name: Table, ...wheres: ((each: Any) => boolean)[]): Any => {
    const rows = told.list(name);
    for (const where of wheres) {
      const found = rows.filter(where);
      if (found.length > 0) return dice.of(found);
    }
    return dice.of(rows);
  };
  const id = (name: Table, ...wheres: ((each: Any) => boolean)[]): string =>
    (any(name, ...wheres)?.id as string | undefined) ?? randomUUID();
  const perhaps = <T>(value: T): T | null => (dice.one(2) ? value : null);
  const some = (name: Table): string[] =>
    told
      .list(name)
      .filter(() => dice.one(2))
      .map((each) => each.id as string);
  const dayFrom = (base: number, least: number, most: number): Date =>
    new Date(Math.floor(base / DAY) * DAY + (least + dice.below(most - least)) * DAY);

  const ofGroup = (name: 'GroupMember' | 'GroupMapping'): Any[] =>
    told.list(name).filter(({ groupId }) => groupId === row?.id);
  const planned = new Set(
    told
      .list('DeploymentPlan')
      .filter(isOpen)
      .map((each) => each.improvementId as string),
  );
  const toPlan = command === 'draftPlan' || command === 'draftPlanFromTemplate';
  const improvementId =
    (row?.improvementId as string | undefined) ??
    (table === 'Improvement'
      ? (row.id as string)
      : id('Improvement', ...(toPlan ? [(each: Any) => !planned.has(each.id as string) && isPlannable(each)] : [])));
  const ofIt = (each: Any): boolean => each.improvementId === improvementId;
  const planId =
    (row?.planId as string | undefined) ??
    (table === 'DeploymentPlan' ? (row.id as string) : id('DeploymentPlan', ofIt));
  const version = told
    .list('PlanVersion')
    .filter((each) => each.planId === planId)
    .sort((a, b) => b.number - a.number)[0] as Any;
  const targets = told
    .list('PlanTarget')
    .filter(({ versionId }) => versionId === version?.id)
    .map((each) => each.unitId as string);
  const shares = told
    .list('CoordinationShare')
    .filter(({ activityId, doneAt }) => activityId === row?.id && doneAt === null);
  const isMapping = command === 'mapGroup' || command === 'unmapGroup';
  const mapped = command === 'unmapGroup' ? ofGroup('GroupMapping') : [];
  const role = ((): string | null => {
    if (isMapping && dice.one(2)) return null;
    return mapped.find((each) => each.role)?.role ?? dice.of(ROLES);
  })();
  const isResponse = command === 'agreeToPlan' || command === 'declinePlan';
  const unitId = ((): string | null => {
    if (isResponse) return dice.one(3) ? null : (dice.of(targets) ?? null);
    // A group is mapped either to a unit or to a role.
    if (role === null) return dice.of(mapped)?.unitId ?? id('Unit');
    if (isMapping) return null;
    if (command === 'completeCoordinationShare') return (dice.of(shares)?.unitId as string | undefined) ?? id('Unit');
    if (command === 'recordReading' || command === 'fixBaseline') return perhaps(id('Unit'));
    return (row?.unitId as string | undefined) ?? id('Unit');
  })();
  const processVersions = told.list('ProcessVersion').filter(({ processId }) => {
    return (told.rows('DefinedProcess').get(processId as string) as Any)?.unitId === unitId;
  });
  const reviewId = table === 'ResultReview' ? (row.id as string) : id('ResultReview');
  const free = told
    .list('Deployment')
    .filter((each) => ofIt(each) && dice.one(2))
    .map((each) => each.id as string);
  const plannedStart = dayFrom(now.getTime(), -30, 30);
  const past = dayFrom(now.getTime(), -20, 0);
  const targetUnitIds = some('Unit').slice(0, 2);

  const input: Record<string, unknown> = {
    improvementId,
    planId,
    planVersion: version?.number ?? 1,
    unitId,
    reviewId,
    relatedId: id('Improvement'),
    personId:
      command === 'removeGroupMember' ? (dice.of(ofGroup('GroupMember'))?.personId ?? id('Person')) : id('Person'),
    externalId: perhaps(`Id ${dice.below(50)}`),
    ownerId: id('Person'),
    consultantId: id('Person'),
    attendeeIds: some('Person'),
    mentionIds: some('Person'),
    incrementId: id('Increment'),
    measureId: id('Measure'),
    trainingItemId: id('TrainingItem', ofIt),
    planTemplateId: id('PlanTemplate', ({ state }) => state === 'ACTIVE'),
    fromPlanId: perhaps(planId),
    duration: dice.one(3) ? null : dice.below(90),
    increments: ['One', 'Two'].slice(dice.below(3)).map((title, place) => ({
      title,
      startsAfter: dice.below(30) * place,
      duration: dice.below(30),
      fallBack: words,

      entryConditions: [],
      exitConditions: dice.one(2) ? ['Works'] : [],
    })),
    deploymentId: perhaps(id('Deployment', ofIt)),
    issueId: perhaps(id('Issue', ofIt)),
    relatedImprovementIds: dice.one(4) ? some('Improvement') : [],
    unitIds: isResponse ? unitId && [unitId] : some('Unit'),
    processVersionId: null,
    fromVersionId: perhaps((dice.of(processVersions)?.id as string | undefined) ?? randomUUID()),
    toVersionId: (processVersions.at(-1)?.id as string | undefined) ?? randomUUID(),
    blockerId: id('Blocker', (each) => each.deploymentId === row?.id && each.removedAt === null),
    conditionId: id('IncrementCondition', (each) => each.incrementId === row?.id && each.metAt === null),
    incrementIds: told
      .list('Increment')
      .filter((each) => each.planId === planId && ['PLANNED', 'READY'].includes(each.state as string))
      .map((each) => each.id as string)
      .sort(() => dice.below(3) - 1),
    deploymentIds: free,
    targetUnitIds,
    exclusions: some('Unit')
      .filter((each) => !targetUnitIds.includes(each))
      .map((each) => ({ unitId: each, reason: words })),
    barriers: dice.one(2) ? [{ barrier: 'Time', counterStrategy: words }] : [],
    risks: dice.one(2) ? [{ risk: 'Cost', mitigation: words }] : [],
    plannedStart,
    plannedEnd: dayFrom(plannedStart.getTime(), 0, 60),
    dueOn: plannedStart,
    scheduledOn: plannedStart,
    issuedOn: past,
    deliveredOn: past,
    day: past,
    assetChangedOn: perhaps(past),

    periodStart: dayFrom(now.getTime(), -25, -10),
    periodEnd: dayFrom(now.getTime(), -10, 0),
    percent: dice.one(15) ? 101 : dice.below(101),
    priority: 1 + dice.below(5),

    health: dice.of(['ON_TRACK', 'AT_RISK', 'OFF_TRACK']),
    cadenceDays: perhaps(1 + dice.below(30)),
    value: dice.below(100) / 4,
    objective: perhaps(dice.below(50)),
    hours: (1 + dice.below(12)) / 4,
    headCount: perhaps(1 + dice.below(20)),

    practices: ['OPM SP 3.2'],
    practice: 'OPM SP 3.2',
    subpractice: perhaps(1 + dice.below(8)),

    attributes: dice.one(2) ? { phase: words.slice(0, 5) || 'x' } : {},
    link: perhaps('https://example.org/a'),

    scale: 'INNOVATIVE',
    origin: 'PILOT',
    direction: dice.of(['HIGHER_IS_BETTER', 'LOWER_IS_BETTER']),
    role,
    topic: dice.of(['LESSONS', 'MEASURES', 'OBJECTIVES', 'PRIORITIES', 'PLAN']),
    decision: dice.of(['PASS', 'PASS', 'HOLD', 'ROLL_BACK']),
    outcome: command === 'decideInReview' ? dice.of(['CHANGE', 'NO_CHANGE']) : words,
    kind: KIND_OF[command]?.[dice.below(KIND_OF[command].length)] ?? 'PROCESS',

    processVersionLabel: dice.one(3) ? ((dice.of(processVersions)?.label as string | undefined) ?? 'Version 1') : null,
    newProcessVersion: dice.one(3) ? { label: `Version ${dice.below(99)}`, change: words } : null,
    waiver: dice.one(4) ? words : null,
    overrideReason: dice.one(3) ? words : null,

    title: `Title ${dice.below(200)}`,
    name: `Name ${dice.below(200)}`,
    label: `Version ${dice.below(9)}`,

    subject: `Subject ${dice.below(200)}`,
    email: dice.of([null, undefined, `person-${dice.below(50)}@Example.org`]),
    locale: dice.of([null, undefined, 'de-ch', 'nonsense!']),
    timeZone: dice.of([null, undefined, 'europe/zurich']),
    unitOfMeasurement: dice.of(['hours', 'hours', 'days']),
    ...Object.fromEntries(WORDS.map((field) => [field, words])),
    ...Object.fromEntries(
      ['trainingNotes', 'consultingNotes', 'note', 'followUp', 'followUpDone', 'evidence'].map((field) => [
        field,
        perhaps(words),
      ]),
    ),
    entryConditions: dice.one(2) ? [words || 'x'] : [],
    exitConditions: dice.one(2) ? ['Works', 'Wanted'] : [],
  };
  if (command === 'addComment') {
    const only = dice.of(SUBJECT_FIELDS);
    for (const field of SUBJECT_FIELDS) if (field !== only) input[field] = null;
    input['inReplyToId'] = perhaps(id('Comment', (each) => each[only] === input[only] && each.inReplyToId === null));
  }
  if (command === 'postStatusUpdate') {
    const only = dice.of(STATUS_FIELDS);
    for (const field of STATUS_FIELDS) if (field !== only) input[field] = null;
  }
  if (!row || table === null) return input;
  return { ...input, [(KINDS[table] as Kind).id]: row.id as string, version: row.version as number };
}

const KIND_OF: Readonly<Record<string, readonly string[]>> = {
  addUnit: ['PROJECT', 'SUPPORT_GROUP'],
  relateImprovement: ['REQUIRES', 'CONFLICTS_WITH', 'BUNDLED_WITH', 'REPLACES'],
  unrelateImprovement: ['REQUIRES', 'CONFLICTS_WITH', 'BUNDLED_WITH', 'REPLACES'],
  identifyTraining: ['TRAINING', 'COMMUNICATION'],
};

const WORDS = [
  'body',
  'description',
  'reason',
  'resolution',
  'text',
  'summary',
  'topics',
  'change',
  'why',
  'audience',
  'assetChange',
  'trainer',
  'fallBack',
  'deviation',
];
