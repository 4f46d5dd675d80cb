import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ROOT } from '../process/server-process.js';
import type { FuzzServer } from './fuzz-server.js';

/** Pause between two probes, in milliseconds. */
const PROBE_PAUSE = 50;

/** An answer to a probe. */
export interface Probe {
  readonly name: 'health' | 'control';
  readonly status: number;
  /** In milliseconds. */
  readonly took: number;
  /** How much of that the process itself was at work, whatever else the machine did. */
  readonly worked: number;
}

/** What a server took, at most. */
export interface Most {
  heapBytes: number;
  residentBytes: number;
  /** Longest delay of the event loop as the server itself sees it, in milliseconds. */
  loopDelay: number;
}

/** Times of all probes of an address. */
export class Times {
  readonly #all: number[] = [];

  add(time: number): void {
    this.#all.push(time);
  }

  get count(): number {
    return this.#all.length;
  }

  get max(): number {
    return this.#all.reduce((most, time) => Math.max(most, time), 0);
  }

  /** The time that a share of them stayed within. */
  quantile(share: number): number {
    const sorted = [...this.#all].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  }
}

/** What is watched while the requests are made. */
export interface Watch {
  readonly health: Times;
  /** How long the server was at work while `/health/live` was asked. */
  readonly healthWork: Times;
  readonly control: Times;
  readonly most: Most;
  stop(): Promise<void>;
}

/**
 * Asks `/health/live` of a server, and beside it a process that does nothing else, all the time; and the server's own figures
 * each second. `onProbe` sees each answer.
 */
export async function watch(
  { url, metricsUrl, process: server }: FuzzServer,
  onProbe: (probe: Probe) => void,
): Promise<Watch> {
  const control = fork(`${ROOT}/test/fuzz/control.mjs`, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
  const [line] = (await once(control.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const addresses = { health: new URL('/health/live', url).href, control: line.toString().trim() };
  const worker = new Worker(`${ROOT}/test/fuzz/probe.mjs`, {
    workerData: { addresses, pids: { health: server.pid, control: control.pid }, pause: PROBE_PAUSE },
    execArgv: [],
  });
  const times = { health: new Times(), healthWork: new Times(), control: new Times() };
  worker.on('message', (probe: Probe) => {
    times[probe.name].add(probe.took);
    if (probe.name === 'health') times.healthWork.add(probe.worked);
    onProbe(probe);
  });
  const most: Most = { heapBytes: 0, residentBytes: 0, loopDelay: 0 };
  const reading = setInterval(() => void read(metricsUrl, most), 1_000);
  return {
    ...times,
    most,
    async stop() {
      clearInterval(reading);
      await read(metricsUrl, most);
      await worker.terminate();
      control.kill();
    },
  };
}

async function read(metricsUrl: string, most: Most): Promise<void> {
  const text = await fetch(metricsUrl).then(
    (response) => response.text(),
    () => '',
  );
  const figure = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
  most.heapBytes = Math.max(most.heapBytes, figure('nodejs_heap_size_used_bytes'));
  most.residentBytes = Math.max(most.residentBytes, figure('process_resident_memory_bytes'));
  most.loopDelay = Math.max(most.loopDelay, 1_000 * figure('nodejs_eventloop_lag_max_seconds'));
}
