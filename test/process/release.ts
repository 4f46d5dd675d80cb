import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt, ROOT } from './server-process.js';

/** Makes a folder with a release that follows ours: the same program under another version, with more migrations. */
export async function makeNextRelease(
  folder: string,
  version: string,
  migrations: Readonly<Record<string, string>>,
): Promise<string> {
  ensureBuilt();
  await mkdir(folder);
  for (const part of ['dist', 'prisma/migrations']) await cp(join(ROOT, part), join(folder, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as object;
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, version }));
  for (const [name, sql] of Object.entries(migrations)) {
    await mkdir(join(folder, 'prisma/migrations', name));
    await writeFile(join(folder, 'prisma/migrations', name, 'migration.sql'), sql);
  }
  return folder;
}

/** The blocks of a language below a heading of a page, such as `docs/operating.md`, and below those within it. */
export async function blocksOf(page: string, heading: string, language: string): Promise<string[]> {
  const text = await readFile(join(ROOT, page), 'utf8');
  const [, level = '', after = ''] = new RegExp(`^(#+) ${heading}\n([^]*)`, 'm').exec(text) ?? [];
  const [section = ''] = after.split(new RegExp(`^#{1,${level.length}} `, 'm'));
  const blocks = section.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'));
  return [...blocks].map(([, block = '']) => block);
}

/** Where commands run. */
export interface Shell {
  /** The release whose `npx uplift` is meant; ours unless told. */
  readonly root?: string;
  readonly folder: string;
  /** Searched for programs before the rest. */
  readonly programs: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs a block of commands as an operator does who copies them, up to the first that fails; returns what they say. */
export async function runCommands(
  commands: string,
  { root = ROOT, folder, programs, environment }: Shell,
): Promise<string> {
  // The `npx` of npm does the same, but may take seconds to find out.
  const npx = `npx() { shift; "${process.execPath}" "${root}/dist/cli/uplift.js" "$@"; }`;
  const { stdout, stderr } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', `${npx}\n${commands}`], {
    cwd: folder,
    env: { ...environment, PATH: [programs, process.env['PATH']].filter(Boolean).join(delimiter) },
  });
  return stdout + stderr;
}
