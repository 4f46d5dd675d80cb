import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { escape } from '../../work-products/html.js';
import { apiHeaders } from './secure-headers.js';

/** A page of the sign-in. */
export interface SignInPage {
  readonly title: string;
  readonly text: string;
  /** Where its reader continues: a link, or with `post` a button that sends a form. */
  readonly next?: { readonly label: string; readonly address: string; readonly post?: boolean };
}

const STYLE = `body { font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark; max-width: 28rem; margin: 20vh auto 0; padding: 0 1rem; }
button { font: inherit; padding: 0.4rem 1rem; }`;

/**
 * No scripts, nothing from other origins, and forms only to this server.
 * Hazard: with `no-referrer` a form would be sent with the origin "null".
 */
const HEADERS = {
  ...apiHeaders,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'same-origin',
} as const;

/** Answers with a page. */
export function answerPage(response: ServerResponse, status: number, { title, text, next }: SignInPage): void {
  const { label = '', address = '', post = false } = next ?? {};
  const way = post
    ? `<form method="post" action="${escape(address)}"><button>${escape(label)}</button></form>`
    : `<p><a href="${escape(address)}">${escape(label)}</a></p>`;
  response.writeHead(status, HEADERS);
  response.end(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Uplift: ${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p>${escape(text)}</p>
${next ? way : ''}
</body>
</html>
`);
}
