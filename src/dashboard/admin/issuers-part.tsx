import { Begin } from '../command/begin.js';
import { Offers } from '../command/offers.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { AdminIssuersDocument } from './graphql.js';
import type { AdminIssuersQuery } from './graphql.js';

type Issuer = AdminIssuersQuery['viewer']['organization']['issuers'][number];

const NONE = {};

/** The organization's own identity providers, and what to enter there. */
export default function IssuersPart() {
  const { data, error } = useLiveQuery(AdminIssuersDocument, NONE, ({ __typename }) => __typename.startsWith('Issuer'));
  if (!data) return <Unread what="The list of identity providers" error={error} />;
  const { slug, issuers } = data.viewer.organization;
  return (
    <>
      <section className="card">
        <h2>Identity providers of the organization</h2>
        <p className="lead">
          {issuers.length === 0
            ? 'There are none: people sign in with the identity provider of the server.'
            : 'People sign in with the one that calls them by their subject, or with that of the server.'}
        </p>
        <h3>What to enter at the provider</h3>
        <dl className="facts long">
          <Entry name="Redirect URI">{addressOf(`/auth/callback/${slug}`)}</Entry>
          <Entry name="Where people begin to sign in">{addressOf(`/auth/login?organization=${slug}`)}</Entry>
          <Entry name="Flow">Authorization code with PKCE (S256)</Entry>
        </dl>
        <Begin commands={['addIssuer']} record={{ __typename: 'Organization', id: 'issuers' }} />
      </section>
      {issuers.map((issuer) => (
        <IssuerCard key={issuer.id} issuer={issuer} />
      ))}
    </>
  );
}

function IssuerCard({ issuer }: { readonly issuer: Issuer }) {
  const { name, address, clientId, clientSecretSetAt, audience, domains, scopes, subjectClaim, createdAt } = issuer;
  return (
    <section className="card">
      <h2>{name}</h2>
      <dl className="facts">
        <Entry name="Address">{address}</Entry>
        <Entry name="Client">{clientId}</Entry>
        <Entry name="Secret of the client">
          {clientSecretSetAt === null ? 'none: a public client' : `set ${day(clientSecretSetAt)}, not shown`}
        </Entry>
        <Entry name="Audience of bearer tokens">{audience ?? 'none: its tokens are not taken as bearer tokens'}</Entry>
        <Entry name="Claim that names people">{subjectClaim}</Entry>
        <Entry name="Scopes">{['openid', ...scopes].join(', ')}</Entry>
        <Entry name="Domains of e-mail addresses">{domains.join(', ') || 'none'}</Entry>
        <Entry name="Since">{day(createdAt)}</Entry>
      </dl>
      <Offers
        commands={issuer.viewerCan.flatMap((each) => (each.allowed ? [each.command] : []))}
        record={{ ...issuer, __typename: 'Issuer' }}
        values={{ name, clientId, audience, scopes, domains }}
        previewed={['removeIssuer']}
      />
    </section>
  );
}

function Entry({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="wrap">{children}</dd>
    </div>
  );
}

/** An address of the server, as this page is reached. */
function addressOf(path: string): string {
  return new URL(path, location.origin).href;
}
