import { expect } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { encodeGlobalId } from '../../src/ids.js';
import { encodeCursor } from '../../src/log/cursor.js';
import { createOrganization } from '../../src/organization/operations/organization.js';
import { act, takesVersion } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { everything } from '../commands/fixtures.js';
import { SECRET } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask, subscribeSse, subscribeWs } from '../support/clients.js';
import type { Subscription } from '../support/clients.js';
import type { Input, Step, Who } from './step.js';
import { changes, MATRIX, readViews } from './views.js';
import type { Lines } from './views.js';

/** Fields of an input that name the record to change, the most particular first. */
const TARGETS = [
  'planId',
  'incrementId',
  'coordinationActivityId',
  'consultingSessionId',
  'trainingItemId',
  'tailoringId',
  'definedProcessId',
  'measureId',
  'issueId',
  'deploymentId',
  'unitId',
  'improvementId',
  'personId',
  'reviewId',
];

const VERSIONED = [
  'DeploymentPlan',
  'Increment',
  'CoordinationActivity',
  'ConsultingSession',
  'TrainingItem',
  'Tailoring',
  'DefinedProcess',
  'Measure',
  'Issue',
  'Deployment',
  'Unit',
  'Improvement',
  'Person',
  'ResultReview',
];
const VERSION = `query ($id: ID!) { node(id: $id) { ${VERSIONED.map((type) => `... on ${type} { version }`).join(' ')} } }`;

/** What is part of something else, by the name that the story gives it: `in Bridge`, `Bridge 2.0`, or its own words. */
const PARTS = `{
  deployments(first: 50) { nodes { id unit { name } blockers(open: true) { id reason } } }
  definedProcesses(first: 20) { nodes { unit { name } versions { id label } } }
  deploymentPlans(first: 5) { nodes { increments { conditions { id text } } } } }`;

const EVENTS = `subscription ($after: LogCursor) { events(after: $after) {
  __typename position recordVersion actor { name } improvement { id } unit { name } } }`;

/** The organization of the story, on one server or two: what was done by one is seen on the other. */
export class Play {
  private readonly ids = new Map<string, string>();
  private readonly bearers = new Map<Who, string>();
  private lines: Lines = new Map();
  private position = 1;
  /** Each item of evidence so far: of which subpractice, in which unit. */
  private readonly proofs: { unit: string | null; number: number; improvement: boolean }[] = [];
  /** When a step was done, and what the matrix showed then. */
  private readonly pasts: { at: string; rows: unknown }[] = [];
  private turn = 0;

  private constructor(
    private readonly servers: readonly TestApp[],
    private readonly feeds: readonly Subscription[],
    private readonly clock: { now: Date },
    private readonly slug: string,
  ) {}

  /** Sets up an organization with nobody in it but its administrator, and follows its log on each server. */
  static async begin(servers: readonly TestApp[], clock: { now: Date }): Promise<Play> {
    const [app] = servers;
    if (!app) throw new Error('There is no server.');
    const { database, clock: time } = app.services;
    const administrator = { name: 'Ada', subject: 'Ada' };
    const created = await createOrganization(database, time, { slug: 'acquirer', name: 'Acquirer', administrator });
    const { id: organizationId } = created.organization;
    const { epoch } = await database.prisma.eventLog.findUniqueOrThrow({ where: { organizationId } });
    const bearer = `Bearer ${await signToken(SECRET, 'Ada', 'acquirer', '1h')}`;
    const after = encodeCursor({ epoch, position: 1 });
    const feeds = servers.map(({ url }, index) =>
      index === 0 ? subscribeWs(url, EVENTS, { after }, bearer) : subscribeSse(url, EVENTS, { after }, bearer),
    );
    const play = new Play(servers, feeds, clock, 'acquirer');
    play.ids.set('Ada', encodeGlobalId('Person', created.administrator.id));
    for (const who of ['Ada', 'Paul', 'Petra', 'Dora', 'Sam', 'Vera'] as const) {
      play.bearers.set(who, `Bearer ${await signToken(SECRET, who, play.slug, '1h')}`);
    }
    return play;
  }

  async end(): Promise<void> {
    await Promise.all(this.feeds.map((feed) => feed.stop()));
  }

  /** Tries what is refused, does the step, and looks at everything; gives what is new to be seen, line by line. */
  async play({ on, who, does, with: input, as, refused }: Step): Promise<string[]> {
    const day = Date.parse(`2026-${on}T09:00:00Z`);
    this.clock.now = new Date(Math.max(day, this.clock.now.getTime() + 60_000));
    const before = await everything(this.server);
    for (const [caller, refusal, otherwise = does, otherInput = input] of refused) {
      const result = await this.act(caller, otherwise, otherInput);
      const answer = `${caller} ${otherwise}: ${JSON.stringify(result)}`;
      expect(result['__typename'], answer).toMatch(/Error$/);
      expect([result['rule'], result['__typename']], answer).toContain(refusal);
    }
    expect(await everything(this.server), 'what is refused changes nothing').toEqual(before);

    const result = await this.act(who, does, input);
    expect(result, `${who} ${does}: ${JSON.stringify(result)}`).toHaveProperty('record');
    if (as !== undefined) this.ids.set(as, result['record'].id as string);
    const told = await this.hear(who, result['position'] as number);
    return [...told, ...(await this.look(result['position'] as number))].sort();
  }

  /** At each moment of the story the matrix was what it shows of it now, looked at from the end. */
  async expectPastToStand(): Promise<void> {
    expect(this.pasts.length).toBeGreaterThan(50);
    for (const { at, rows } of this.pasts) {
      expect(await this.matrix(at), at).toEqual(rows);
    }
  }

  /** What the measure shows, and that what was revised says which review led to it. */
  async expectEffect(): Promise<void> {
    const query = `query ($id: ID!) { node(id: $id) { ... on Measure { objective why
      effect { before { count mean } after { count mean } difference better objectiveReached missing }
      improvement { state revisions { nodes { kind review { state } } } } } } }`;
    const answer = await ask(this.server.url, query, { id: this.ids.get('hours') }, this.bearers.get('Vera'));
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.['node']).toEqual({
      objective: 15,
      why: 'It shows what reviews save.',
      effect: {
        before: { count: 3, mean: 42 },
        after: { count: 3, mean: 20 },
        difference: -22,
        better: true,
        objectiveReached: false,
        missing: [],
      },
      improvement: {
        state: 'CLOSED',
        revisions: {
          nodes: [
            ...['OBJECTIVE', 'MEASURE'].map((kind) => ({ kind, review: { state: 'SHARED' } })),
            { kind: 'PLAN', review: null },
          ],
        },
      },
    });
  }

  /** Nobody tells of anything that was not done. */
  expectSilence(): void {
    for (const feed of this.feeds) expect(feed.queued).toEqual([]);
  }

  private get server(): TestApp {
    return this.servers[this.turn % this.servers.length] as TestApp;
  }

  private async act(who: Who, mutation: string, input: Input): Promise<Result> {
    this.turn += 1;
    const bearer = this.bearers.get(who) ?? '';
    const given = (await this.resolve(input)) as Record<string, unknown>;
    const target = TARGETS.find((field) => field in given);
    const id = target && given[target];
    const known = id === undefined ? undefined : await ask(this.server.url, VERSION, { id }, this.bearers.get('Ada'));
    const version = known?.data?.['node']?.version as number | undefined;
    return act(this.server.url, mutation, { ...given, ...(takesVersion(mutation) ? { version } : {}) }, bearer);
  }

  /** Puts ids where names are. */
  private async resolve(value: unknown): Promise<unknown> {
    if (Array.isArray(value)) return Promise.all(value.map((each) => this.resolve(each)));
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(async ([key, each]) => [key, await this.resolve(each)] as const);
      return Object.fromEntries(await Promise.all(entries));
    }
    if (typeof value !== 'string' || !value.startsWith('@')) return value;
    const name = value.slice(1);
    if (!this.ids.has(name)) await this.learnParts();
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`Nothing is called ${name}.`);
    return id;
  }

  private async learnParts(): Promise<void> {
    const { data, errors } = await ask(this.server.url, PARTS, {}, this.bearers.get('Ada'));
    expect(errors).toBeUndefined();
    const nodes = (name: string) => data?.[name].nodes as Result[];
    for (const { id, unit, blockers } of nodes('deployments')) {
      this.ids.set(`in ${unit.name}`, id);
      for (const blocker of blockers as Result[]) this.ids.set(blocker['reason'], blocker['id']);
    }
    for (const { unit, versions } of nodes('definedProcesses'))
      for (const { id, label } of versions as Result[]) this.ids.set(`${unit.name} ${label}`, id);
    for (const { increments } of nodes('deploymentPlans'))
      for (const { conditions } of increments as Result[])
        for (const { id, text } of conditions as Result[]) this.ids.set(text, id);
  }

  /** What each server tells its subscriber: the events up to the position, in a dense row, by whoever did it. */
  private async hear(who: Who, position: number): Promise<string[]> {
    const heard = await Promise.all(
      this.feeds.map(async (feed) => {
        const events: Result[] = [];
        while (events.at(-1)?.['position'] !== position) {
          const { data, errors } = await feed.next();
          expect(errors).toBeUndefined();
          events.push(data?.['events'] as Result);
        }
        return events;
      }),
    );
    const [events = []] = heard;
    for (const other of heard) expect(other).toEqual(events);
    expect(events.map((event) => event['position'])).toEqual(
      Array.from({ length: position - this.position }, (_, index) => this.position + index + 1),
    );
    for (const event of events) expect(event['actor']).toEqual({ name: who });
    return [
      `told: ${events.map(({ __typename: type, unit }) => `${type}${unit ? ` in ${unit.name}` : ''}`).join(', ')}`,
    ];
  }

  /** Looks at everything by way of the server that did not do it, where there are two. */
  private async look(position: number): Promise<string[]> {
    this.turn += 1;
    const at = this.clock.now.toISOString();
    const bearer = this.bearers.get('Ada') ?? '';
    const { lines, views } = await readViews(this.server.url, bearer, this.ids.get('reviews'), at.slice(0, 10));
    const proofs = this.prove(views['practice'].evidence as Result);
    this.expectCoverage((views['improvement']?.coverage ?? []) as Result[]);
    const fresh = changes(this.lines, lines);
    this.lines = lines;
    this.position = position;
    this.pasts.push({ at, rows: views['deploymentMatrix'].nodes as unknown });
    return [...proofs, ...fresh];
  }

  /** The evidence that came with the last step, oldest first; nothing else has come or gone. */
  private prove({ nodes, totalCount }: Result): string[] {
    const since = (nodes as Result[]).filter(({ event }) => event.position > this.position).toReversed();
    for (const { subpractices, event } of since) {
      const unit = (event.unit?.name ?? null) as string | null;
      const improvement = event.improvement !== null && event.improvement.id === this.ids.get('reviews');
      for (const number of subpractices as number[]) this.proofs.push({ unit, number, improvement });
    }
    this.evidence += since.length;
    expect(totalCount).toBe(this.evidence);
    const items = since.map(({ kind, subpractices }) => [kind, ...(subpractices as number[])].join(' '));
    return items.length > 0 ? [`evidence: ${items.join(', ')}`] : [];
  }

  private evidence = 0;

  /** The coverage is what the items of evidence add up to, by unit and subpractice. */
  private expectCoverage(coverage: readonly Result[]): void {
    const count = (unit: string | null, number: number): number =>
      this.proofs.filter((proof) => proof.improvement && proof.unit === unit && proof.number === number).length;
    for (const { unit, subpractices } of coverage)
      for (const { number, items } of subpractices as Result[])
        expect(items, `${unit?.name} ${number}`).toBe(count(unit?.name ?? null, number as number));
    const covered = coverage
      .flatMap(({ subpractices }) => subpractices as Result[])
      .reduce((sum, { items }) => sum + (items as number), 0);
    expect(covered).toBe(this.proofs.filter((proof) => proof.improvement).length);
  }

  private async matrix(asOf: string): Promise<unknown> {
    const query = `query ($asOf: DateTime) { deploymentMatrix(asOf: $asOf) { ${MATRIX} } }`;
    const answer = await ask(this.server.url, query, { asOf }, this.bearers.get('Ada'));
    expect(answer.errors).toBeUndefined();
    return answer.data?.['deploymentMatrix'].nodes;
  }
}
