import type { z } from 'zod';
import type { Actor } from '../auth/actor.js';
import { demandPermission } from '../auth/allowed.js';
import type { Allowed } from '../auth/allowed.js';
import { demandFreshSignIn } from '../auth/fresh-sign-in.js';
import type { IssuerOutlet } from '../auth/issuer-outlet.js';
import type { Clock } from '../clock.js';
import type { Database, Queryable } from '../database/database.js';
import { answeredState, UNIQUE_VIOLATION } from '../database/sql.js';
import { inTransaction } from '../database/transaction.js';
import { appendEvents, appendStaged } from '../log/append.js';
import { readHead } from '../log/event-log.js';
import type { Commit, EventService } from '../log/event.js';
import { invalidInput, UserError } from '../user-error.js';
import type { UserErrorData } from '../user-error.js';
import type { CatalogStore } from '../process-model/store.js';
import { storable } from './validators.js';
import { claimKey, settleKey, settleRefusal } from './idempotency.js';
import type { KeyClaim } from './idempotency.js';
import type { Details, DryRunOutcome, Outcome } from './outcome.js';
import { ConcurrentWriteError, UnitOfWork } from './unit-of-work.js';

/** Where commands run: the database, the clock, and who is notified of a commit. */
export interface CommandEnvironment {
  readonly database: Database;
  readonly clock: Clock;
  /** Called after each commit, with the command; must not throw and is not awaited. */
  readonly committed: (commit: Commit, command: string) => void;
  /** The process model in force. */
  readonly catalogStore: Pick<CatalogStore, 'current'>;
  /** How issuers are managed; absent where they are not. */
  readonly issuers?: IssuerOutlet | undefined;
}

/** A command, as far as its execution is concerned. */
export interface Executable<Input extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly input: Input;
  readonly timeout?: number | undefined;
  readonly allowed: Allowed<never>;
  before?(environment: CommandEnvironment, actor: Actor, input: z.output<Input>): Promise<void>;
  perform(work: UnitOfWork, input: z.output<Input>): Promise<{ id: string; facts?: Details }>;
}

/** How often a command is done again when another one changed its record under it. */
const ATTEMPTS = 10;

/** Form of a client's key: 1 to 200 characters. */
const keyForm = storable.min(1).max(200);

/**
 * Does a command for an actor: checks role and input, then reads, decides, writes and appends the events in one
 * transaction. With an idempotency key, the same command is done once and answers with its first outcome again.
 */
export async function execute<Input extends z.ZodType>(
  command: Executable<Input>,
  environment: CommandEnvironment,
  actor: Actor,
  rawInput: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { idempotencyKey, ...fields } = rawInput;
  let claim: KeyClaim | undefined;
  try {
    demandPermission(actor, command);
    const input = parse(command.input, fields);
    if (idempotencyKey !== undefined && idempotencyKey !== null) {
      claim = { actor, command: command.name, key: parse(keyForm, idempotencyKey, 'idempotencyKey'), input: fields };
    }
    await command.before?.(environment, actor, input);
    const { outcome, added } = await transact(command, environment, actor, (work) =>
      attempt(command, work, input, claim),
    );
    if (added) environment.committed(added, command.name);
    return outcome;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const outcome: Outcome = { done: false, userError: error.userError };
    // Hazard: after a fresh sign-in, the same key has to do what was refused without one.
    return claim && !lacksSignIn(error.userError)
      ? settleRefusal(environment.database.prisma, claim, outcome)
      : outcome;
  }
}

/**
 * Finds out what a command would do: does it in a transaction that is rolled back. Answers with its events, or with the
 * refusal. Takes no idempotency key and no position of the log, and notifies no one.
 */
export async function dryRun<Input extends z.ZodType>(
  command: Executable<Input>,
  environment: CommandEnvironment,
  actor: Actor,
  { idempotencyKey: _key, ...fields }: Readonly<Record<string, unknown>>,
): Promise<DryRunOutcome | Extract<Outcome, { done: false }>> {
  try {
    demandPermission(actor, command);
    const input = parse(command.input, fields);
    await command.before?.(environment, actor, input);
    return await transact(command, environment, actor, async (work) => {
      await begin(command, work);
      await command.perform(work, input);
      throw new RolledBack({ done: 'dryRun', events: work.events });
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome;
    if (error instanceof UserError) return { done: false, userError: error.userError };
    throw error;
  }
}

/**
 * Does work for which nobody asked, such as what an identity provider says of an actor at their sign-in: without a check of their role,
 * and its events have a service of Uplift in place of an actor.
 */
export async function performUnattended(
  environment: CommandEnvironment,
  actor: Actor,
  viaService: EventService,
  perform: (work: UnitOfWork) => Promise<void>,
): Promise<void> {
  const added = await transact({ name: viaService }, environment, actor, async (work) => {
    await perform(work);
    const cause = { ...work.cause, actorId: null, viaTokenId: null, viaService };
    return work.events.length > 0 ? appendEvents(work.db, cause, work.events) : undefined;
  });
  if (added) environment.committed(added, viaService);
}

/** Carries the outcome of a dry run out of its transaction, and rolls that back. */
class RolledBack extends Error {
  override readonly name = 'RolledBack';

  constructor(readonly outcome: DryRunOutcome) {
    super('This was a dry run.');
  }
}

/** Works in one transaction, and again where others have overtaken it. */
function transact<T>(
  { name, timeout }: Pick<Executable, 'name' | 'timeout'>,
  { database, clock, catalogStore, issuers }: CommandEnvironment,
  actor: Actor,
  perform: (work: UnitOfWork) => Promise<T>,
): Promise<T> {
  const attempt = (db: Queryable) => perform(new UnitOfWork(db, actor, name, clock(), catalogStore.current(), issuers));
  return insist(() => inTransaction(database, actor.organizationId, attempt, timeout));
}

async function attempt<Input extends z.ZodType>(
  command: Executable<Input>,
  work: UnitOfWork,
  input: z.output<Input>,
  claim: KeyClaim | undefined,
): Promise<{ outcome: Outcome; added?: Commit }> {
  const earlier = claim && (await claimKey(work.db, claim));
  if (earlier) return { outcome: earlier };
  await begin(command, work);
  const { id, facts } = await command.perform(work, input);
  const added = await append(work);
  const position = added?.position ?? (await headOf(work));
  const outcome: Outcome = { done: true, recordId: id, position, ...(facts ? { facts } : {}) };
  if (claim) await settleKey(work.db, claim, outcome);
  return { outcome, ...(added ? { added } : {}) };
}

/** Notes the fresh sign-in for which the organization asks before a command, and refuses where there is none. */
export async function begin(command: Pick<Executable, 'name' | 'allowed'>, work: UnitOfWork): Promise<void> {
  work.signIn = await demandFreshSignIn(work.db, work.actor, command, work.now);
}

/** Whether something was refused for want of a fresh sign-in. */
function lacksSignIn(refused: UserErrorData): boolean {
  const { kind } = refused.kind === 'BatchRefusedError' ? refused.refusal : refused;
  return kind === 'FreshSignInRequiredError';
}

/** Appends the events of some work, and does what is left to do then; undefined where it was only a try. */
async function append(work: UnitOfWork): Promise<Commit | undefined> {
  const added = await appendAll(work);
  if (!added || work.afterAppend.length === 0) return added;
  for (const finish of work.afterAppend) await finish();
  // Hazard: the events may have changed since. Servers read them from the log.
  return { organizationId: added.organizationId, position: added.position };
}

async function appendAll(work: UnitOfWork): Promise<Commit | undefined> {
  const { db, cause, events } = work;
  if (work.staged === 0) return events.length > 0 ? appendEvents(db, cause, events) : undefined;
  await work.stage();
  return appendStaged(db, cause, work.staged);
}

/** The position at which the log stands, where nothing was appended. */
async function headOf({ db, actor }: UnitOfWork): Promise<number> {
  return (await readHead(db, actor.organizationId))?.position ?? 0;
}

/** Does a transaction again where others have overtaken it. */
async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!wasOvertaken(error) || tried === ATTEMPTS) throw error;
    }
  }
}

/**
 * What Postgres answers where another transaction came between our look and our write: a unique name that was free is taken
 * (unique_violation), or each waits for the other, at our expense (deadlock_detected).
 */
const OVERTAKEN: ReadonlySet<string | undefined> = new Set([UNIQUE_VIOLATION, '40P01']);

/** Whether another transaction has overtaken ours: done again, the command sees what that one did. */
function wasOvertaken(error: unknown): boolean {
  return error instanceof ConcurrentWriteError || (error instanceof Error && OVERTAKEN.has(answeredState(error)));
}

/**
 * Reads a value by its form. `name` is where it stands in the input.
 * @throws UserError that lists all that is wrong.
 */
export function parse<Form extends z.ZodType>(form: Form, value: unknown, name = ''): z.output<Form> {
  const parsed = form.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidInput(
    parsed.error.issues.map((issue) => ({
      path: [...(name ? [name] : []), ...issue.path.map(String)].join('.'),
      message: issueMessage(issue),
    })),
  );
}

/** What is wrong, in words, by what a form says of it. */
export function issueMessage(issue: z.core.$ZodIssue): string {
  return (issue.code === 'invalid_key' && issue.issues[0]?.message) || issue.message;
}
