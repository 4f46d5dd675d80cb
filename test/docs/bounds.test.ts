import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/cli/config.js';
import { bounds, limits, settingOf } from '../../src/limits.js';
import type { BoundName } from '../../src/limits.js';

const names = Object.keys(bounds) as BoundName[];
const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const read = (path: string) => readFile(at(path), 'utf8');

/** The rows of a table in Markdown, however it is padded. */
function rowsOf(table: string): string[] {
  return table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split(/ *\| */)
        .join(' | ')
        .trim(),
    );
}

/** A bound as the table has it: bytes in KiB or MiB, times in seconds. */
function row(name: BoundName): string {
  const { limit, unit, per, what, refusal, isSetting } = bounds[name];
  const KiB = limit / 1024;
  const amounts = {
    bytes: KiB < 1024 ? `${KiB} KiB` : `${KiB / 1024} MiB`,
    ms: `${limit / 1_000} s`,
    '': limit.toLocaleString('en'),
  };
  return `| ${[`\`${name}\``, per, what, amounts[unit], isSetting ? `\`${settingOf(name)}\`` : '', refusal].join(' | ')} |`;
}

const HEAD = '| bound | of each | what | at most | variable | beyond it |\n| - | - | - | - | - | - |';
const TABLE = /(?<=<!-- bounds -->\n)[\s\S]*(?=<!-- \/bounds -->)/;

it('SECURITY.md has the table of all bounds (to renew it: UPDATE=1 npx vitest run test/docs/bounds.test.ts)', async () => {
  const text = await read('SECURITY.md');
  const rows = names.map(row);
  if (process.env['UPDATE'])
    return writeFile(at('SECURITY.md'), text.replace(TABLE, `\n${[HEAD, ...rows].join('\n')}\n\n`));
  expect(rowsOf(TABLE.exec(text)?.[0] ?? '').slice(2)).toEqual(rows.map((line) => rowsOf(line)[0]));
});

it('README.md and the configuration know every bound that operators can set', async () => {
  const readme = await read('README.md');
  for (const name of names.filter((each) => bounds[each].isSetting)) {
    const setting = settingOf(name);
    expect(readme, setting).toContain(`\`${setting}\``);
    expect(JSON.stringify(readConfig({ [setting]: '999983' })), setting).toContain('999983');
    expect(JSON.stringify(readConfig({})), setting).toContain(String(limits[name]));
  }
});
