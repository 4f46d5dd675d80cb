import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { pathOf } from './answer.js';
import { fileHeaders, pageHeaders } from './secure-headers.js';

/** Where the build puts the dashboard. */
const FOLDER = fileURLToPath(new URL('../../../dist/dashboard/', import.meta.url));

/** The operations of the dashboard, by their hash, in the form of `readPersistedDocuments`. */
export const DASHBOARD_OPERATIONS = `${FOLDER}operations.json`;

/** Where its files are that never change: their names have a hash. */
const ASSETS = '/assets/';

/** The page has small images in its styles. */
const PAGE = Object.entries(pageHeaders({ images: ['data:'] }));
const FILE = Object.entries(fileHeaders);

/** Answers with a file of the dashboard, or calls `next`. */
export type Dashboard = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Serves the dashboard, from files that are compressed already. Each of its addresses is the one page, which finds out itself
 * what to show; a program that asks for an address that is none still learns so.
 */
export function createDashboard(): Dashboard {
  const serve = sirv(FOLDER, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders(response, path) {
      const isFile = path.startsWith(ASSETS);
      response.setHeader('cache-control', isFile ? 'public, max-age=31536000, immutable' : 'no-cache');
      for (const [name, value] of isFile ? FILE : PAGE) response.setHeader(name, value);
    },
  });
  return (request, response, next) => {
    const { method, headers } = request;
    const path = pathOf(request);
    const isFile = path.startsWith(ASSETS);
    const isPage = !isFile && (path === '/' || headers.accept?.includes('text/html') === true);
    if ((method !== 'GET' && method !== 'HEAD') || !(isFile || isPage)) return next();
    if (isPage) request.url = '/';
    serve(request, response, next);
  };
}
