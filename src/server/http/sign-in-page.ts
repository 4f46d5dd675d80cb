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
  /** More links, below it. */
  readonly links?: readonly { readonly label: string; readonly address: string }[];
  /** Asks for the e-mail address, and sends it to an address of ours, which leads elsewhere. */
  readonly email?: { readonly address: string; readonly fields: Readonly<Record<string, string>> };
}

const STYLE = `body { font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark; max-width: 28rem; margin: 20vh auto 0; padding: 0 1rem; }
label { display: block; }
button, input { font: inherit; padding: 0.4rem 1rem; }
input { box-sizing: border-box; width: 100%; margin: 0.25rem 0 0.75rem; padding-inline: 0.5rem; }`;

/**
 * No scripts, nothing from other origins, and forms only to `targets`.
 * Hazard: with `no-referrer` a form would be sent with the origin "null".
 */
const headers = (targets: string) => ({
  ...apiHeaders,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action ${targets}; frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'same-origin',
});

const OWN_FORMS = headers("'self'");

/** Browsers hold where a form is redirected to against the policy as well: the issuers of organizations may be anywhere. */
const LEADING_FORMS = headers("'self' https: http:");

/** Answers with a page. */
export function answerPage(response: ServerResponse, status: number, page: SignInPage): void {
  const { title, text, next, links = [], email } = page;
  const { label = '', address = '', post = false } = next ?? {};
  const way = post
    ? `<form method="post" action="${escape(address)}"><button>${escape(label)}</button></form>`
    : `<p><a href="${escape(address)}">${escape(label)}</a></p>`;
  response.writeHead(status, email ? LEADING_FORMS : OWN_FORMS);
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
${email ? emailForm(email) : ''}
${next ? way : ''}
${links.map((link) => `<p><a href="${escape(link.address)}">${escape(link.label)}</a></p>`).join('\n')}
</body>
</html>
`);
}

function emailForm({ address, fields }: NonNullable<SignInPage['email']>): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  return `<form action="${escape(address)}">${hidden.join('')}
<label>E-mail address <input type="email" name="email" autocomplete="email" required autofocus maxlength="254"></label>
<button>Continue</button></form>`;
}
