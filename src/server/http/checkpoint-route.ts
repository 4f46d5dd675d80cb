import type { IncomingMessage, ServerResponse } from 'node:http';
import { READ } from '../../auth/grant.js';
import type { Checkpoint } from '../../log/checkpoint.js';
import { answer, refuser } from './answer.js';
import type { Downloads } from './downloads.js';

/** Where administrators get a checkpoint of the log of their organization. */
export const CHECKPOINT_PATH = '/audit/checkpoint';

const HEADERS = { 'cache-control': 'no-store' } as const;

const refuse = refuser(HEADERS);

/** Makes the answers to `GET /audit/checkpoint`: where the log is now, signed where the server has a key. */
export function createCheckpointRoute(
  downloads: Downloads,
  make: (organizationId: string) => Promise<Checkpoint | null>,
): (request: IncomingMessage, response: ServerResponse) => void {
  const send = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET') return refuse(response, 405, 'Checkpoints are read by GET.', { allow: 'GET' });
    const who = await downloads.whoAsks(request, READ);
    if (who.actor.role !== 'ADMINISTRATOR')
      return refuse(response, 403, 'Only administrators get checkpoints of the log.');
    await downloads.run(who, { kind: 'CHECKPOINT_READ' }, response, async () => {
      const checkpoint = await make(who.actor.organizationId);
      if (checkpoint) answer(response, 200, checkpoint, HEADERS);
      else refuse(response, 503, 'The log is not chained yet. Retry later.', { 'retry-after': '60' });
    });
  };
  return (request, response) => {
    send(request, response).catch((error: unknown) => downloads.fail(error, response, HEADERS));
  };
}
