/**
 * The slug of the organization that the claim `organization` of a token names: as a text; or as the only item of a list, or the
 * only name of a map, as Keycloak writes it. Undefined for none, and for several, which leave it open.
 */
export function organizationOf(claim: unknown): string | undefined {
  const names =
    typeof claim === 'object' && claim !== null && !Array.isArray(claim) ? Object.keys(claim) : [claim].flat();
  const [name] = names;
  return names.length === 1 && typeof name === 'string' && name !== '' ? name : undefined;
}
