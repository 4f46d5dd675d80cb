import { setTimeout as sleep } from 'node:timers/promises';
import { findActor } from '../../src/auth/actor.js';
import type { Actor } from '../../src/auth/actor.js';
import { execute } from '../../src/commands/execute.js';
import type { Command } from '../../src/commands/command.js';
import type { CommandEnvironment } from '../../src/commands/execute.js';
import type { Outcome } from '../../src/commands/outcome.js';
import { blockDeployment } from '../../src/deployments/operations/blocking.js';
import { planDeployment } from '../../src/deployments/operations/planning.js';
import { adoptDeployment, recordProgress } from '../../src/deployments/operations/reporting.js';
import { encodeGlobalId } from '../../src/ids.js';
import * as improvement from '../../src/improvements/operations/improvement.js';
import { encodeCursor } from '../../src/log/cursor.js';
import { appendEvents } from '../../src/log/append.js';
import { readHead } from '../../src/log/event-log.js';
import { putProcessVersion } from '../processes/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import type { Random } from './random.js';

/** A record that is written to: the test knows its version as long as one writer at a time writes. */
export interface Target {
  readonly id: string;
  readonly globalId: string;
  version: number;
}

/** What one writer writes to: an improvement that is being deployed, with its deployments in the two units. */
export interface Lane {
  readonly improvement: Target;
  readonly ledDeployment: Target;
  readonly otherDeployment: Target;
}

/** An organization in the middle of its deployments. */
export interface Stage {
  readonly organization: TestOrganization;
  readonly lead: Actor;
  readonly bearer: string;
  readonly epoch: string;
  readonly lanes: readonly Lane[];
  /** Cursor of the beginning of the log. */
  readonly beginning: string;
  /** A lane that nobody writes to, whose first deployment is adopted: it cannot be blocked any more. */
  readonly adopted: Lane;
}

/** Sets up an organization with some lanes, through the real operations. */
export async function createStage(app: TestApp, lanes = 1): Promise<Stage> {
  const organization = await createTestOrganization(app);
  const { prisma } = app.services.database;
  const lead = await findActor(prisma, `${organization.slug}-DEPLOYMENT_LEAD`, organization.slug);
  const head = await readHead(prisma, organization.id);
  if (!lead || !head) throw new Error('The organization is not as it should be.');
  const made: Lane[] = [];
  for (let index = 0; index <= lanes; index += 1) made.push(await createLane(app.services, organization, lead, index));
  const adopted = made.pop() as Lane;
  const { ledDeployment } = adopted;
  await change(app.services, lead, recordProgress, 'deploymentId', ledDeployment, { percent: 50 });
  await putProcessVersion(app, organization, organization.ledUnit.id, '1.0');
  await change(app.services, lead, adoptDeployment, 'deploymentId', ledDeployment, { processVersionLabel: '1.0' });
  return {
    organization,
    lead,
    bearer: organization.people.DEPLOYMENT_LEAD.bearer,
    epoch: head.epoch,
    lanes: made,
    beginning: encodeCursor({ epoch: head.epoch, position: 0 }),
    adopted,
  };
}

async function createLane(
  environment: CommandEnvironment,
  { ledUnit, otherUnit }: TestOrganization,
  lead: Actor,
  index: number,
): Promise<Lane> {
  const suggested = done(
    await execute(improvement.suggestImprovement, environment, lead, {
      title: `Improvement ${index}`,
      description: 'What it is for.',
      kind: 'PROCESS',
      scale: 'INCREMENTAL',
      origin: 'SUGGESTION',
      practices: [],
    }),
  );
  const target: Target = {
    id: suggested.recordId,
    globalId: encodeGlobalId('Improvement', suggested.recordId),
    version: 1,
  };
  for (const step of [
    improvement.analyzeImprovement,
    improvement.selectImprovement,
    improvement.startImprovementDeployment,
  ]) {
    await change(environment, lead, step, 'improvementId', target, {});
  }
  const plan = async (unitId: string): Promise<Target> => {
    const { recordId } = done(
      await execute(planDeployment, environment, lead, {
        improvementId: target.id,
        unitId,
        plannedStart: new Date('2026-01-01'),
        plannedEnd: new Date('2099-12-31'),
      }),
    );
    return { id: recordId, globalId: encodeGlobalId('Deployment', recordId), version: 1 };
  };
  return { improvement: target, ledDeployment: await plan(ledUnit.id), otherDeployment: await plan(otherUnit.id) };
}

/** Does a command on the version of a record that the test knows; returns the position of its event. */
export async function change(
  environment: CommandEnvironment,
  actor: Actor,
  command: Command,
  idName: string,
  target: Target,
  input: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { position } = done(
    await execute(command, environment, actor, { [idName]: target.id, version: target.version, ...input }),
  );
  target.version += 1;
  return position;
}

/** The outcome of a command that was done. */
export function done(outcome: Outcome): Extract<Outcome, { done: true }> {
  if (!outcome.done) throw new Error(`Refused: ${JSON.stringify(outcome.userError)}`);
  return outcome;
}

const REVISE = `mutation Revise($input: ReviseImprovementInput!) {
  reviseImprovement(input: $input) { __typename ... on ReviseImprovementPayload { position } ... on UserError { message } }
}`;

/** Revises an improvement over HTTP, as a client does; returns the position of its event. */
export async function revise(
  url: string,
  bearer: string,
  target: Target,
  note: string,
  idempotencyKey: string | null = null,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const input = { improvementId: target.globalId, version: target.version, note, idempotencyKey };
  const answer = await ask(url, REVISE, { input }, bearer, headers);
  const { position } = (answer.data?.['reviseImprovement'] ?? {}) as { position?: number };
  if (position === undefined) throw new Error(`Not revised: ${JSON.stringify(answer)}`);
  target.version += 1;
  return position;
}

/** What a run of writers did. */
export interface Written {
  /** The note of each event that was acknowledged, by its position. */
  readonly acknowledged: Map<number, string>;
  /** Transactions that were rolled back after they had written. */
  rolledBack: number;
}

/**
 * One writer, who does some work on a lane of their own: mostly commands that are done, sometimes one that is refused
 * after it has written, or a transaction that fails after it has appended to the log.
 */
export async function write(
  environment: CommandEnvironment,
  stage: Stage,
  lane: Lane,
  random: Random,
  times: number,
  written: Written = { acknowledged: new Map(), rolledBack: 0 },
): Promise<Written> {
  const { lead } = stage;
  for (let count = 0; count < times; count += 1) {
    const note = `${lane.improvement.id} ${count}`;
    const kind = random.unit();
    if (kind < 0.05) {
      await refusedAfterWriting(environment, stage);
      written.rolledBack += 1;
    } else if (kind < 0.1) {
      await failAfterAppending(environment, stage, random);
      written.rolledBack += 1;
    } else if (kind < 0.5) {
      const position = await change(
        environment,
        lead,
        improvement.reviseImprovement,
        'improvementId',
        lane.improvement,
        { note },
      );
      written.acknowledged.set(position, note);
    } else {
      const target = random.chance(0.5) ? lane.ledDeployment : lane.otherDeployment;
      const percent = random.integer(0, 100);
      const position = await change(environment, lead, recordProgress, 'deploymentId', target, { percent, note });
      written.acknowledged.set(position, note);
    }
  }
  return written;
}

/** Reports a blocker on a deployment that cannot be blocked: the blocker is written first, then refused. */
async function refusedAfterWriting(environment: CommandEnvironment, { lead, adopted }: Stage): Promise<void> {
  const { id, version } = adopted.ledDeployment;
  const outcome = await execute(blockDeployment, environment, lead, { deploymentId: id, version, reason: 'Refused.' });
  if (outcome.done) throw new Error('An adopted deployment was blocked.');
}

async function failAfterAppending({ database }: CommandEnvironment, stage: Stage, random: Random): Promise<void> {
  const { lead, adopted } = stage;
  const failure = new Error('rolled back');
  const event = {
    type: 'ImprovementRevised',
    recordType: 'Improvement',
    recordId: adopted.improvement.id,
    recordVersion: 99,
    note: 'Never happened.',
    after: {},
  };
  const events = Array.from({ length: random.integer(1, 3) }, () => event);
  const pause = random.integer(0, 20);
  try {
    await database.prisma.$transaction(async (db) => {
      await appendEvents(db, { organizationId: lead.organizationId, actorId: lead.personId, at: new Date() }, events);
      await sleep(pause);
      throw failure;
    });
  } catch (error) {
    if (error !== failure) throw error;
  }
}
