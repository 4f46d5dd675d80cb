import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { runUplift } from '../../src/cli/program.js';
import { ensureBuilt, ROOT } from '../process/server-process.js';

const COMMANDS = [
  'serve',
  'check',
  'migrate',
  'seed',
  'organization',
  'issuer',
  'token',
  'sign-in',
  'catalog',
  'import',
  'export',
  'checkpoint',
  'archive',
];

let output: { stdout: string; stderr: string };
beforeEach(() => {
  output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      output[name] += String(text);
      return true;
    });
  }
});
afterEach(() => vi.restoreAllMocks());

/** Runs the tool in this process, as it is called with these words. */
async function uplift(words: string): Promise<{ code: number; stdout: string; stderr: string }> {
  return { code: await runUplift(words.split(' ').filter(Boolean)), ...output };
}

describe('the help', () => {
  it('lists every command with what it does', async () => {
    const { code, stdout, stderr } = await uplift('help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const listed = [...stdout.matchAll(/^ {2}([a-z-]+) .*? {2,}(\w.+)$/gm)].map(([, name]) => name);
    expect(listed).toEqual([...COMMANDS, 'help']);
    expect((await uplift('--help')).stdout).toBe(stdout + stdout);
  });

  test.each(COMMANDS)('of %s says how it is called and what it does', async (name) => {
    const { code, stdout, stderr } = await uplift(`help ${name}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: uplift ${name} .+\n\n[A-Z].+\\.\n`, 's'));
    for (const [line] of stdout.matchAll(/^ {2}-.+$/gm)) expect(line, 'each option is explained').toMatch(/ {2}\S.+$/);
    expect((await uplift(`${name} --help`)).stdout).toBe(stdout + stdout);
  });

  it('of what is below a command names both', async () => {
    expect((await uplift('organization create --help')).stdout).toMatch(
      /^Usage: uplift organization create \[options\]/,
    );
  });
});

describe('a wrong call ends with 2, and says what is wrong and where help is', () => {
  test.each([
    ['nothing at all', '', 'Usage: uplift'],
    ['a command that is none', 'serv', "unknown command 'serv'\n(Did you mean serve?)"],
    ['an option that is none', 'migrate --force', "unknown option '--force'"],
    ['an argument too many', 'migrate now', 'too many arguments'],
    ['an argument that is missing', 'catalog import', "missing required argument 'file'"],
    ['an option that is missing', 'token', "required option '--role <role>' not specified"],
    ['an option without its value', 'token --role', "option '--role <role>' argument missing"],
    ['a person that is missing', 'sign-in', "required option '--person <person>' not specified"],
    ['a role that is none', 'token --role boss', "'boss' is invalid. Roles are viewer, project-lead, "],
    ['a time that is none', 'token --role viewer --for ever', 'It takes a time such as 30m'],
    ['a day that is none', 'archive --organization x --before 2026-02-30 --to f', 'It takes a day such as'],
    ['a slug that is none', 'organization create --slug A --name N --administrator A --subject s', "'A' is invalid"],
    ['half of a command', 'organization', 'Usage: uplift organization [options] [command]'],
    ['half of an archive', 'archive --organization x --before 2026-01-01', '--to is missing'],
  ])('%s', async (_name, words, message) => {
    const { code, stdout, stderr } = await uplift(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr, 'no stack').not.toMatch(/^ +at /m);
  });
});

it('ends with 1 where the configuration is wrong', async () => {
  vi.stubEnv('PORT', 'http');
  expect(await uplift('migrate')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'The configuration has an error:\n  - PORT: must be a whole number\nSee docs/configuration.md.\n',
  });
  vi.unstubAllEnvs();
});

test.each([
  ['npx', ['uplift', '--version']],
  ['npm', ['run', '-s', 'uplift', '--', '--version']],
])('runs from a clone by %s', { timeout: 60_000 }, async (file, args) => {
  ensureBuilt();
  const { stdout } = await promisify(execFile)(file, args, { cwd: ROOT });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
