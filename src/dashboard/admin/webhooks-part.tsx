import { useState } from 'react';
import { Link } from 'wouter';
import { useAccess } from '../command/use-access.js';
import { useAddress } from '../filters/use-address.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { More } from '../ui/more.js';
import { instant } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { CreateWebhookDocument, WebhooksDocument } from './graphql.js';
import type { WebhookStop, WebhooksQuery } from './graphql.js';
import { Pages } from '../filters/pages.js';
import { Secret } from './secret.js';
import type { Issued } from './secret.js';
import { Table } from './table.js';
import { WebhookForm } from './webhook-form.js';

/** What is read again once webhooks have changed. */
export const WEBHOOK_TYPES = ['Webhook', 'WebhookConnection', 'WebhookDelivery', 'WebhookDeliveryConnection'];

/** Messages are sent after their events, so what became of them is read anew after a while, in milliseconds. */
export const WEBHOOK_PAUSE = 5_000;

/** Why a webhook is disabled. */
export const STOPS: Readonly<Record<WebhookStop, string>> = {
  DISABLED: 'an administrator disabled it',
  FAILING: 'its endpoint took no message for three days',
  GONE: 'its endpoint answered 410 Gone',
  OWNER_LEFT: 'its owner has left',
};

/** Where the events of the organization are sent, and how well they arrive. */
export default function WebhooksPart() {
  const [{ after }, narrow] = useAddress(['after']);
  const { data, error } = useLiveQuery(WebhooksDocument, { after: after ?? null }, () => true, WEBHOOK_PAUSE);
  const create = useAccess(CreateWebhookDocument, WEBHOOK_TYPES);
  const [issued, setIssued] = useState<Issued>();
  return (
    <section className="card">
      <h2>Webhooks</h2>
      <p className="lead">Events are sent to these endpoints as they are committed, signed, in the order of the log.</p>
      {issued && <Secret {...issued} onKept={() => setIssued(undefined)} />}
      {data ? <Webhooks webhooks={data.webhooks} /> : <Unread what="The list of webhooks" error={error} />}
      {data && <Pages pageInfo={data.webhooks.pageInfo} after={after} onChange={narrow} />}
      <More name="Create a webhook">
        <WebhookForm
          name="Create webhook"
          command={create}
          onSubmit={async (input) => {
            const payload = await create.send(input);
            if (payload) setIssued({ of: payload.webhook.name, secret: payload.secret });
          }}
        />
      </More>
    </section>
  );
}

function Webhooks({ webhooks: { nodes, totalCount } }: { readonly webhooks: WebhooksQuery['webhooks'] }) {
  if (totalCount === 0) return <p className="empty">Events are sent nowhere yet.</p>;
  return (
    <Table label="Webhooks" heads={['Name', 'State', 'Behind', 'Last failure', 'Owner']}>
      {nodes.map(({ id, name, url, enabled, disabledFor, behind, owner, failed }) => (
        <tr key={id}>
          <th scope="row">
            <Link href={`/admin/webhooks/${id}`}>{name}</Link> <small>{url}</small>
          </th>
          <td className="wrap">{enabled ? 'enabled' : `disabled: ${disabledFor ? STOPS[disabledFor] : 'unknown'}`}</td>
          <td className={enabled && behind > 0 ? 'risk' : undefined}>{behind === 0 ? 'no' : count(behind, 'event')}</td>
          <td className="wrap">
            {failed.nodes.map((each) => (
              <span key={each.id}>
                {each.error ?? `answered ${each.status}`}, {instant(each.lastAt)}
              </span>
            ))}
            {failed.nodes.length === 0 && 'none'}
          </td>
          <td>
            <Link href={`/admin/people/${owner.id}`}>{owner.name}</Link>
          </td>
        </tr>
      ))}
    </Table>
  );
}
