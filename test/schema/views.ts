/** A view: its name, the fields of its query, and how many SQL statements it takes, whatever there is to see. */
export type View = readonly [name: string, fields: string, statements: number];

const BACK = 'practices { ref }';
const WHO = 'actor { name } unit { name } improvement { title } deployment { percent } plan { state }';
const ITEM = `kind subpractices event { __typename occurredAt note ${WHO} }`;

/** Evidence of OPM SP 3.2 of one kind, with its records and the way back from each. */
const evidence = (kind: string, type: string, statements: number): View => [
  `evidence, ${kind.toLowerCase()}`,
  `practice(ref: "OPM SP 3.2") { evidence(first: $page, filter: { kinds: [${kind}] }) { totalCount nodes {
     ${ITEM} record { id ... on ${type} { ${BACK} } } } } }`,
  statements,
];

/** Weak spots of one kind, with their records and the way back from each. */
const weakSpots = (kind: string, type: string, statements: number): View => [
  `weak spots, ${kind.toLowerCase().replaceAll('_', ' ')}`,
  `weakSpots(first: $page, filter: { kinds: [${kind}] }) { totalCount nodes {
     kind record { id ... on ${type} { ${BACK} } } improvement { title } unit { name } } }`,
  statements,
];

/** The list of one field, with the improvement, the unit and the practices of each of its records. */
const list = (field: string, fields: string, statements: number): View => [
  `list, ${field}`,
  `${field}(first: $page) { totalCount nodes { ${fields} } }`,
  statements,
];

const CELLS = 'state percent plannedEnd daysLate concerns';
const LISTS = 'states percents concerns daysLate plannedStarts plannedEnds actualStarts actualEnds';
const SLICE = 'value units total percent late atRisk states { state count }';
const ROW = `state percent late atRisk improvement { title practices { ref } }`;
const POINT = 'day planned total adopted confirmed blocked leftOut percent';
const SAMPLE = 'count mean standardDeviation';
const EFFECT = `before { ${SAMPLE} } after { ${SAMPLE} } difference better objectiveReached test { p } missing`;
const PERIOD = 'from: "2026-01-01", to: "2026-06-01", everyDays: 7';
const PAST = 'asOf: "2026-05-01T00:00:00Z"';
const IN_BUILD = 'units: { attributes: [{ name: "phase", values: ["build", "operation"] }] }';

/** The views. `$improvement`, `$increment` and `$unit` are one of each, `$page` the size of a page. */
export const VIEWS: readonly View[] = [
  // src/reports
  ['matrix, cells', `deploymentMatrix(first: 50) { totalCount units { name } nodes { ${ROW} cells { ${CELLS} } } }`, 9],
  ['matrix, lists', `deploymentMatrix(first: 200) { units { name } nodes { ${ROW} lists { ${LISTS} } } }`, 8],
  [
    'matrix, grouped',
    `deploymentMatrix(first: 50) { slices(groupBy: "phase") { ${SLICE} } nodes { slices(groupBy: "site") { ${SLICE} } } }`,
    8,
  ],
  [
    'matrix, grouped, as of',
    `deploymentMatrix(first: 50, ${PAST}) { slices(groupBy: "phase") { ${SLICE} } nodes { slices(groupBy: "site") { ${SLICE} } } }`,
    11,
  ],
  ['matrix, as of', `deploymentMatrix(first: 200, ${PAST}) { units { name } nodes { ${ROW} lists { ${LISTS} } } }`, 10],
  ['burn-up, all', `units { totalCount } burnUp(${PERIOD}) { points { ${POINT} } }`, 6],
  [
    'burn-up, improvement',
    `node(id: $improvement) { ... on Improvement { burnUp(${PERIOD}) { points { ${POINT} } } } }`,
    6,
  ],
  ['burn-up, increment', `node(id: $increment) { ... on Increment { burnUp(${PERIOD}) { points { ${POINT} } } } }`, 6],
  ['burn-up, some units, as of', `burnUp(${IN_BUILD}, ${PERIOD}, ${PAST}) { points { ${POINT} } }`, 7],
  [
    'statistics, grouped by unit',
    `units { totalCount } deploymentStatistics(groupBy: { by: UNIT }) { totalGroups groups { unit { name } count
       measures { measure unit count mean min max p10 p50 p85 p95 } } }`,
    5,
  ],
  [
    'activity, grouped by month',
    'deploymentActivity(from: "2026-01-01", to: "2026-06-30") { total { began adopted } parts { from to began adopted } }',
    5,
  ],
  [
    'deployments by days late',
    `deployments(first: $page, orderBy: { field: DAYS_LATE, direction: DESC }) { totalCount nodes { daysLate unit { name } } }`,
    6,
  ],
  [
    'late, blocked, at risk',
    `deploymentAttention(first: $page) { totalCount nodes { concerns since ageDays reasons owners { name }
       deployment { state unit { name leads { name } } improvement { title percent } increment { title } } } }`,
    14,
  ],
  [
    'load',
    'units(first: $page) { nodes { name leads { name } load { open late atRisk peak peakDay states { state count } } } }',
    6,
  ],
  [
    'where work waits',
    `waitingWork(first: $page) { totalCount nodes { kind since ageDays improvement { title percent } unit { name }
       record { id ... on Improvement { title } ... on DeploymentPlan { state } ... on Increment { title } ... on Deployment { percent }
         ... on Issue { title } ... on CoordinationActivity { dueOn } ... on Tailoring { waiver }
         ... on ConsultingSession { topics } ... on ResultReview { summary } } } }`,
    13,
  ],
  [
    'readiness',
    `deployments(first: $page, filter: { states: [PLANNED, PREPARING, IN_PROGRESS, BLOCKED, DEFERRED] }, orderBy: { field: PLANNED_START, direction: ASC }) {
       totalCount nodes { unit { name } improvement { title } readiness { readiness trained waived
         missing { title published { number } } earlyAdopter consultingHours } } }`,
    8,
  ],

  // src/evidence
  [
    'coverage',
    `node(id: $improvement) { ... on Improvement { coverage { unit { name leads { name } } affirmations
       subpractices { number items newest affirmations } } } }`,
    7,
  ],
  weakSpots('ADOPTED_WITHOUT_PROCESS_VERSION', 'Deployment', 7),
  weakSpots('MATERIAL_OLDER_THAN_CHANGE', 'TrainingItem', 6),
  [
    'weak spots in a unit',
    `improvements { totalCount } weakSpots(first: $page, filter: { unitIds: [$unit], kinds: [ADOPTED_WITHOUT_PROCESS_VERSION] }) {
       nodes { record { id } improvement { title } unit { name } } }`,
    7,
  ],
  evidence('DEPLOYMENT', 'Deployment', 10),
  evidence('PLAN', 'DeploymentPlan', 8),
  evidence('AGREEMENT', 'DeploymentPlan', 9),
  evidence('INCREMENT', 'Increment', 9),
  evidence('GATE', 'Increment', 9),
  evidence('ISSUE', 'Issue', 9),
  evidence('TRAINING', 'TrainingItem', 10),
  evidence('CONSULTING', 'ConsultingSession', 9),
  [
    'evidence in a unit, a period and for a subpractice',
    `practice(ref: "OPM SP 3.2") { evidence(first: $page, filter: { unitIds: [$unit], subpractices: [4], kinds: [DEPLOYMENT],
       from: "2024-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" }) { totalCount nodes { ${ITEM} record { id } } } }`,
    8,
  ],
  [
    'evidence of an improvement',
    `practice(ref: "OPM SP 3.2") { evidence(first: $page, filter: { improvementIds: [$improvement], kinds: [DEPLOYMENT] }) {
       totalCount nodes { ${ITEM} record { id } } } }`,
    8,
  ],
  [
    'evidence from action proposals',
    `practice(ref: "CAR SP 2.1") { evidence(first: $page, filter: { kinds: [DEPLOYMENT] }) { totalCount nodes { ${ITEM} record { id } } } }`,
    10,
  ],
  [
    'records reached from a practice',
    `practice(ref: "OPM SP 3.2") {
       improvements(first: $page) { nodes { title percent } }
       affirmations(first: $page) { nodes { text person { name } unit { name } improvement { title } } } }
     opf: practice(ref: "OPF SP 3.2") { tailorings(first: $page) { nodes { change unit { name } toVersion { label } } } }
     ot: practice(ref: "OT SP 2.1") { trainingDeliveries(first: $page) { nodes { headCount unit { name } item { title } } } }
     material: practice(ref: "OT SP 2.1") { trainingItems(first: $page) { nodes { title } } }`,
    14,
  ],

  // src/measures
  [
    'effect',
    `measures(first: $page) { totalCount nodes { name objective improvement { title }
       baselines { periodStart unit { name } } readings(first: $page) { totalCount nodes { day value unit { name } } }
       effect { ${EFFECT} } late: effect(group: LATE) { ${EFFECT} } some: effect(${IN_BUILD}) { ${EFFECT} } } }`,
    15,
  ],
  [
    'early against late',
    `measures(first: $page) { nodes { earlyAgainstLate { early { ${SAMPLE} } late { ${SAMPLE} } test { p } missing } } }`,
    6,
  ],

  // Lists, and what hangs on each of their records
  [
    'the matrix as nested lists, filtered in three ways',
    `improvements(first: 10) { totalCount nodes { title percent deploymentStates { state count }
       deployments(first: 40) { totalCount nodes { state percent late unit { name } increment { title } } }
       late: deployments(first: 5, filter: { late: true }) { totalCount nodes { plannedEnd } }
       blocked: deployments(first: 5, filter: { states: [BLOCKED] }) { nodes { blockers(open: true) { owner { name } } } } } }`,
    18,
  ],
  [
    'units with all that is in them',
    `units(first: $page) { totalCount nodes { name leads { name } definedProcess { versions { label } }
       deployments(first: 5) { totalCount nodes { state improvement { title } } } issues(first: 5) { nodes { title owner { name } } }
       readings(first: 5) { nodes { value measure { name } } } tailorings(first: 5) { nodes { change } }
       consultingSessions(first: 5) { nodes { topics consultant { name } } } coordinationShares(first: 5) { nodes { done activity { title } } }
       trainingDeliveries(first: 5) { nodes { item { title } } } trainingWaivers(first: 5) { nodes { reason } }
       affirmations(first: 5) { nodes { text } } } }`,
    25,
  ],
  [
    'improvements with all that is about them',
    `improvements(first: $page) { nodes { title relations { kind to { title } } coordinationActivities { nodes { title shares { unit { name } } } }
       plan { state } plans(first: 2) { nodes { state content { targets { name } agreements { agreed } } increments { title } review { state } } }
       issues(first: 5) { nodes { title } } measures(first: 5) { nodes { name } } tailorings(first: 5) { nodes { change } }
       revisions(first: 5) { nodes { kind } } trainingItems(first: 5) { nodes { title } }
       consultingSessions(first: 5) { nodes { topics } } affirmations(first: 5) { nodes { text } } } }`,
    26,
  ],
  list('deployments', `state unit { name } improvement { title } deviations { reason } increment { title } ${BACK}`, 8),
  list(
    'deploymentPlans',
    `state improvement { title } unmetForActivation { missing } unmetForConfirmation { missing } deviations { reason }
     versions { number writtenBy { name } targets { name } exclusions { unit { name } } agreements { person { name } unit { name } } }
     increments { title conditions { text metBy { name } } deployments { state unit { name } } } ${BACK}`,
    47,
  ),
  list(
    'issues',
    `title owner { name } unit { name } improvement { title } openedBy { name } deviations { reason } ${BACK}`,
    8,
  ),
  list(
    'trainingItems',
    `title published { number } versions { number writtenBy { name } } waivers { unit { name } }
     deliveries(first: 5) { nodes { unit { name } } } improvement { title } ${BACK}`,
    12,
  ),
  list(
    'trainingDeliveries',
    `unit { name } attendees { name } item { title ${BACK} } itemVersion { number } ${BACK}`,
    9,
  ),
  list('consultingSessions', `unit { name } improvement { title } earlyAdopter consultant { name } ${BACK}`, 7),
  list(
    'coordinationActivities',
    `title owner { name } improvement { title } relatedImprovements { title } shares { unit { name } doneBy { name } } ${BACK}`,
    10,
  ),
  list('definedProcesses', `title unit { name } versions { label } ${BACK}`, 5),
  list('tailorings', `unit { name } improvement { title } fromVersion { label } toVersion { label } ${BACK}`, 7),
  list(
    'resultReviews',
    `state plan { improvement { title } } decisions { topic decidedBy { name } } lessons { text unit { name } }
     revisions { kind } reviewedBy { name } ${BACK}`,
    11,
  ),
  list('affirmations', 'text person { name } unit { name } improvement { title } practice { ref }', 6),
  ['list, people', 'people(first: $page) { nodes { name ledUnits { name } } }', 4],
  [
    'revisions of an improvement, with the records and units that they are about',
    `node(id: $improvement) { ... on Improvement { revisions(first: $page) { totalCount nodes { reason changes { field }
       record { id } units { name } revisedBy { name } ${BACK} } } } }`,
    7,
  ],
  [
    'work products',
    `node(id: $improvement) { ... on Improvement { documentation {
       trainingMaterials { items { title published { number } deliveries(first: 5) { nodes { unit { name } } } } }
       results { deployments { state unit { name } processVersion { label } blockers { reason } } issues { title owner { name } }
         plans { review { summary decisions { topic } lessons { text } } } measures { effect { ${EFFECT} } } }
       revisions { revisions { kind record { id } changes { field } revisedBy { name } } } } } }`,
    24,
  ],
];
