import { fork } from 'node:child_process';
import { serverCores } from './cores.mjs';

const running = new Set();

/** Ends all programs that are still there, such as after an error. */
export async function stopChildren() {
  await Promise.all(Array.from(running, (program) => program.stop()));
}

/**
 * Starts a program of the bench in a process of its own; resolves when it answers.
 * @param {URL} file the program, which calls `answer`
 * @param {{args?: string[], server?: boolean}} [options]
 *   `server`: pinned to the core of the server under test; other processes inherit the cores of the load
 */
export async function startChild(file, { args = [], server = false } = {}) {
  const flags = ['--expose-gc', '--no-warnings'];
  const pinned = server && serverCores !== undefined;
  const child = fork(file, args, {
    ...(pinned
      ? { execPath: 'taskset', execArgv: ['--cpu-list', serverCores, process.execPath, ...flags] }
      : { execArgv: flags }),
    serialization: 'advanced',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const waiting = new Map();
  let calls = 0;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const ready = new Promise((resolve, reject) => {
    waiting.set(0, { resolve, reject });
  });
  child.on('message', ({ id, result, error }) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(`${file.pathname.split('/').at(-1)}: ${error}`));
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file.pathname} ended (${signal ?? code}).`));
    waiting.clear();
  });
  const first = await ready;
  const program = {
    /** What the program said of itself when it was ready. */
    first,
    /** Calls one of its handlers; rejects with its error, or when it ends. */
    call: (name, input) =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject });
        child.send({ id: calls, name, input });
      }),
    /** Ends it, in order where it can; calling again does nothing. */
    async stop() {
      if (!running.delete(program)) return;
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(timer);
    },
  };
  running.add(program);
  return program;
}

/**
 * In a program that `startChild` started: answers its calls, and ends with it.
 * @param {Record<string, (input: any) => unknown>} handlers
 * @param {unknown} [first] what to say when ready
 */
export function answer(handlers, first) {
  const handle = async ({ id, name, input }) => {
    try {
      process.send({ id, result: await handlers[name](input) });
    } catch (error) {
      process.send({ id, error: error.stack ?? String(error) });
    }
  };
  const end = async () => {
    await handlers.end?.();
    process.exit(0);
  };
  process.on('message', (call) => void handle(call));
  process.on('disconnect', () => void end());
  process.send({ id: 0, result: first });
}
