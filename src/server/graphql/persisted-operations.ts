import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { fault } from '../../schema/faults.js';
import { badRequest } from './request-params.js';

/** Documents that are known by their hash. */
export interface PersistedOperations {
  readonly documents: ReadonlyMap<string, string>;
  /** Whether nothing else is done. */
  readonly only: boolean;
}

/**
 * What a client sends of a document: its text, its id, or both. The id is `documentId`, as the draft "Persisted Documents" of
 * GraphQL over HTTP has it, or the hash in `extensions` that clients of Apollo and urql send.
 */
export interface AskedDocument {
  readonly query?: string | null | undefined;
  readonly documentId?: unknown;
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
    throw new Error('is not JSON');
  }
  const list = manifest.safeParse(json);
  if (list.success) return new Map(list.data.operations.map(({ id, body }) => [withoutPrefix(id), body]));
  const documents = map.safeParse(json);
  if (!documents.success) throw new Error('must be a map of hashes to documents, or an Apollo manifest');
  return new Map(Object.entries(documents.data).map(([id, body]) => [withoutPrefix(id), body]));
}

/** The text of the document that a client asks for, or why there is none. Undefined where they say nothing of one. */
export function documentOf(
  asked: AskedDocument,
  persisted: PersistedOperations | undefined,
): string | GraphQLError | undefined {
  const { query } = asked;
  const id = documentIdOf(asked);
  if (id === undefined) {
    if (!query || !persisted?.only || isListed(query, persisted)) return query ?? undefined;
    return fault('PERSISTED_QUERY_ONLY', 'This server accepts persisted operations only.');
  }
  // Hazard: clients look for these very messages, and then send the text as well, or from then on the text alone.
  if (!query && !persisted) return fault('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
  const known = persisted?.documents.get(id);
  if (!query) return known ?? fault('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
  // Both are sent by clients that would have us learn a document: what is on the list is for the operator to say.
  if (query === known || sha256(query) === id) return documentOf({ query }, persisted);
  return fault('BAD_USER_INPUT', 'The hash is not that of the document.');
}

/** Puts the text of the document into requests over HTTP that bring its id. */
export function persistedOperations(persisted: PersistedOperations | undefined): Plugin {
  return {
    onParams({ params, setParams }) {
      const document = documentOf(params, persisted);
      if (document instanceof GraphQLError) throw document;
      if (document === undefined) throw badRequest('"query" or "documentId" is required.');
      // Nothing else of Yoga knows of a `documentId`.
      const { operationName, variables, extensions } = params;
      setParams({ query: document, operationName, variables, extensions } as GraphQLParams);
    },
  };
}

/** The id of a document as a client sends it; undefined where they send none. */
export function documentIdOf({ documentId, extensions }: AskedDocument): string | undefined {
  if (typeof documentId === 'string') return withoutPrefix(documentId);
  const hash = (extensions?.['persistedQuery'] as { sha256Hash?: unknown } | undefined | null)?.sha256Hash;
  return typeof hash === 'string' ? hash : undefined;
}

/** The prefix `sha256:` of a hash is optional. */
function withoutPrefix(id: string): string {
  return id.replace(/^sha256:/, '');
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
