/** A person of the demo. */
interface Person {
  readonly subject: string;
  readonly name: string;
  readonly role: string;
  readonly leads: readonly string[];
}

/** Who is signed in in this browser, and the ways to sign in. */
interface SignIn {
  readonly person: Omit<Person, 'leads'> | null;
  /** Whether visitors may read. */
  readonly visitors: boolean;
  /** The people of a demo. */
  readonly people?: readonly Person[];
  /** Whether there is an identity provider. */
  readonly provider?: boolean;
}

const ADDRESS = 'auth';

/**
 * Shows in the bar of the page who is signed in, and lets readers choose a person of a demo, or sign in and out at an identity
 * provider. Returns whether the server answers queries without a token.
 */
export async function showSession(page: Document): Promise<boolean> {
  const ask = page.querySelector<HTMLElement>('#ask');
  const choice = page.querySelector<HTMLSelectElement>('#who');
  const said = page.querySelector('#said');
  const enter = page.querySelector<HTMLAnchorElement>('#enter');
  const leave = page.querySelector<HTMLButtonElement>('#leave');
  if (!ask || !choice || !said || !enter || !leave) return false;

  const show = ({ person, people, provider = false }: SignIn): void => {
    ask.hidden = !people;
    if (people) {
      choice.replaceChildren(
        option('', 'Guest'),
        ...people.map(({ subject, name, role }) => option(subject, name, role)),
      );
      choice.value = person?.subject ?? '';
      said.textContent = describe(people.find(({ subject }) => subject === person?.subject));
    } else said.textContent = person ? `You are ${person.name}.` : '';
    enter.hidden = !provider || person !== null;
    enter.href = `${ADDRESS}/login?to=${encodeURIComponent(location.pathname + location.search)}`;
    leave.hidden = people !== undefined || person === null;
  };
  const refresh = async (): Promise<boolean> => {
    const answer = await fetch(`${ADDRESS}/session`);
    if (!answer.ok) return false;
    const now = (await answer.json()) as SignIn;
    show(now);
    return now.person !== null || now.visitors;
  };
  const change = async (way: string, body: object): Promise<void> => {
    try {
      const { to } = await post(way, body);
      if (to !== undefined && to !== '/') location.assign(to);
      await refresh();
    } catch (error) {
      said.textContent = (error as Error).message;
    }
  };

  const isKnown = await refresh().catch(() => false);
  choice.addEventListener('change', () => {
    void (choice.value === '' ? change('logout', {}) : change('demo', { subject: choice.value }));
  });
  leave.addEventListener('click', () => void change('logout', {}));
  // The people of a demo that has just started appear one by one, and the session may have changed in another tab.
  choice.addEventListener('focus', () => void refresh());
  addEventListener('focus', () => void refresh());
  return isKnown;
}

async function post(way: string, body: object): Promise<{ readonly to?: string }> {
  const answer = await fetch(`${ADDRESS}/${way}`, {
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

function describe(person: Person | undefined): string {
  if (!person) return 'You read everything and change nothing.';
  const { role, leads } = person;
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
