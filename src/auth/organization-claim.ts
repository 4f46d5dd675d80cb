import { isStorable } from '../text.js';

/**
 * The slug of the organization that the claim `organization` of a token names: as a text; or as the only item of a list, or the
 * only name of a map, as Keycloak writes it. Undefined for none, and for several, which leave it open.
 */
export function organizationOf(claim: unknown): string | undefined {
  const names = namesIn(claim);
  const [name] = names;
  return names.length === 1 && typeof name === 'string' && name !== '' ? name : undefined;
}

/** The slugs of all organizations that the claim names, as a text, a list or a map. */
export function organizationsOf(claim: unknown): readonly string[] {
  return namesIn(claim).filter((name): name is string => typeof name === 'string' && name !== '');
}

/** Whether the claim `groups`, a list or a text, has a group. Keycloak writes it as a path, such as `/uplift`. */
export function isInGroup(claim: unknown, group: string): boolean {
  return groupsOf(claim).includes(group);
}

/** The groups that a claim names, a list or a text. Of what Keycloak writes as a path, such as `/uplift`, without the slash as well. */
export function groupsOf(claim: unknown): readonly string[] {
  const names = [claim].flat().filter((name): name is string => typeof name === 'string' && isStorable(name));
  return [...new Set(names.flatMap((name) => (name.startsWith('/') ? [name, name.slice(1)] : [name])))];
}

function namesIn(claim: unknown): readonly unknown[] {
  return typeof claim === 'object' && claim !== null && !Array.isArray(claim) ? Object.keys(claim) : [claim].flat();
}
