import type {
  ImprovementKind,
  ImprovementOrigin,
  ImprovementScale,
  ImprovementState,
  UnitKind,
} from '../generated/prisma/enums.js';

/** A unit of the demo, with the subject of the person who leads it. */
export interface DemoUnit {
  readonly name: string;
  readonly kind: UnitKind;
  readonly lead: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const project = (name: string, lead: string, kind: string, phase: string, size: string, site: string): DemoUnit => ({
  name,
  kind: 'PROJECT',
  lead,
  attributes: { acquisition: kind, phase, size, site },
});

/** A dozen projects and two groups. */
export const demoUnits: readonly DemoUnit[] = [
  project('Harbor Radar', 'paul', 'system', 'development', 'large', 'Bremen'),
  project('Rail Ticketing', 'paul', 'service', 'operation', 'large', 'Lyon'),
  project('Clinic Records', 'paul', 'software', 'development', 'medium', 'Lyon'),
  project('Bridge Sensors', 'priya', 'system', 'solicitation', 'small', 'Bremen'),
  project('Tax Portal', 'priya', 'software', 'development', 'large', 'Turku'),
  project('Weather Grid', 'priya', 'service', 'operation', 'medium', 'Turku'),
  project('Depot Robots', 'pavel', 'system', 'development', 'medium', 'Brno'),
  project('Fleet Leasing', 'pavel', 'service', 'solicitation', 'small', 'Brno'),
  project('Library Cloud', 'pavel', 'software', 'operation', 'small', 'Lyon'),
  project('Water Meters', 'pia', 'system', 'development', 'large', 'Turku'),
  project('Court Archive', 'pia', 'software', 'solicitation', 'medium', 'Bremen'),
  project('Alarm Network', 'pia', 'system', 'operation', 'medium', 'Brno'),
  { name: 'Supplier Quality', kind: 'SUPPORT_GROUP', lead: 'imani', attributes: { site: 'Bremen' } },
  { name: 'Process Group', kind: 'ORGANIZATIONAL_GROUP', lead: 'dario', attributes: { site: 'Lyon' } },
];

/** How far a deployment of the demo has come: a state, with its percent while it is open. */
export type Stage =
  | 'PLANNED'
  | 'PREPARING'
  | `IN_PROGRESS ${number}`
  | `BLOCKED ${number}`
  | 'DEFERRED'
  | 'ADOPTED'
  | 'CONFIRMED'
  | 'WAIVED'
  | 'ROLLED_BACK';

/** An improvement of the demo. */
export interface DemoImprovement {
  readonly title: string;
  readonly description: string;
  readonly kind: ImprovementKind;
  readonly scale: ImprovementScale;
  readonly origin: ImprovementOrigin;
  readonly practices: readonly string[];
  readonly state: ImprovementState;
  /** Day on which it was suggested, counted back from the day on which the demo was set up. */
  readonly daysAgo: number;
  /** Stages by the place of the unit in `demoUnits`; a gap is a unit where it is not deployed. */
  readonly stages: readonly (Stage | null)[];
}

/** Improvements in all stages of their life. */
export const demoImprovements: readonly DemoImprovement[] = [
  {
    title: 'Supplier risk reviews every month',
    description: 'A short review of the risks of each supplier, every month, with the supplier in the room.',
    kind: 'PROCESS',
    scale: 'INCREMENTAL',
    origin: 'CAR_ACTION_PROPOSAL',
    practices: ['RSKM SP 2.2', 'AM SP 1.1', 'CAR SP 2.1', 'OPM SP 3.2'],
    state: 'DEPLOYED',
    daysAgo: 170,
    stages: [
      'CONFIRMED',
      'CONFIRMED',
      'CONFIRMED',
      'WAIVED',
      'CONFIRMED',
      'CONFIRMED',
      'CONFIRMED',
      'CONFIRMED',
      'ROLLED_BACK',
      'CONFIRMED',
    ],
  },
  {
    title: 'One template for statements of work',
    description: 'Every solicitation starts from the same statement of work, with the clauses that audits asked for.',
    kind: 'PROCESS',
    scale: 'INCREMENTAL',
    origin: 'APPRAISAL_FINDING',
    practices: ['SSAD SP 1.2', 'OPF SP 3.1', 'OPM SP 3.2'],
    state: 'DEPLOYING',
    daysAgo: 130,
    stages: [
      'CONFIRMED',
      'CONFIRMED',
      'ADOPTED',
      'CONFIRMED',
      'IN_PROGRESS 80',
      'ADOPTED',
      'BLOCKED 40',
      'IN_PROGRESS 60',
      'WAIVED',
      'PLANNED',
      'PLANNED',
      'PLANNED',
    ],
  },
  {
    title: 'Automated acceptance evidence',
    description: 'Evidence for acceptance is collected by the build instead of by hand at the end.',
    kind: 'TECHNOLOGY',
    scale: 'INNOVATIVE',
    origin: 'PILOT',
    practices: ['AVER SP 3.1', 'AM SP 1.3', 'OPM SP 3.2'],
    state: 'DEPLOYING',
    daysAgo: 100,
    stages: [
      'IN_PROGRESS 70',
      'CONFIRMED',
      'ADOPTED',
      null,
      'IN_PROGRESS 45',
      'BLOCKED 20',
      'IN_PROGRESS 10',
      null,
      'PREPARING',
      'DEFERRED',
      null,
      'PLANNED',
      'ADOPTED',
    ],
  },
  {
    title: 'Requirements workshops with users',
    description: 'Two days with real users before requirements go to a supplier.',
    kind: 'PROCESS',
    scale: 'INCREMENTAL',
    origin: 'SUGGESTION',
    practices: ['ARD SP 1.1', 'ARD SP 3.1', 'OT SP 2.1'],
    state: 'DEPLOYING',
    daysAgo: 80,
    stages: [
      'PREPARING',
      null,
      'IN_PROGRESS 50',
      'PLANNED',
      'BLOCKED 30',
      null,
      'PLANNED',
      'PREPARING',
      null,
      'IN_PROGRESS 25',
      'PLANNED',
    ],
  },
  {
    title: 'Effort estimates from our own history',
    description: 'Estimates come from the measured effort of our own projects, with a range and not a number.',
    kind: 'PROCESS',
    scale: 'INNOVATIVE',
    origin: 'SUGGESTION',
    practices: ['PP SP 1.4', 'OPP SP 1.5', 'MA SP 2.2'],
    state: 'SELECTED',
    daysAgo: 45,
    stages: ['PLANNED', 'PLANNED', null, null, 'PLANNED'],
  },
  {
    title: 'Shared peer review checklists',
    description: 'One set of checklists for reviews of supplier deliverables, kept by the process group.',
    kind: 'PROCESS',
    scale: 'INCREMENTAL',
    origin: 'SUGGESTION',
    practices: ['AVER SP 2.1', 'OPD SP 1.5'],
    state: 'ANALYZED',
    daysAgo: 30,
    stages: [],
  },
  {
    title: 'Chat assistant for contract questions',
    description: 'An assistant that answers questions about running contracts from the contracts themselves.',
    kind: 'TECHNOLOGY',
    scale: 'INNOVATIVE',
    origin: 'SUGGESTION',
    practices: ['AM SP 1.1'],
    state: 'REJECTED',
    daysAgo: 25,
    stages: [],
  },
  {
    title: 'Lessons learned within a week',
    description: 'A lesson is written down within a week of the event, by those who were there.',
    kind: 'PROCESS',
    scale: 'INCREMENTAL',
    origin: 'CAR_ACTION_PROPOSAL',
    practices: ['OPF SP 3.4', 'CAR SP 2.1', 'OPM SP 3.2'],
    state: 'SUGGESTED',
    daysAgo: 6,
    stages: [],
  },
];
