import { setTimeout as sleep } from 'node:timers/promises';

/** How one server runs, as a process or a container: the part that Postgres and Redis share. */
export interface Runtime {
  readonly port: number;
  /** Starts it, again or for the first time; it does not answer yet. */
  launch(): Promise<void>;
  running(): boolean;
  /** Sends a signal that asks it to end, and waits until it has. Nothing to do when it does not run. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** SIGKILL to all its processes at once. */
  kill(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** The last lines that it logged. */
  log(): Promise<string>;
  /** Ends it and removes all that it left; afterwards it cannot be launched. */
  dispose(): Promise<void>;
}

const POLL_MS = 20;

/** Launches a server and waits until `probe` succeeds. Throws with the server's log when it ends or never answers. */
export async function launchUntilItAnswers(
  runtime: Runtime,
  probe: () => Promise<unknown>,
  limitMs = 60_000,
): Promise<void> {
  if (runtime.running()) return;
  await runtime.launch();
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answered = await probe().then(
      () => true,
      () => false,
    );
    if (answered && runtime.running()) return;
    if (!runtime.running())
      throw new Error(`the server on port ${runtime.port} did not start:\n${await runtime.log()}`);
    if (Date.now() > deadline) {
      throw new Error(`the server on port ${runtime.port} did not answer in ${limitMs} ms:\n${await runtime.log()}`);
    }
    await sleep(POLL_MS);
  }
}
