import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ask } from '../../support/clients.js';
import { randomFrom } from '../random.js';
import type { Random } from '../random.js';
import type { Lane, Stage, Target } from '../stage.js';
import type { Cluster } from './cluster.js';

/** What the writers of a run did. Every command has a note or reason of its own, which names it. */
export interface Written {
  /** Position in the log of each command that was acknowledged, by the name of the command. */
  readonly acknowledged: Map<string, number>;
  /** Names of commands that were refused. */
  readonly refused: Set<string>;
  /** Names of commands that came upon records as they were before something was lost. */
  readonly overtaken: Set<string>;
  /** Commands that had to be sent more than once, because nobody answered. */
  repeated: number;
  /** Transactions of our own that had moved the head of the log and were rolled back. */
  rolledBack: number;
  /** Answers that no command should get. */
  readonly flaws: string[];
}

/** Writers at work. */
export interface Writers {
  readonly written: Written;
  /** Lets each finish the command that it is at. */
  stop(): Promise<void>;
}

/** Where writers write, and how fast. */
export interface WriterOptions {
  readonly stage: Stage;
  readonly bearer: string;
  readonly seed: number;
  /** Commands per second, of all writers together, where the servers keep up. */
  readonly rate: number;
  readonly cluster: Pick<Cluster, 'databaseUrl' | 'losses'>;
  /** Where the servers are. */
  readonly urls: () => readonly string[];
}

const MUTATIONS = {
  revise: `mutation Revise($input: ReviseImprovementInput!) {
    result: reviseImprovement(input: $input) { __typename ... on ReviseImprovementPayload { position } ... on UserError { message } }
  }`,
  record: `mutation Record($input: RecordProgressInput!) {
    result: recordProgress(input: $input) { __typename ... on RecordProgressPayload { position } ... on UserError { message } }
  }`,
  block: `mutation Block($input: BlockDeploymentInput!) {
    result: blockDeployment(input: $input) { __typename ... on BlockDeploymentPayload { position } ... on UserError { message } }
  }`,
} as const;

/** How long a command may go without an answer before it is sent again, in milliseconds. */
const PATIENCE = 20_000;

type Result = { readonly position: number } | { readonly refusal: string };

/** Starts one writer per lane, each with random choices of its own, so that a seed replays their commands. */
export function startWriters(options: WriterOptions): Writers {
  const { stage, seed, rate } = options;
  const written: Written = {
    acknowledged: new Map(),
    refused: new Set(),
    overtaken: new Set(),
    repeated: 0,
    rolledBack: 0,
    flaws: [],
  };
  const stopping = new AbortController();
  const pace = (1_000 * stage.lanes.length) / rate;
  const work = stage.lanes.map((lane, index) => write(options, lane, index, randomFrom(seed + index), pace));
  return {
    written,
    async stop() {
      stopping.abort();
      await Promise.all(work);
    },
  };

  async function write({ cluster }: WriterOptions, lane: Lane, index: number, random: Random, pace: number) {
    let known = cluster.losses;
    for (let count = 1; !stopping.signal.aborted; count += 1) {
      const name = `${index}/${count}`;
      const note = `${name} ${'é'.repeat(random.chance(0.02) ? 3_000 : random.integer(1, 200))}`;
      const kind = random.unit();
      const target = random.chance(0.5) ? lane.ledDeployment : lane.otherDeployment;
      const percent = random.integer(0, 100);
      if (kind < 0.05) await refuse(name, note);
      else if (kind < 0.1) await rollBack(cluster.databaseUrl, stage.organization.id, random.integer(1, 3));
      else {
        const refusal = await (kind < 0.5
          ? change(name, 'revise', lane.improvement, { improvementId: '', note })
          : change(name, 'record', target, { deploymentId: '', percent, note }));
        // Records of which the newest versions were lost: a client would read them again, too.
        if (refusal !== undefined && known !== cluster.losses) {
          written.overtaken.add(name);
          known = cluster.losses;
          await readVersions(cluster, lane);
        } else if (refusal !== undefined) {
          written.flaws.push(`${name} was refused: ${refusal}`);
        }
      }
      await sleep(-Math.log(1 - random.unit()) * pace, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  /** Does a command; returns why it was refused, if it was. */
  async function change(name: string, kind: 'revise' | 'record', target: Target, input: Record<string, unknown>) {
    const [idField] = Object.keys(input) as [string];
    const result = await insist(name, kind, { ...input, [idField]: target.globalId, version: target.version });
    if ('refusal' in result) return result.refusal;
    target.version += 1;
    written.acknowledged.set(name, result.position);
    return undefined;
  }

  /** A command that is refused after it has written. */
  async function refuse(name: string, reason: string) {
    const { globalId, version } = stage.adopted.ledDeployment;
    const result = await insist(name, 'block', { deploymentId: globalId, version, reason });
    if ('refusal' in result) written.refused.add(name);
    else written.flaws.push(`${name} was done, and should have been refused`);
  }

  /** Sends a command with its key until somebody says what came of it. */
  async function insist(name: string, kind: keyof typeof MUTATIONS, input: Record<string, unknown>): Promise<Result> {
    const variables = { input: { ...input, idempotencyKey: `faults ${name}` } };
    for (let attempt = 0; ; attempt += 1) {
      const urls = options.urls();
      const url = urls[Math.floor(Math.random() * urls.length)] as string;
      try {
        const answer = await inTime(ask(url, MUTATIONS[kind], variables, options.bearer));
        const result = answer.data?.['result'] as
          { position?: number; __typename: string; message?: string } | undefined;
        if (result?.position !== undefined) return { position: result.position };
        if (result) return { refusal: `${result.__typename}: ${result.message}` };
      } catch {
        // Nobody knows whether it was done.
      }
      if (attempt === 0) written.repeated += 1;
      await sleep(50 + Math.random() * 200);
    }
  }

  /** Moves the head of the log, and takes it back. */
  async function rollBack(url: string, organizationId: string, by: number) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('begin');
      await client.query('update "EventLog" set "position" = "position" + $2 where "organizationId" = $1', [
        organizationId,
        by,
      ]);
      await sleep(5);
      await client.query('rollback');
      written.rolledBack += 1;
    } catch {
      // The database is away.
    } finally {
      void client.end().catch(() => undefined);
    }
  }
}

/** Reads which versions the records of a lane have. */
async function readVersions(cluster: WriterOptions['cluster'], lane: Lane): Promise<void> {
  const tables = { improvement: 'Improvement', ledDeployment: 'Deployment', otherDeployment: 'Deployment' } as const;
  for (;;) {
    const client = new pg.Client({ connectionString: cluster.databaseUrl, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      for (const [name, table] of Object.entries(tables)) {
        const target = lane[name as keyof typeof tables];
        const query = `select "version" from "${table}" where "id" = $1`;
        const { rows } = await client.query<{ version: number }>(query, [target.id]);
        target.version = rows[0]?.version ?? target.version;
      }
      return;
    } catch {
      await sleep(100); // The database is away.
    } finally {
      void client.end().catch(() => undefined);
    }
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer.')), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Name of the command of an event, by its note; undefined for an event that no writer caused. */
export function commandOf(note: string | null): string | undefined {
  return /^(\d+\/\d+) /.exec(note ?? '')?.[1];
}

/**
 * What is wrong with the log, given what the writers were told: each command that was acknowledged is in it, once, unless
 * its event was lost.
 */
export function flawsOfWrites(
  written: Pick<Written, 'acknowledged' | 'refused'>,
  logged: ReadonlyMap<string, readonly number[]>,
  lost: ReadonlySet<string> = new Set(),
): string[] {
  const flaws: string[] = [];
  for (const [name, position] of written.acknowledged) {
    const positions = logged.get(name) ?? [];
    if (positions.length === 0 && lost.has(name)) continue;
    if (positions.length !== 1 || positions[0] !== position) {
      flaws.push(`command ${name} was acknowledged at ${position} and is in the log at [${positions.join()}]`);
    }
  }
  for (const [name, positions] of logged) {
    if (written.refused.has(name)) flaws.push(`command ${name} was refused and is in the log at [${positions.join()}]`);
    else if (!written.acknowledged.has(name)) flaws.push(`command ${name} was never acknowledged and is in the log`);
  }
  return flaws;
}
