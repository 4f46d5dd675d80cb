import { execFileSync } from 'node:child_process';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** The committed schema of the newest release that this commit comes after; undefined before the first. */
export function releasedSchema(): string | undefined {
  const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    return git('show', `${git('describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*')}:schema.graphql`);
  } catch {
    return undefined;
  }
}

/**
 * The changes between two schemas that break clients and that the CHANGELOG does not list. It lists a change when its part on
 * what is not released yet has the coordinate in backticks: `Type`, `Type.field` or `Type.field.argument`.
 */
export async function unlistedBreaks(before: string, after: string, changelog: string): Promise<string[]> {
  const [, unreleased = ''] = /^## Unreleased\n(.*?)(?=^## |$(?![^]))/ms.exec(changelog) ?? [];
  const changes = await diff(buildSchema(before), buildSchema(after));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .filter(({ path = '' }) => !unreleased.includes(`\`${path}\``))
    .map(({ path, message }) => `${path}: ${message}`);
}
