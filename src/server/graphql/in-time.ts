import { cancelable } from '../../database/statements.js';

/** Work took longer than it may. */
export class LateError extends Error {
  override readonly name = 'LateError';
}

/**
 * Does work that may take so long, in milliseconds, and goes on until a signal aborts: then its statements are canceled.
 * @throws LateError once the time is up, whatever becomes of the work.
 */
export async function inTime<T>(limit: number, work: () => T | Promise<T>, signal?: AbortSignal): Promise<T> {
  const canceling = new AbortController();
  const cancel = (): void => canceling.abort();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new LateError(`An execution took more than ${limit} ms.`));
      cancel();
    }, limit).unref();
  });
  // Hazard: AbortSignal.any would keep something of each work for as long as the signal of a socket lives.
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  try {
    return await Promise.race([cancelable(canceling.signal, async () => work()), late]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}
