/** A record's place in the graph: the name of its type and its own identity. */
export interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

/** Writes a global id: opaque to clients, unique over all types. */
export function encodeGlobalId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64url');
}

/** Reads a global id; undefined for anything that is none. */
export function decodeGlobalId(globalId: string): GlobalId | undefined {
  if (globalId.length > 300) return undefined;
  const match = /^([A-Za-z]+):(.+)$/.exec(Buffer.from(globalId, 'base64').toString('utf8'));
  const [, typename, id] = match ?? [];
  return typename && id && !id.includes('\0') ? { typename, id } : undefined;
}

/** Whether a text is a UUID, so that it can be asked of the database. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
