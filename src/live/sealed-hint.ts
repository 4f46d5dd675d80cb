import type { LogHead } from '../log/event.js';
import type { BusListener, Hint, PublishedHint } from './bus.js';
import { MAX_SEALED, openSealed, sealEvents } from './encrypted-events.js';

/** A hint as it stands on the wire. */
export type SealedHint =
  | { readonly topic: 'catalog' }
  | (LogHead & {
      readonly topic: 'log';
      /** The events by which the log grew, sealed, if they are small. */
      readonly sealed?: string | undefined;
      readonly traceparent?: string | undefined;
    });

/** Puts a hint on the wire for the servers of a namespace. Hazard: its events come with the key of the log. */
export function sealHint(hint: PublishedHint, namespace: string): string {
  if (hint.topic === 'catalog') return JSON.stringify({ topic: hint.topic });
  const { topic, organizationId, position, added, traceparent } = hint;
  const sealed = added && sealEvents(added, namespace);
  return JSON.stringify({ topic, organizationId, position, sealed, traceparent } satisfies SealedHint);
}

/** Reads a hint off the wire, with its events where the listener wants them and a server of the namespace sealed them; undefined for anything else. */
export function openHint(message: string, namespace: string, listener: Pick<BusListener, 'keysOf'>): Hint | undefined {
  const hint = readHint(message);
  if (hint?.topic !== 'log') return hint;
  const { sealed, ...head } = hint;
  const keys = sealed && listener.keysOf?.(hint);
  return { ...head, added: keys ? openSealed(sealed, hint, keys, namespace) : undefined };
}

/** Reads a message; undefined where it is not a hint. */
export function readHint(message: string): SealedHint | undefined {
  try {
    const { topic, organizationId, position, sealed, traceparent } = JSON.parse(message) as Record<string, unknown>;
    if (topic === 'catalog') return { topic };
    if (topic !== 'log' || typeof organizationId !== 'string' || !Number.isSafeInteger(position)) return undefined;
    return {
      topic,
      organizationId,
      position: position as number,
      ...(typeof sealed === 'string' && sealed.length <= MAX_SEALED ? { sealed } : {}),
      ...(typeof traceparent === 'string' ? { traceparent } : {}),
    };
  } catch {
    return undefined;
  }
}
