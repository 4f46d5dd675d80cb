import { complaintOfLine } from './text.js';

/** One or more labels with dots between, none of which begins or ends with a hyphen. */
const DOMAIN = /^(?!-)[\p{L}\p{N}-]+(?<!-)(\.(?!-)[\p{L}\p{N}-]+(?<!-))*$/u;

/** Whether a text has the form of a domain with a dot, as addresses on the internet have; not whether there is one. */
export function isDomain(text: string): boolean {
  return text.includes('.') && DOMAIN.test(text);
}

/** What an address has before the @, without quotes and comments, which nobody uses. */
const MAILBOX = /^[^\s"(),:;<>@[\\\]]{1,64}$/u;

/** Whether a text has the form of an e-mail address; not whether anyone reads it. */
export function isEmail(text: string): boolean {
  const [mailbox = '', domain = '', ...more] = text.split('@');
  return more.length === 0 && complaintOfLine(text) === undefined && MAILBOX.test(mailbox) && DOMAIN.test(domain);
}

/** The canonical form of a BCP 47 tag; undefined for a text that is none. */
export function localeOf(text: string): string | undefined {
  try {
    const { language } = new Intl.Locale(text);
    // Longer ones are reserved and never were registered: German is no tag, but de is.
    return language.length <= 3 ? Intl.getCanonicalLocales(text)[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The IANA name of a time zone, as it is written there; undefined for a text that is none. */
export function timeZoneOf(text: string): string | undefined {
  if (!/^[a-z]/i.test(text)) return undefined; // An offset such as +01:00 is a time zone to Intl.
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    // Hazard: which of several names of a time zone Intl prefers depends on its version.
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text;
  } catch {
    return undefined;
  }
}
