import { Refusal } from '../command/refusal.js';
import { useAccess } from '../command/use-access.js';
import { BusyButton } from '../ui/busy-button.js';
import { instant } from '../ui/time.js';
import { count, sentence, words } from '../ui/words.js';
import { RetryWebhookDeliveryDocument } from './graphql.js';
import type { DeliveryFragment } from './graphql.js';
import { Table } from './table.js';

interface DeliveriesProps {
  readonly deliveries: { readonly totalCount: number; readonly nodes: readonly DeliveryFragment[] };
}

/** Messages of a webhook, each with what became of it. */
export function Deliveries({ deliveries: { totalCount, nodes } }: DeliveriesProps) {
  const retry = useAccess(RetryWebhookDeliveryDocument, ['WebhookDelivery']);
  if (totalCount === 0) return <p className="empty">There are none.</p>;
  return (
    <>
      <p className="lead">{count(totalCount, 'message')}.</p>
      {retry.refusal && <Refusal refusal={retry.refusal} />}
      <Table label="Messages" heads={['Message', 'What became of it', 'Last sent', 'Again']}>
        {nodes.map((delivery) => (
          <tr key={delivery.id}>
            <th scope="row">
              {sentence(delivery.type)} {delivery.position !== null && <small>{delivery.position}</small>}
            </th>
            <td className="wrap">
              <DeliveryWords delivery={delivery} />
            </td>
            <td>{instant(delivery.lastAt)}</td>
            <td>
              {delivery.position === null ? (
                'a test'
              ) : (
                <BusyButton busy={retry.busy} onPress={() => void retry.send({ deliveryId: delivery.id })}>
                  Send again <span className="hidden">{delivery.position}</span>
                </BusyButton>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

/** What became of a message. */
export function DeliveryWords({ delivery }: { readonly delivery: DeliveryFragment }) {
  const { state, status, error, answer, attempts, duration, nextAt } = delivery;
  return (
    <>
      <span className={state === 'DELIVERED' ? undefined : 'late'}>{words(state)}</span>
      {': '}
      {error ?? `the endpoint answered ${status}`} after {duration} ms
      {attempts > 1 && `, ${attempts} attempts`}
      {nextAt && `, again ${instant(nextAt)}`}
      {state !== 'DELIVERED' && answer && <small> {answer.slice(0, 200)}</small>}
    </>
  );
}
