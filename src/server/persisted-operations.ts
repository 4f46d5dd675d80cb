import { createHash } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { fault } from '../schema/faults.js';

/** Documents that are known by their hash. */
export interface PersistedOperations {
  readonly documents: ReadonlyMap<string, string>;
  /** Whether nothing else is done. */
  readonly only: boolean;
}

/** What a client sends of a document: its text, its hash in `extensions`, or both. */
interface Asked {
  readonly query?: string | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

const map = z.record(z.string().min(1), z.string().min(1));
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

/**
 * Reads a list of documents: a map of hashes to texts, as most code generators write it, or a manifest of Apollo.
 * @throws Error that says what is wrong with it.
 */
export function readPersistedDocuments(text: string): ReadonlyMap<string, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('is no JSON');
  }
  const list = manifest.safeParse(json);
  if (list.success) return new Map(list.data.operations.map(({ id, body }) => [id, body]));
  const documents = map.safeParse(json);
  if (!documents.success) throw new Error('must be a map of hashes to documents, or a manifest of Apollo');
  return new Map(Object.entries(documents.data));
}

/** The text of the document that a client asks for, or why there is none. Undefined where they say nothing of one. */
export function documentOf(
  { query, extensions }: Asked,
  persisted: PersistedOperations | undefined,
): string | GraphQLError | undefined {
  const hash = hashOf(extensions);
  if (hash === undefined) {
    if (!query || !persisted?.only || isListed(query, persisted)) return query ?? undefined;
    return fault('PERSISTED_QUERY_ONLY', 'This server does only operations that it knows: send the hash of one.');
  }
  const known = persisted?.documents.get(hash);
  if (!query)
    return (
      known ?? fault('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound: no document of this hash is known here.')
    );
  // Both are sent by clients that would have us learn a document: what is on the list is for the operator to say.
  if (query === known || sha256(query) === hash) return documentOf({ query }, persisted);
  return fault('BAD_USER_INPUT', 'The hash is not that of the document.');
}

/** Puts the text of the document into requests over HTTP that bring a hash. */
export function persistedOperations(persisted: PersistedOperations | undefined): Plugin {
  return {
    onParams({ params, setParams, setResult }) {
      if (!persisted?.only && hashOf(params.extensions) === undefined) return;
      const document = documentOf(params, persisted);
      if (typeof document === 'string') setParams({ ...params, query: document });
      else if (document) setResult({ errors: [document] });
    },
  };
}

function hashOf(extensions: Asked['extensions']): string | undefined {
  const hash = (extensions?.['persistedQuery'] as { sha256Hash?: unknown } | undefined | null)?.sha256Hash;
  return typeof hash === 'string' ? hash : undefined;
}

const listed = new WeakMap<PersistedOperations, ReadonlySet<string>>();

function isListed(query: string, persisted: PersistedOperations): boolean {
  const texts = listed.get(persisted) ?? new Set(persisted.documents.values());
  listed.set(persisted, texts);
  return texts.has(query);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
