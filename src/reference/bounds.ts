import { bounds, settingOf } from '../limits.js';
import type { Bound } from '../limits.js';
import { table } from './sections.js';

const HEAD = ['bound', 'of each', 'what', 'at most', 'variable', 'beyond it'];

/** The table of SECURITY.md: all bounds, whether or not operators can set them. */
export function boundsTable(): string {
  const rows = Object.entries(bounds).map(([name, bound]) => [
    `\`${name}\``,
    bound.per,
    bound.what,
    amount(bound),
    bound.isSetting ? `\`${settingOf(name)}\`` : '',
    bound.refusal,
  ]);
  return table(HEAD, rows);
}

/** Bytes in KiB or MiB, times in seconds. */
function amount({ limit, unit }: Bound): string {
  if (unit === 'ms') return `${limit / 1_000} s`;
  if (unit === '') return limit.toLocaleString('en');
  const KiB = limit / 1024;
  return KiB < 1024 ? `${KiB} KiB` : `${KiB / 1024} MiB`;
}
