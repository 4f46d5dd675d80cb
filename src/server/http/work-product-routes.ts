import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import type { GraphQLFormattedError } from 'graphql';
import { EXPORT, READ, withGrant } from '../../auth/grant.js';
import type { Claims } from '../../auth/tokens.js';
import type { Clock } from '../../clock.js';
import { decodeGlobalId, encodeGlobalId } from '../../ids.js';
import { CONTENT_POLICY } from '../../work-products/html.js';
import { DOCUMENT_QUERIES, makeDocument } from '../../work-products/make.js';
import type { DocumentData } from '../../work-products/make.js';
import { documentAt, FORMATS } from '../../work-products/products.js';
import type { DocumentAddress } from '../../work-products/products.js';
import { refuser } from './answer.js';
import { acceptedEncoding, compress } from '../graphql/compression.js';
import { refuseWith } from './downloads.js';
import type { Downloads } from './downloads.js';
import { GRAPHQL_PATH } from '../graphql/graphql.js';
import type { GraphqlServer } from '../graphql/graphql.js';
import { UNEXPECTED } from '../graphql/mask-error.js';

/** Work products as documents. */
export interface WorkProductRoutes {
  /** The document that a path stands for; undefined for a path of something else. */
  at(path: string): DocumentAddress | undefined;
  /** Answers with a document, or why there is none. */
  answer(address: DocumentAddress, request: IncomingMessage, response: ServerResponse): void;
}

/** Headers of every answer: it is not cached, runs no scripts, and cannot be framed. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': `${CONTENT_POLICY}; frame-ancestors 'none'; sandbox`,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const refuse = refuser(HEADERS);

/**
 * Makes documents of what the graph answers, under the same credentials: authentication, who may read what, limits and logs
 * are those of any query.
 */
export function createWorkProductRoutes(
  graphql: Pick<GraphqlServer, 'fetch'>,
  downloads: Downloads,
  clock: Clock,
): WorkProductRoutes {
  const ask = (query: string, id: string, claims: Claims): Response | Promise<Response> =>
    graphql.fetch(
      `http://documents${GRAPHQL_PATH}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { id } }),
      },
      { claims },
    );

  const send = async (address: DocumentAddress, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { improvementId, product, format } = address;
    const { method, headers } = request;
    if (method !== 'GET' && method !== 'HEAD') {
      return refuse(response, 405, 'Documents are read by GET.', { allow: 'GET, HEAD' });
    }
    const who = await downloads.whoAsks(request, EXPORT);
    const about = `${product} of ${improvementOrNone(improvementId)}`;
    await downloads.run(who, { kind: 'DOCUMENT_READ', about }, response, async () => {
      const answered = await ask(DOCUMENT_QUERIES[product], improvementOrNone(improvementId), readingOnly(who.claims));
      const { data, errors } = (await answered.json()) as { data?: DocumentData; errors?: GraphQLFormattedError[] };
      if (errors || !data) return refuseWith(response, errors ?? [{ message: UNEXPECTED }], HEADERS);
      const document = makeDocument(product, format, data, clock());
      if (!document) return refuse(response, 404, 'There is no such improvement.');
      const encoding = acceptedEncoding(headers['accept-encoding']);
      const compressed = await compress(document.text, encoding);
      const body = compressed ?? Buffer.from(document.text);
      response.writeHead(200, {
        ...HEADERS,
        vary: 'origin, accept-encoding',
        'content-type': FORMATS[format],
        'content-disposition': disposition(`${product} ${document.title}`, format),
        'content-length': body.length,
        ...(compressed ? { 'content-encoding': encoding } : {}),
      });
      response.end(method === 'HEAD' ? undefined : body);
      await finished(response);
    });
  };

  return {
    at: documentAt,
    answer(address, request, response) {
      send(address, request, response).catch((error: unknown) => downloads.fail(error, response, HEADERS));
    },
  };
}

/** The claims for the query of a document: whoever may download it may do that much more. */
function readingOnly(claims: Claims): Claims {
  const { grant } = claims;
  return withGrant(claims, grant && { ...grant, scopes: new Set([READ]) });
}

/** Invalid ids are looked up as an id that does not exist, so that the answers are the same. */
function improvementOrNone(id: string): string {
  return decodeGlobalId(id)?.typename === 'Improvement' ? id : encodeGlobalId('Improvement', 'none');
}

/** A name for the file: in plain letters for all, and as it is written for those who can. Without anything that a path has. */
function disposition(name: string, format: string): string {
  const simple = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-|-$/g, '');
  const full = Array.from(name.replace(/[\p{C}\p{Z}/\\:*?"<>|]+/gu, ' '))
    .slice(0, 120)
    .join('')
    .trim();
  const encoded = encodeURIComponent(`${full}.${format}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${simple}.${format}"; filename*=UTF-8''${encoded}`;
}
