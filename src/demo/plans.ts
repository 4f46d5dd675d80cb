/** An increment of the demo: the wave, the deployments in it, and how it went. */
export interface DemoIncrement {
  readonly title: string;
  readonly fallBack: string;
  readonly exitCondition: string;
  /** Places of its units in `demoUnits`. */
  readonly places: readonly number[];
  /** Days on which it begins and ends by the plan, counted back from the set-up; negative for days to come. */
  readonly from: number;
  readonly to: number;
  readonly state: 'PLANNED' | 'RUNNING' | 'PASSED';
  /** Why a sponsor let it begin before the one before had passed. */
  readonly overrideReason?: string;
  /** Days before it passed on which a sponsor held it at its gate, and why. */
  readonly held?: { readonly before: number; readonly reason: string };
  /** Day on which it passed, counted back. */
  readonly passed?: number;
}

/** The deployment plan of an improvement of the demo. */
export interface DemoPlan {
  readonly improvement: string;
  readonly state: 'DRAFT' | 'ACTIVE' | 'ASKED_AGAIN' | 'CLOSED';
  /** Days on which it begins and ends, counted back from the set-up. */
  readonly from: number;
  readonly to: number;
  /** Units that it leaves out, and why. */
  readonly exclusions: readonly { readonly unit: string; readonly reason: string }[];
  readonly barriers: readonly { readonly barrier: string; readonly counterStrategy: string }[];
  readonly risks: readonly { readonly risk: string; readonly mitigation: string }[];
  readonly trainingNotes: string;
  readonly consultingNotes: string;
  readonly increments: readonly DemoIncrement[];
  /** Name of the template that it is drafted from, which gives it its increments; absent where it begins from nothing. */
  readonly template?: string;
}

/** What plans of the demo may begin with. */
export const demoTemplate = {
  name: 'One of each kind first',
  description: 'For what each kind of project will use in its own way.',
  duration: 100,
  barriers: [
    { barrier: 'Each kind takes itself for an exception', counterStrategy: 'Those who began tell the others.' },
  ],
  trainingNotes: 'To be written.',
  consultingNotes: 'To be written.',
  increments: [
    {
      title: 'One project of each kind',
      startsAfter: 0,
      duration: 60,
      fallBack: 'The project works as before.',
      exitConditions: ['Each project said what it would change'],
    },
    {
      title: 'All other projects',
      startsAfter: 60,
      duration: 40,
      fallBack: 'The project waits; those before it go on.',
      entryConditions: ['What was said is changed, or answered'],
    },
  ],
};

/** Plans in several stages of their life: over, under way, asked about again, being written. */
export const demoPlans: readonly DemoPlan[] = [
  {
    improvement: 'Supplier risk reviews every month',
    state: 'CLOSED',
    from: 155,
    to: 30,
    exclusions: [
      { unit: 'Court Archive', reason: 'It has no supplier yet.' },
      { unit: 'Alarm Network', reason: 'Its supplier is about to be replaced.' },
    ],
    barriers: [
      {
        barrier: 'Suppliers fear that risks will be held against them',
        counterStrategy: 'The first two reviews look at our own risks only.',
      },
    ],
    risks: [{ risk: 'Reviews become a ritual', mitigation: 'No review without a risk that was new or is gone.' }],
    trainingNotes: 'A one-hour session for each project.',
    consultingNotes: 'The process group sits in the first review of each early adopter.',
    increments: [
      {
        title: 'Early adopters',
        fallBack: 'Back to the quarterly report.',
        exitCondition: 'Each early adopter held three reviews',
        places: [0, 1, 2],
        from: 155,
        to: 100,
        state: 'PASSED',
        passed: 100,
        held: { before: 4, reason: 'One project has no minutes of its reviews.' },
      },
      {
        title: 'All other projects',
        fallBack: 'The project goes back to the quarterly report; the early adopters stay.',
        exitCondition: 'Suppliers were asked what they think of it',
        places: [3, 4, 5, 6, 7, 8, 9],
        from: 98,
        to: 34,
        state: 'PASSED',
        passed: 33,
      },
    ],
  },
  {
    improvement: 'One template for statements of work',
    state: 'ACTIVE',
    from: 112,
    to: -40,
    exclusions: [
      { unit: 'Supplier Quality', reason: 'It writes no statements of work.' },
      { unit: 'Process Group', reason: 'It writes no statements of work.' },
    ],
    barriers: [
      {
        barrier: 'Lawyers of each site have clauses of their own',
        counterStrategy: 'Clauses of a site are an annex, not another template.',
      },
    ],
    risks: [
      { risk: 'Running solicitations are held up', mitigation: 'Only solicitations that have not begun take it up.' },
    ],
    trainingNotes: 'Half a day for those who write statements of work, before the second increment.',
    consultingNotes: 'Early adopters write their first one together with the process group.',
    increments: [
      {
        title: 'Four that write one this quarter',
        fallBack: 'The statement of work of the last solicitation is used again.',
        exitCondition: 'Two solicitations went out with the template',
        places: [0, 1, 2, 3],
        from: 112,
        to: 62,
        state: 'PASSED',
        passed: 57,
        held: { before: 5, reason: 'Only one solicitation has gone out with it.' },
      },
      {
        title: 'Projects in development and operation',
        fallBack: 'The project keeps its own statement of work until the next change of contract.',
        exitCondition: 'Annexes of all sites are on file',
        places: [4, 5, 6, 7, 8],
        from: 56,
        to: -5,
        state: 'RUNNING',
      },
      {
        title: 'The rest',
        fallBack: 'The project waits for the next release of the template.',
        exitCondition: 'Every project named a person who keeps its annexes',
        places: [9, 10, 11],
        from: 0,
        to: -40,
        state: 'PLANNED',
      },
    ],
  },
  {
    improvement: 'Automated acceptance evidence',
    state: 'ASKED_AGAIN',
    from: 82,
    to: -30,
    exclusions: [
      { unit: 'Bridge Sensors', reason: 'It has no build that could collect anything.' },
      { unit: 'Fleet Leasing', reason: 'It buys a service; the supplier shows its own evidence.' },
    ],
    barriers: [
      {
        barrier: 'Build systems differ from supplier to supplier',
        counterStrategy: 'A file format is asked for, not a tool.',
      },
    ],
    risks: [{ risk: 'Evidence is collected and never read', mitigation: 'Acceptance starts from the collection.' }],
    trainingNotes: 'A recorded walk through one collection.',
    consultingNotes: 'A day of an engineer for each project.',
    increments: [
      {
        title: 'Pilot projects and Supplier Quality',
        fallBack: 'Evidence is collected by hand once more.',
        exitCondition: 'One acceptance was done from collected evidence alone',
        places: [0, 1, 2, 12],
        from: 80,
        to: 25,
        state: 'RUNNING',
      },
      {
        title: 'Projects with a build of their own',
        fallBack: 'The project drops out and collects by hand.',
        exitCondition: 'Collections of two suppliers were compared',
        places: [4, 5, 6, 8, 9, 11],
        from: 50,
        to: -30,
        state: 'RUNNING',
        overrideReason: 'The contract of Tax Portal is renewed before the pilots end.',
      },
    ],
  },
  {
    improvement: 'Effort estimates from our own history',
    template: demoTemplate.name,
    state: 'DRAFT',
    from: -20,
    to: -120,
    exclusions: [],
    barriers: [
      {
        barrier: 'Effort of the past was booked on few accounts',
        counterStrategy: 'The last two projects of each site are taken apart by hand.',
      },
    ],
    risks: [{ risk: 'A range is taken for weakness', mitigation: 'Sponsors ask for the range first.' }],
    trainingNotes: 'To be written.',
    consultingNotes: 'To be written.',
    increments: [
      {
        title: 'One project of each kind',
        fallBack: 'The project works as before.',
        exitCondition: 'Each project said what it would change',
        places: [0, 1, 4],
        from: -20,
        to: -80,
        state: 'PLANNED',
      },
    ],
  },
];

/** The days of a deployment as the plan of its improvement allows them, counted from the set-up; as they are without one. */
export function withinPlan(improvement: string, start: number, end: number): { start: number; end: number } {
  const plan = planOf(improvement);
  if (!plan) return { start, end };
  const last = Math.min(end, -plan.to);
  return { start: Math.max(-plan.from, Math.min(start, last - 7)), end: last };
}

/** Day on which the deployment in a unit begins by the increment that it is in, counted back; undefined in none. */
export function begunInIncrement(improvement: string, place: number): number | undefined {
  const increment = planOf(improvement)?.increments.find(({ places }) => places.includes(place));
  return increment && increment.from - 2 - 3 * increment.places.indexOf(place);
}

function planOf(improvement: string): DemoPlan | undefined {
  return demoPlans.find((each) => each.improvement === improvement);
}
