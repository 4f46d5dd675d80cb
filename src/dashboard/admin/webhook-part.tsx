import { useState } from 'react';
import { Link } from 'wouter';
import { CommandForm } from '../command/command-form.js';
import { Refusal } from '../command/refusal.js';
import { useAccess } from '../command/use-access.js';
import { Filter } from '../filters/filters.js';
import { useAddress } from '../filters/use-address.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { BusyButton } from '../ui/busy-button.js';
import { More } from '../ui/more.js';
import { Notice } from '../ui/notice.js';
import { instant } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count, words } from '../ui/words.js';
import { Deliveries, DeliveryWords } from './deliveries.js';
import {
  DeleteWebhookDocument,
  DisableWebhookDocument,
  EnableWebhookDocument,
  ReplayWebhookDocument,
  ReviseWebhookDocument,
  RotateWebhookSecretDocument,
  TestWebhookDocument,
  WebhookDocument,
} from './graphql.js';
import type { DeliveryFragment, WebhookDeliveryState, WebhookQuery } from './graphql.js';
import { Pages } from '../filters/pages.js';
import { Secret } from './secret.js';
import type { Issued } from './secret.js';
import { Sure } from './sure.js';
import { WebhookForm } from './webhook-form.js';
import { STOPS, WEBHOOK_PAUSE, WEBHOOK_TYPES } from './webhooks-part.js';

type Webhook = Extract<NonNullable<WebhookQuery['node']>, { readonly __typename: 'Webhook' }>;

const STATES = ['DELIVERED', 'RETRYING', 'FAILED'] as const satisfies WebhookDeliveryState[];

/** A webhook: how it stands, what can be done with it, and what became of each message. */
export default function WebhookPart({ id }: { readonly id: string }) {
  const [{ state, after }, narrow] = useAddress(['state', 'after']);
  const { data, error } = useLiveQuery(
    WebhookDocument,
    { id, filter: isState(state) ? { states: [state] } : {}, after: after ?? null },
    () => true,
    WEBHOOK_PAUSE,
  );
  if (!data) return <Unread what="The webhook" error={error} />;
  if (data.node?.__typename !== 'Webhook') return <Notice title="There is no such webhook" />;
  const webhook = data.node;
  return (
    <>
      <section className="card">
        <h2>{webhook.name}</h2>
        <WebhookFacts webhook={webhook} />
        <WebhookActions webhook={webhook} />
      </section>
      <section className="card">
        <h2>Messages of the last 30 days</h2>
        <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
          <Filter
            name="state"
            value={state}
            options={STATES.map((each) => [each, words(each)])}
            onChange={(chosen) => narrow({ state: chosen })}
          />
        </form>
        <Deliveries deliveries={webhook.deliveries} />
        <Pages pageInfo={webhook.deliveries.pageInfo} after={after} onChange={narrow} />
      </section>
    </>
  );
}

function WebhookFacts({ webhook }: { readonly webhook: Webhook }) {
  const { url, enabled, disabledAt, disabledFor, behind, position, owner, publicKey, filter } = webhook;
  return (
    <>
      <p>
        {enabled ? 'Sends ' : 'Sent '}
        {filter.types ? filter.types.map(words).join(', ') : 'all events'} to <code>{url}</code>
      </p>
      <p className={behind > 0 ? 'risk' : 'lead'}>
        {enabled
          ? behind === 0
            ? 'It has everything up to now.'
            : `It is ${count(behind, 'event')} behind, at position ${position}.`
          : `Disabled${disabledAt ? ` ${instant(disabledAt)}` : ''}${disabledFor ? `: ${STOPS[disabledFor]}` : ''}. ${count(behind, 'event')} wait.`}
      </p>
      <p>
        <Link href={`/admin/people/${owner.id}`}>{owner.name}</Link> answers for it.{' '}
        <small>
          Public key: <code>{publicKey}</code>
        </small>
      </p>
    </>
  );
}

function WebhookActions({ webhook }: { readonly webhook: Webhook }) {
  const { id, name, enabled } = webhook;
  const input = { webhookId: id };
  const enable = useAccess(EnableWebhookDocument, WEBHOOK_TYPES);
  const disable = useAccess(DisableWebhookDocument, WEBHOOK_TYPES);
  const test = useAccess(TestWebhookDocument, WEBHOOK_TYPES);
  const remove = useAccess(DeleteWebhookDocument, WEBHOOK_TYPES);
  const revise = useAccess(ReviseWebhookDocument, WEBHOOK_TYPES);
  const rotate = useAccess(RotateWebhookSecretDocument, WEBHOOK_TYPES);
  const replay = useAccess(ReplayWebhookDocument, WEBHOOK_TYPES);
  const [tested, setTested] = useState<DeliveryFragment>();
  const [issued, setIssued] = useState<Issued>();
  return (
    <div className="actions">
      <p className="row">
        <BusyButton
          busy={test.busy}
          onPress={() => void test.send(input).then((payload) => setTested(payload?.delivery))}
        >
          {test.busy ? 'Sending…' : 'Send a test'}
        </BusyButton>
        {enabled ? (
          <BusyButton busy={disable.busy} onPress={() => void disable.send(input)}>
            Disable
          </BusyButton>
        ) : (
          <BusyButton busy={enable.busy} onPress={() => void enable.send(input)}>
            Enable
          </BusyButton>
        )}
        <Sure
          name="Delete"
          what={name}
          means="Its messages are forgotten, and no more are sent."
          busy={remove.busy}
          onSure={() => void remove.send(input)}
        />
      </p>
      {tested && (
        <p role="status">
          The test: <DeliveryWords delivery={tested} />
        </p>
      )}
      {[test, enable, disable, remove].map(
        ({ refusal }) => refusal && <Refusal key={`${refusal.__typename} ${refusal.message}`} refusal={refusal} />,
      )}
      {issued && <Secret {...issued} onKept={() => setIssued(undefined)} />}
      <More name="Revise it">
        <WebhookForm
          name="Revise webhook"
          command={revise}
          webhook={webhook}
          onSubmit={async (given) => void (await revise.send({ ...given, webhookId: id }))}
        />
      </More>
      <More name="Replace its secret">
        <CommandForm
          name="Rotate secret"
          command={rotate}
          onSubmit={async ({ overlapMinutes }) => {
            const minutes = overlapMinutes === undefined ? {} : { overlapMinutes: Number(overlapMinutes) };
            const payload = await rotate.send({ webhookId: id, ...minutes });
            if (payload) setIssued({ of: payload.webhook.name, secret: payload.secret });
          }}
        >
          <label>
            Minutes for which messages are signed with both
            <input name="overlapMinutes" type="number" min={0} />
            <small>Empty for what is usual.</small>
          </label>
        </CommandForm>
      </More>
      <More name="Send events again">
        <CommandForm
          name="Replay"
          command={replay}
          onSubmit={async ({ from }) => void (await replay.send({ webhookId: id, from: Number(from) }))}
        >
          <label>
            From the event at position
            <input name="from" type="number" min={1} required />
          </label>
        </CommandForm>
      </More>
    </div>
  );
}

function isState(state: string | undefined): state is WebhookDeliveryState {
  return STATES.some((each) => each === state);
}
