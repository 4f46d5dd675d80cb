import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Actor } from '../../auth/actor.js';
import { execute } from '../../commands/execute.js';
import type { Outcome } from '../../commands/outcome.js';
import { decodeUtf8 } from '../../import-export/files/encoding.js';
import { countRecords, importFile, importRecords, MUTATION_BOUNDS } from '../../import-export/operations/import.js';
import type { ImportProgress } from '../../import-export/operations/import.js';
import type { Logger } from '../../logger.js';
import { recordRefusal } from '../../schema/record-refusal.js';
import type { Services } from '../../schema/context.js';
import { BusyError } from '../../semaphore.js';
import type { Semaphores } from '../../semaphore.js';
import { tooManyAtOnce } from '../graphql/person-concurrency.js';
import { withoutHttp } from '../graphql/wire-error.js';
import { overBudget, personKey } from '../limits/budgets.js';
import type { Budgets } from '../limits/budgets.js';
import type { Refused } from '../limits/refused.js';
import { refuser } from './answer.js';
import { maskFailure } from './downloads.js';
import type { Downloads } from './downloads.js';
import { apiHeaders } from './secure-headers.js';

/** Where files are imported with progress. */
export const IMPORT_PATH = '/import';

/** What bodies may be. A plain HTML form cannot send it, so no page can be tricked into sending one. */
export const FILE_TYPES = ['text/csv'] as const satisfies [string];

/** What an import costs of a budget, as the mutation does. */
const COST = 10;

/** Records that are written between two lines of progress. */
const BATCH = 250;

/** What imports are made with. */
export interface ImportParts {
  readonly services: Services;
  readonly downloads: Pick<Downloads, 'whoAsks' | 'fail'>;
  readonly budgets: Budgets | undefined;
  /** Operations of one person at once. */
  readonly persons: Semaphores;
  readonly refused: Refused;
  readonly logger: Logger;
}

const HEADERS = { ...apiHeaders, 'content-type': 'application/x-ndjson; charset=utf-8', 'x-accel-buffering': 'no' };

const refuse = refuser({ ...apiHeaders, connection: 'close' });

/**
 * Makes the answers to `POST /import`: the mutation `importRecords`, with the file as the body, the rest of its input in the query, and
 * an answer in lines of JSON: how far it is, then its result or why not. Whoever closes the connection before that imports nothing,
 * unless all was there already.
 */
export function createImports(parts: ImportParts): (request: IncomingMessage, response: ServerResponse) => void {
  const { services, downloads, budgets, persons, refused, logger } = parts;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return refuse(response, 405, 'Files are imported by POST.', { allow: 'POST' });
    const asked = new URLSearchParams((request.url ?? '').split('?', 2)[1]);
    const unknown = [...asked.keys()].find((name) => !PARAMETERS.has(name));
    // Hazard: a misspelled `dryRun` would import the file.
    if (unknown !== undefined)
      return refuse(response, 400, `There is no parameter: it is one of ${[...PARAMETERS].join(', ')}.`);
    const { claims, actor, caller } = await downloads.whoAsks(request);
    const shortage = budgets?.take(claims, COST);
    if (shortage) {
      refused.count(shortage.bound, claims);
      throw overBudget(shortage);
    }
    const file = await buffer(request);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    await persons.run(
      personKey(claims),
      async () => {
        const say = (line: object): void => void response.write(`${JSON.stringify(line)}\n`);
        const open = () => decodeUtf8(only(file));
        const total = await countRecords(open);
        response.writeHead(200, HEADERS);
        const tell = (progress: ImportProgress): void => say({ progress: { ...progress, total } });
        tell({ read: 0, checked: 0, written: 0 });
        try {
          const outcome = await importing(actor, file, inputOf(asked), tell, gone.signal);
          if (!outcome.done)
            await recordRefusal({ services, caller, actor: async () => actor }, importRecords.name, outcome.userError);
          say({ result: resultOf(outcome) });
        } catch (error) {
          if (gone.signal.aborted) return;
          say({ errors: [withoutHttp(maskFailure(error, logger))] });
        }
        response.end();
      },
      gone.signal,
    );
  }

  function importing(
    actor: Actor,
    file: Buffer,
    input: Readonly<Record<string, unknown>>,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const bounds = { ...MUTATION_BOUNDS, batch: BATCH, onProgress, signal };
    // By its hash, an idempotency key knows the file again.
    const hash = createHash('sha256').update(file).digest('hex');
    return execute(
      importFile(bounds, () => decodeUtf8(only(file))),
      services,
      actor,
      { ...input, file: hash },
    );
  }

  return (request, response) => {
    receive(request, response).catch((error: unknown) => {
      if (error instanceof BusyError && !response.destroyed) refused.count('maxConcurrentPerPerson');
      downloads.fail(error instanceof BusyError ? tooManyAtOnce() : error, response, apiHeaders);
    });
  };
}

const PARAMETERS: ReadonlySet<string> = new Set(['kind', 'map', 'default', 'dates', 'dryRun', 'idempotencyKey']);

/** The input of the mutation that the query stands for; what is missing or wrong in it, its form says. */
function inputOf(asked: URLSearchParams): Readonly<Record<string, unknown>> {
  const dryRun = asked.get('dryRun');
  const given = {
    dates: asked.get('dates'),
    dryRun: dryRun === 'true' || dryRun === 'false' ? dryRun === 'true' : dryRun,
    idempotencyKey: asked.get('idempotencyKey'),
  };
  return {
    kind: asked.get('kind')?.toUpperCase(),
    columns: asked
      .getAll('map')
      .map((each) => cut(each, each.lastIndexOf('=')))
      .map(([from, to]) => ({ from, to })),
    defaults: asked
      .getAll('default')
      .map((each) => cut(each, each.indexOf('=')))
      .map(([column, value]) => ({ column, value })),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
  };
}

/** What stands before and after an equals sign; nothing before where there is none. */
function cut(text: string, at: number): readonly [string, string] {
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + 1)];
}

/** What the mutation would answer. */
function resultOf(outcome: Outcome): object {
  if (!outcome.done) {
    const { kind, ...refusal } = outcome.userError;
    return { __typename: kind, ...refusal };
  }
  const { position, facts } = outcome;
  return { __typename: 'ImportRecordsPayload', position, count: facts?.['count'], remarks: facts?.['remarks'] };
}

async function* only(file: Buffer): AsyncGenerator<Uint8Array> {
  yield file;
}
