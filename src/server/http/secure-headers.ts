/** Headers by name. */
export type Headers = Readonly<Record<string, string>>;

/** What every answer carries: its type is not guessed at, and no page of another origin can embed it. */
const COMMON: Headers = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' };

/**
 * Headers of the answers of the API. They are not cached, being for one reader. Pages of allowed origins read them all the same,
 * since they ask by CORS.
 */
export const apiHeaders: Headers = { ...COMMON, 'cache-control': 'no-store' };

/** Headers of the files of a page: scripts, styles, images. */
export const fileHeaders: Headers = COMMON;

/** What a page needs beside its own scripts, styles, images and this server. */
export interface PageNeeds {
  /** Where styles may come from besides files of ours: a library that writes style elements needs `'unsafe-inline'`. */
  readonly styles?: readonly string[];
  readonly images?: readonly string[];
  readonly fonts?: readonly string[];
}

/**
 * Headers of a page: scripts are files of ours, never in the page itself; nothing comes from elsewhere or goes there; no site
 * frames it, holds a handle to its window, or learns from where its reader goes on. TLS, and the promise to keep to it, are for
 * the proxy that speaks TLS.
 */
export function pageHeaders({ styles = [], images = [], fonts = [] }: PageNeeds = {}): Headers {
  const from = (directive: string, ...more: readonly string[]): string => [directive, "'self'", ...more].join(' ');
  const policy = [
    "default-src 'none'",
    from('script-src'),
    from('worker-src'),
    from('connect-src'),
    from('style-src', ...styles),
    from('img-src', ...images),
    from('font-src', ...fonts),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    ...COMMON,
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
}
