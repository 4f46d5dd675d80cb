/** Somebody of the demo. */
interface Person {
  readonly subject: string;
  readonly name: string;
  readonly role: string;
  readonly leads: readonly string[];
}

/** What the server answers to who signs in. */
interface SignedIn {
  readonly token: string;
  readonly expiresAt: string;
  readonly person: Person;
}

/** As whom the reader asks. */
export interface Session {
  /** The token of the person who was chosen; undefined for the guest. */
  token(): string | undefined;
}

const ADDRESS = 'demo/sign-in';

/** Where the choice is kept, as long as the window is open. */
const KEY = 'uplift:graphiql:subject';

/** So long before its end a token is replaced by the next, in milliseconds. */
const MARGIN = 60_000;

/** Lets the reader choose a person of the demo in the bar of the page; undefined where the server is no demo. */
export async function openSession(page: Document): Promise<Session | undefined> {
  const ask = page.querySelector<HTMLElement>('#ask');
  const choice = page.querySelector<HTMLSelectElement>('#who');
  const said = page.querySelector('#said');
  if (!ask || !choice || !said) return undefined;
  let signedIn: SignedIn | undefined;
  let renewal: ReturnType<typeof setTimeout> | undefined;

  const signIn = async (subject: string): Promise<void> => {
    clearTimeout(renewal);
    signedIn = undefined;
    sessionStorage.setItem(KEY, subject);
    if (subject === '') return void (said.textContent = 'You read everything and change nothing.');
    try {
      const next = await post({ subject });
      if (choice.value !== subject) return;
      signedIn = next;
      said.textContent = describe(next.person);
      renewal = setTimeout(() => void signIn(subject), Date.parse(next.expiresAt) - Date.now() - MARGIN);
    } catch (error) {
      said.textContent = (error as Error).message;
    }
  };
  const refresh = async (): Promise<boolean> => {
    const answer = await fetch(ADDRESS);
    if (!answer.ok) return false;
    const { people } = (await answer.json()) as { people: Person[] };
    const chosen = choice.value || (sessionStorage.getItem(KEY) ?? '');
    choice.replaceChildren(
      option('', 'Guest'),
      ...people.map(({ subject, name, role }) => option(subject, name, role)),
    );
    choice.value = people.some(({ subject }) => subject === chosen) ? chosen : '';
    return true;
  };

  if (!(await refresh())) return undefined;
  ask.hidden = false;
  choice.addEventListener('change', () => void signIn(choice.value));
  // The people of a demo that has just been started come one by one.
  choice.addEventListener('focus', () => void refresh());
  await signIn(choice.value);
  return { token: () => signedIn?.token };
}

async function post(body: object): Promise<SignedIn> {
  const answer = await fetch(ADDRESS, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.errors[0].message);
  return said;
}

function option(subject: string, name: string, role = 'VIEWER'): HTMLOptionElement {
  return new Option(`${name}, ${words(role)}`, subject);
}

function describe({ role, leads }: Person): string {
  if (role === 'PROJECT_LEAD' && leads.length > 0) return `Leads ${leads.join(', ')}.`;
  return DUTIES[role] ?? '';
}

const DUTIES: Readonly<Record<string, string>> = {
  DEPLOYMENT_LEAD: 'Manages improvements, plans and increments; reports on any unit.',
  SPONSOR: 'Agrees to plans, decides at gates, accepts deviations.',
  ADMINISTRATOR: 'Manages units, people and roles, and does all that others do.',
};

function words(role: string): string {
  return role.toLowerCase().replace('_', ' ');
}
