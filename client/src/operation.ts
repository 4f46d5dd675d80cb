import { print } from 'graphql';
import type { SubscribePayload } from 'graphql-ws/client';
import type { AnyDocument, UpliftClientOptions } from './types.js';

/** An operation as it is sent: by the hash of its document while the server knows it, and by its text otherwise. */
export interface Operation {
  readonly text: string;
  /** The message of the operation; `beginning` asks the server to say where a subscription begins. */
  payload(variables: Record<string, unknown>, beginning: boolean): SubscribePayload;
  /** Whether the server has refused the hash as unknown. From then on the text is sent. */
  wantsText(errors: unknown): boolean;
}

/** Codes of a server that wants the text of a document. */
const UNKNOWN = ['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'];

/**
 * Makes an operation of a document.
 * @throws TypeError for a document that code generators have replaced by its hash: its variables are unknown.
 */
export function operationOf(document: AnyDocument, documentId: UpliftClientOptions['documentId'] = hashOf): Operation {
  const text = textOf(document);
  if (text.trim() === '') {
    throw new TypeError(
      'A document without its text. Generate persisted documents with their hash embedded beside it.',
    );
  }
  let sha256Hash = documentId(document);
  return {
    text,
    payload: (variables, beginning) => ({
      query: sha256Hash ? '' : text,
      variables,
      extensions: {
        ...(sha256Hash ? { persistedQuery: { version: 1, sha256Hash } } : {}),
        ...(beginning ? { beginning } : {}),
      },
    }),
    wantsText(errors) {
      if (!sha256Hash || !Array.isArray(errors)) return false;
      const [error] = errors as { extensions?: { code?: unknown } }[];
      if (!UNKNOWN.includes(String(error?.extensions?.code))) return false;
      sha256Hash = undefined;
      return true;
    },
  };
}

/** Where the client preset of GraphQL Code Generator puts the hash. */
function hashOf(document: AnyDocument): string | undefined {
  const hash = typeof document === 'object' ? document.__meta__?.['hash'] : undefined;
  return typeof hash === 'string' ? hash : undefined;
}

function textOf(document: AnyDocument): string {
  return typeof document === 'object' && 'kind' in document ? print(document) : document.toString();
}
