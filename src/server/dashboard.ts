import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/** Where the build puts the dashboard. */
const FOLDER = fileURLToPath(new URL('../../dist/dashboard/', import.meta.url));

/** The operations of the dashboard, by their hash, in the form of `readPersistedDocuments`. */
export const DASHBOARD_OPERATIONS = `${FOLDER}operations.json`;

/** Where its files are that never change: their names have a hash. */
const ASSETS = '/assets/';

/** What the page may do: run our own code and talk to this server, and nothing else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a file of the dashboard, or calls `next`. */
export type Dashboard = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Serves the dashboard, from files that are compressed already. Each of its addresses is the one page, which finds out itself
 * what to show; a program that asks for an address that is none still learns so.
 */
export function createDashboard(): Dashboard {
  const serve = sirv(FOLDER, {
    single: true,
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders(response, path) {
      response.setHeader('x-content-type-options', 'nosniff');
      if (path.startsWith(ASSETS)) {
        response.setHeader('cache-control', 'public, max-age=31536000, immutable');
        return;
      }
      response.setHeader('cache-control', 'no-cache');
      response.setHeader('content-security-policy', POLICY);
      response.setHeader('referrer-policy', 'no-referrer');
    },
  });
  return (request, response, next) => {
    const isPage = request.url === '/' || request.headers.accept?.includes('text/html') === true;
    if (isPage || request.url?.startsWith(ASSETS)) serve(request, response, next);
    else next();
  };
}
