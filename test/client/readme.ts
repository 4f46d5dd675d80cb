import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../process/server-process.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The address on the pages. */
const HOST = '127.0.0.1:4000';

/** A script of a page that runs. */
export interface RunningScript {
  /** What it has logged so far. */
  readonly logged: string;
  /** What it has complained of so far. */
  readonly complaints: string;
  /** Whether it has ended by itself. */
  readonly ended: boolean;
  stop(): Promise<void>;
}

/** The scripts of docs/clients.md and the client's README that import something, by the first package or file that they import from. */
export async function readScripts(): Promise<Map<string, string>> {
  const texts = ['docs/clients.md', 'client/README.md'].map((path) => readFile(join(ROOT, path), 'utf8'));
  const text = (await Promise.all(texts)).join('\n');
  const scripts = [...text.matchAll(/^```js\n(import [\s\S]*?)^```$/gm)].map(([, script]) => script as string);
  return new Map(scripts.map((script) => [/ from '([^']+)'/.exec(script)?.[1] as string, script]));
}

/** Runs a script beside another file, as they stand there but for the address of the server, which lets visitors in. */
export async function runScript(
  script: string,
  beside: Readonly<Record<string, string>>,
  url: string,
): Promise<RunningScript> {
  ensureBuilt();
  // Within the package, so that it finds the packages.
  const folder = await mkdtemp(join(ROOT, 'dist/readme-'));
  await mkdir(join(folder, 'node_modules/@uplift'), { recursive: true });
  await symlink(join(ROOT, 'client'), join(folder, 'node_modules/@uplift/client'));
  await symlink(join(ROOT, 'client'), join(folder, 'client'));
  for (const [name, content] of Object.entries({ ...beside, 'script.js': script })) {
    await writeFile(join(folder, name), content.replaceAll(HOST, new URL(url).host));
  }
  const child: ChildProcess = spawn(process.execPath, ['script.js'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let logged = '';
  let complaints = '';
  let ended = false;
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (logged += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      ended = true;
      resolve();
    });
  });
  return {
    get logged() {
      return logged;
    },
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
