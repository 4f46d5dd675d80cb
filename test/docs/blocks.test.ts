import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { buildSchema, parse, validate } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createProgram } from '../../src/cli/program.js';
import { settings } from '../../src/cli/settings.js';
import { ROOT } from '../process/server-process.js';
import { blocksIn, readPages } from './pages.js';
import type { Block } from './pages.js';

// What every block must be, whether or not another test runs it from its beginning to its end.

let schema: GraphQLSchema;
let program: CommandUnknownOpts;
let scripts: Readonly<Record<string, string>>;
let folder: string;
const blocks = (await readPages()).flatMap(blocksIn);
const of = (language: RegExp): Block[] => blocks.filter((block) => language.test(block.language));
const named = (all: readonly Block[]) => all.map((block, index) => [`${block.page}, ${index + 1}`, block] as const);

beforeAll(async () => {
  schema = buildSchema(await readFile(`${ROOT}/schema.graphql`, 'utf8'));
  program = await createProgram(() => true);
  ({ scripts } = JSON.parse(await readFile(`${ROOT}/package.json`, 'utf8')));
  folder = await mkdtemp(join(tmpdir(), 'uplift-blocks-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('each block has a language that is checked here or by the test of its page', () => {
  const known = /^(sh|js|graphql|json|diff|mermaid|sql|yaml|csv .+|text|)$/;
  expect(blocks.filter(({ language }) => !known.test(language))).toEqual([]);
  expect(blocks.length).toBeGreaterThan(100);
});

/** What is wrong with a call of `npx uplift`: a command, an argument too many or an option that is none of it. */
function wrongCall(words: readonly string[]): string | undefined {
  let command = program;
  const rest = [...words];
  for (;;) {
    const below = command.commands.find((each) => each.name() === rest[0]);
    if (!below) break;
    command = below;
    rest.shift();
  }
  if (rest[0] === 'help') return undefined;
  if (command === program || command.commands.length > 0) return `no command: ${words.join(' ')}`;
  const flags = new Set(command.options.flatMap(({ long, short }) => [long, short]));
  const wrong = rest.filter((word) => word.startsWith('-') && !flags.has(word));
  return wrong.length > 0 ? `${command.name()} has no ${wrong.join(' ')}` : undefined;
}

describe('commands', () => {
  it.each(named(of(/^sh$/)))('%s, are such that a shell takes them, and name what there is', (_name, { text }) => {
    execFileSync('bash', ['-n'], { input: text });
    const calls = [...text.matchAll(/npx uplift ([^|>#)\n]+)/g)].map(([, call = '']) => call.trim().split(/\s+/));
    expect(calls.flatMap((words) => wrongCall(words) ?? [])).toEqual([]);
    for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([\w:]+)/g)) expect(scripts).toHaveProperty([script]);
    const variables = [...settings.values()].flat().map(({ name }) => name);
    for (const [, name = ''] of text.matchAll(/^(?:export )?([A-Z_]+)=/gm)) expect(variables).toContain(name);
  });

  it('are found wrong where they are', () => {
    expect(wrongCall(['chek'])).toBe('no command: chek');
    expect(wrongCall(['check', '--all'])).toBe('check has no --all');
    expect(wrongCall(['checkpoint', 'create', '--organization', 'x'])).toBeUndefined();
  });
});

it.each(named(of(/^graphql$/)))('%s, is an operation of the schema', (_name, { text }) => {
  expect(validate(schema, parse(text))).toEqual([]);
});

it.each(named(of(/^js$/)))('%s, is a script', async (_name, { text }) => {
  const file = join(folder, 'script.mjs');
  await writeFile(file, text);
  execFileSync(process.execPath, ['--check', file]);
});

it.each(named(of(/^json$/)))('%s, is JSON', (_name, { text }) => {
  for (const line of text.startsWith('{\n') ? [text] : text.trim().split('\n')) JSON.parse(line);
});

it.each(named(of(/^diff$/)))('%s, a recipe, applies to this tree', (_name, { text }) => {
  execFileSync('git', ['apply', '--check', '-'], { cwd: ROOT, input: `${text}\n` });
});

it('a recipe whose context is gone is found', () => {
  const stale = '--- a/src/text.ts\n+++ b/src/text.ts\n@@ -1,1 +1,2 @@\n a line that is not there\n+another\n';
  expect(() => execFileSync('git', ['apply', '--check', '-'], { cwd: ROOT, input: stale, stdio: 'pipe' })).toThrow();
});
