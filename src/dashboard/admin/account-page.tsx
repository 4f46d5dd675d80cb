import { useState } from 'react';
import { useLiveQuery } from '../live/use-live-query.js';
import { More } from '../ui/more.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { CreateCalendar } from './calendar-form.js';
import { AccountDocument } from './graphql.js';
import { Secret } from './secret.js';
import type { Issued } from './secret.js';
import { Sessions } from './sessions.js';
import { CreateToken, RotateToken } from './token-forms.js';
import { Tokens } from './tokens.js';
import './admin.css';

const NONE = {};

/** By what who looks gets in: their API tokens and those of their service accounts, and the browsers in which they are signed in. */
export default function AccountPage() {
  useTitle('Your API tokens and sessions');
  const { data, error } = useLiveQuery(AccountDocument, NONE, ({ __typename }) =>
    /^(Person|ServiceAccount)/.test(__typename),
  );
  const [issued, setIssued] = useState<Issued>();
  if (!data) return <Unread what="Your account" error={error} />;
  const { person, mutations, sessions, token } = data.viewer;
  const people = [{ id: person.id, name: 'you' }, ...person.serviceAccounts.nodes];
  return (
    <article className="page narrow admin">
      <header className="title">
        <h1>Your API tokens and sessions</h1>
        <p className="lead">
          Scripts get in with an API token, you with a browser. What a token does stands under your name.
        </p>
      </header>
      <section className="card">
        <h2>API tokens</h2>
        {issued && <Secret {...issued} onKept={() => setIssued(undefined)} />}
        <Tokens filter={{ personIds: people.map(({ id }) => id), valid: true }} withOwner={people.length > 1}>
          {(each) => (
            <More name={`Rotate ${each.name}`}>
              <RotateToken token={each} onIssued={setIssued} />
            </More>
          )}
        </Tokens>
        {token ? (
          <p className="empty">With an API token, no others are created.</p>
        ) : (
          <More name="Create a token">
            <CreateToken people={people} viewerId={person.id} mutations={mutations} onIssued={setIssued} />
          </More>
        )}
      </section>
      {!token && (
        <section className="card">
          <h2>Calendar</h2>
          <p>
            Calendar programs subscribe to your work by an address: what is planned where you lead, and what is due. Who
            knows the address reads it, until you revoke its token above.
          </p>
          <More name="Create an address">
            <CreateCalendar onIssued={setIssued} />
          </More>
        </section>
      )}
      <section className="card">
        <h2>Browsers in which you are signed in</h2>
        <Sessions sessions={sessions} none="None: you came with a token." />
      </section>
    </article>
  );
}
