import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../process/server-process.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The address in the README. */
const HOST = '127.0.0.1:4000';

/** What a page has before the script runs, as the README takes it for granted. */
const PAGE = `
import WebSocket from 'ws';
globalThis.WebSocket = WebSocket;
globalThis.getToken = () => process.env.TOKEN;
console.log = (...values) => process.stdout.write(JSON.stringify(values) + '\\n');
`;

/** A script of the README that runs. */
export interface RunningScript {
  /** What it has logged so far, each time as a list. */
  readonly logged: readonly unknown[][];
  /** What it has complained of so far. */
  readonly complaints: string;
  /** Whether it has ended by itself. */
  readonly ended: boolean;
  stop(): Promise<void>;
}

/** The scripts of the README that import something, by the last package or file that they import from. */
export async function readScripts(): Promise<Map<string, string>> {
  const text = await readFile(join(ROOT, 'README.md'), 'utf8');
  const scripts = [...text.matchAll(/^```js\n(import [\s\S]*?)^```$/gm)].map(([, script]) => script as string);
  return new Map(scripts.map((script) => [/ from '([^']+)'/.exec(script)?.[1] as string, script]));
}

/** Runs a script beside another file, against a server. */
export async function runScript(
  script: string,
  beside: Readonly<Record<string, string>>,
  url: string,
  token: string,
): Promise<RunningScript> {
  ensureBuilt();
  // Within the package, so that it finds the packages and ours by its own name.
  const folder = await mkdtemp(join(ROOT, 'dist/readme-'));
  const files = { ...beside, 'script.js': script, 'page.js': PAGE };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content.replaceAll(HOST, new URL(url).host));
  }
  const child: ChildProcess = spawn(process.execPath, ['--import', './page.js', 'script.js'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logged: unknown[][] = [];
  let rest = '';
  let complaints = '';
  let ended = false;
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    logged.push(...lines.map((line) => JSON.parse(line) as unknown[]));
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      ended = true;
      resolve();
    });
  });
  return {
    logged,
    get complaints() {
      return complaints;
    },
    get ended() {
      return ended;
    },
    async stop() {
      child.kill('SIGKILL');
      await closed;
      await rm(folder, { recursive: true });
    },
  };
}
