import { settings } from '../cli/settings.js';
import { table } from './sections.js';

/** The tables of docs/configuration.md: each environment variable, its meaning and its default. */
export function configurationTables(): string {
  return [...settings]
    .map(([heading, variables]) => {
      const rows = variables.map(({ name, meaning, default: value }) => [
        `\`${name}\``,
        meaning,
        value && `\`${value}\``,
      ]);
      return `### ${heading}\n\n${table(['variable', 'meaning', 'default'], rows)}`;
    })
    .join('\n\n');
}
