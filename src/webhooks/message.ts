/** The content type of messages: CloudEvents 1.0 as structured JSON. */
export const CONTENT_TYPE = 'application/cloudevents+json; charset=UTF-8';

/** A message to an endpoint. */
export interface Message {
  /** Its `webhook-id`, the same in each attempt: receivers tell repeated ones by it. */
  readonly id: string;
  /** What it is about, such as IssueOpened. */
  readonly type: string;
  /** Position of the event; null for a test. */
  readonly position: number | null;
  readonly body: string;
}

/** What a message says. */
export interface Said {
  readonly id: string;
  readonly type: string;
  readonly position: number | null;
  /** Slug of the organization. */
  readonly organization: string;
  readonly at: Date;
  /** Global id of what it is about. */
  readonly subject?: string | undefined;
  readonly data: object;
}

/** Writes a message as a CloudEvent, whose `id` is that of the message. */
export function messageOf({ id, type, position, organization, at, subject, data }: Said): Message {
  const body = JSON.stringify({
    specversion: '1.0',
    id,
    source: `/organizations/${organization}`,
    type: `uplift.${type}`,
    ...(subject === undefined ? {} : { subject }),
    time: at.toISOString(),
    datacontenttype: 'application/json',
    data,
  });
  return { id, type, position, body };
}

/** A log as a webhook follows it: what messages about its events are called. */
export interface Followed {
  readonly epoch: string;
  /** How often events were lost to the webhook. Hazard: positions are used again once a log was replaced, and an id must not be. */
  readonly resets: number;
}

/** The id of the message about a place in the log: epoch and position. */
export function messageId({ epoch, resets }: Followed, place: number | 'reset'): string {
  return `${epoch}${resets === 0 ? '' : `-${resets}`}.${place}`;
}
