import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/cli/config.js';
import { bounds, limits, settingOf } from '../../src/limits.js';
import type { BoundName } from '../../src/limits.js';

const names = Object.keys(bounds) as BoundName[];

it('the configuration knows every bound that operators can set', async () => {
  const page = await readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
  for (const name of names.filter((each) => bounds[each].isSetting)) {
    const setting = settingOf(name);
    expect(page, setting).toContain(`\`${setting}\``);
    expect(JSON.stringify(readConfig({ [setting]: '999983' })), setting).toContain('999983');
    expect(JSON.stringify(readConfig({})), setting).toContain(String(limits[name]));
  }
});
