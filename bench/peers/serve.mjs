import { answer } from '../lib/child.mjs';
import { NOTE } from '../lib/document.mjs';
import { createMeter } from '../lib/meter.mjs';

/**
 * Answers the bench on behalf of a server.
 * @param {string} url where it listens
 * @param {{improvementId: string, actorId: string, organizationId: string}} place
 * @param {(event: object) => unknown} publish publishes an event to the subscribers
 */
export function servePeer(url, { improvementId, actorId, organizationId }, publish) {
  const meter = createMeter();
  let position = 0;
  const makeEvent = () => {
    position += 1;
    const place = Buffer.from(`1:0123456789ab:${position}`).toString('base64url');
    return {
      position,
      id: Buffer.from(`Event:${organizationId}:${position}`).toString('base64url'),
      cursor: place,
      occurredAt: new Date().toISOString(),
      note: NOTE,
      recordVersion: 2,
      improvementId,
      actorId,
    };
  };
  answer(
    {
      ...meter.handlers,
      publish({ events }) {
        const at = meter.begin();
        for (let count = 0; count < events; count += 1) publish(makeEvent());
        return { began: at, at };
      },
      subscribers: () => subscribers,
    },
    url,
  );
}

let subscribers = 0;

/** To be called whenever somebody has subscribed. */
export function counted(stream) {
  subscribers += 1;
  return stream;
}
