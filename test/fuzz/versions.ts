import { isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { decodeGlobalId } from '../../src/ids.js';
import type { Input } from './cases.js';
import { post } from './http-clients.js';
import type { Called } from './http-clients.js';
import { VERSION } from './values.js';

/** Puts the version that a record has now into a mutation that names one. */
export async function withVersion(input: Input, called: Called, schema: GraphQLSchema): Promise<Input> {
  if (!('body' in input) || !/\bmutation\b/.test(input.body.slice(0, 30))) return input;
  const body = parse(input.body);
  const given = Object.values(body?.variables ?? {}).find((value) => typeof value === 'object' && value !== null);
  if (!body || !given || (given as { version?: unknown }).version !== VERSION) return input;
  const id = Object.values(given).find((value) => typeof value === 'string' && isVersioned(value, schema)) as string;
  if (id === undefined) return input;
  const query = `query ($id: ID!) { node(id: $id) { ... on ${decodeGlobalId(id)?.typename} { version } } }`;
  const { results } = await post(called, JSON.stringify({ query, variables: { id } }));
  const { data } = (parse(results[0] ?? '') ?? {}) as { data?: { node?: { version?: number } | null } | null };
  const version = data?.node?.version ?? VERSION;
  return { ...input, body: input.body.replace(`"version":${VERSION}`, `"version":${version}`) };
}

function isVersioned(id: string, schema: GraphQLSchema): boolean {
  const type = schema.getType(decodeGlobalId(id)?.typename ?? '');
  return isObjectType(type) && 'version' in type.getFields();
}

function parse(text: string): { variables?: Record<string, object> } | undefined {
  try {
    return JSON.parse(text) as { variables?: Record<string, object> };
  } catch {
    return undefined;
  }
}
