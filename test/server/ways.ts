import { transports } from './transports.js';
import type { Asked } from './transports.js';

/** Asks for something with some credentials: the role as which it was done, `somebody`, or the code of the error. */
export type Way = (asked: Omit<Asked, 'query'>) => Promise<string>;

const ROLE = '{ viewer { role } }';
const WATCHED = 'subscription { deploymentProgress { position } }';

/** What came of an operation: the role as which it was done, or the code of the error. */
const outcomeOf = ({ data, errors }: { data?: any; errors?: any }): string =>
  data?.viewer?.role ?? (data ? 'somebody' : errors[0].extensions.code);
const outcome = (asking: ReturnType<(typeof transports)['HTTP']>): Promise<string> =>
  asking.then(outcomeOf, (error: { code?: number }) => (error.code === 4403 ? 'UNAUTHENTICATED' : 'UNEXPECTED'));
const getFrom =
  (url: () => string) =>
  (path: string, read: (response: Response) => Promise<string>): Way =>
  async ({ bearer, headers = {}, organization: slug }) => {
    const { origin: _none, ...rest } = headers;
    const own = 'origin' in headers ? { 'sec-fetch-site': 'same-origin' } : {};
    const response = await fetch(new URL(path, url()), {
      headers: {
        accept: 'application/json, text/event-stream',
        ...own,
        ...rest,
        ...(bearer ? { authorization: bearer } : {}),
        ...(slug ? { 'uplift-organization': slug } : {}),
      },
    });
    return read(response);
  };
const status = async (response: Response): Promise<string> => {
  await response.body?.cancel();
  return (
    { 200: 'somebody', 404: 'somebody', 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN' }[response.status] ??
    String(response.status)
  );
};

const stream = async (response: Response): Promise<string> =>
  response.headers.get('content-type')?.startsWith('application/json')
    ? outcomeOf(await response.json())
    : status(response);

/** What comes first of a response in parts. */
const multipart = async (response: Response): Promise<string> => {
  if (!response.headers.get('content-type')?.startsWith('multipart/mixed')) return stream(response);
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const part = /\{"payload":.*\}(?=\r\n)/.exec(text)?.[0];
    if (part === undefined) continue;
    const { payload, errors } = JSON.parse(part) as { payload: object | null; errors?: object[] };
    return outcomeOf(payload ?? { errors });
  }
  return 'UNEXPECTED';
};

/** Every way to ask a server for something. */
export function waysTo(url: () => string): readonly (readonly [name: string, way: Way])[] {
  const get = getFrom(url);
  return [
    ...Object.entries(transports).map(
      ([name, transport]) => [name, (asked) => outcome(transport(url(), { query: ROLE, ...asked }))] as [string, Way],
    ),
    ['SSE, watching', (asked) => outcome(transports.SSE(url(), { query: WATCHED, ...asked }))],
    ['WebSocket, watching', (asked) => outcome(transports.WebSocket(url(), { query: WATCHED, ...asked }))],
    [
      'a query by GET',
      get(`/graphql?query=${encodeURIComponent(ROLE)}`, async (answer) => outcomeOf(await answer.json())),
    ],
    [
      'multipart, watching',
      async ({ bearer, headers = {}, organization }) =>
        multipart(
          await fetch(url(), {
            method: 'POST',
            headers: {
              accept: 'multipart/mixed;subscriptionSpec=1.0',
              'content-type': 'application/json',
              ...headers,
              ...(bearer ? { authorization: bearer } : {}),
              ...(organization ? { 'uplift-organization': organization } : {}),
            },
            body: JSON.stringify({ query: WATCHED }),
          }),
        ),
    ],
    ['an EventSource', get(`/graphql?query=${encodeURIComponent(WATCHED)}`, stream)],
    [
      'an import',
      async ({ bearer, headers = {}, organization }) => {
        const response = await fetch(new URL('/import?kind=PEOPLE&dryRun=true', url()), {
          method: 'POST',
          headers: {
            'content-type': 'text/csv',
            ...headers,
            ...(bearer ? { authorization: bearer } : {}),
            ...(organization ? { 'uplift-organization': organization } : {}),
          },
          body: 'subject,name,role\nsomebody,Somebody,viewer\n',
        });
        return status(response);
      },
    ],
    ['an export', get('/export/units.csv', status)],
    ['an appraisal package', get('/export/appraisal-package.zip', status)],
    // A sponsor gets none, which is said to nobody else.
    [
      'a checkpoint',
      get('/audit/checkpoint', async (response) =>
        /Only administrators/.test(await response.clone().text()) ? 'somebody' : status(response),
      ),
    ],
    // There is no such improvement, which nobody else learns.
    ['a work product', get('/work-products/bm9uZQ/results.md', status)],
  ];
}
