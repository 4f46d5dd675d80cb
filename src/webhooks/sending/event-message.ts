import type { GraphQLSchema } from 'graphql';
import { encodeGlobalId } from '../../ids.js';
import { encodeCursor } from '../../log/cursor.js';
import type { LoggedEvent } from '../../log/event.js';
import { isNodeType } from '../../schema/builder.js';
import { changesOf } from '../../schema/event.js';
import { isViewerDependent } from '../../schema/sharing.js';
import { messageId, messageOf } from '../message.js';
import type { Followed, Message } from '../message.js';

/** A log that a webhook follows, and whose it is. */
interface FollowedLog extends Followed {
  /** Slug of the organization. */
  readonly organization: string;
}

/** The message about an event. Its data are what the graph says of it to every member, in the words of the graph, or `data`. */
export function eventMessage(schema: GraphQLSchema, log: FollowedLog, event: LoggedEvent, data?: object): Message {
  const { position, type, occurredAt, hash, recordType, recordId, recordVersion, note } = event;
  const isReadable = isNodeType(schema, recordType) && !isViewerDependent(schema, recordType);
  const record = isReadable ? encodeGlobalId(recordType, recordId) : null;
  const idOf = (typename: string, id: string | null) => (id === null ? null : encodeGlobalId(typename, id));
  return messageOf({
    id: messageId(log, position),
    type,
    position,
    organization: log.organization,
    at: occurredAt,
    subject: record ?? undefined,
    data: data ?? {
      position,
      cursor: encodeCursor({ epoch: log.epoch, position, hash }),
      actorId: idOf('Person', event.actorId),
      recordType,
      recordId: record,
      recordVersion,
      improvementId: idOf('Improvement', event.improvementId),
      planId: idOf('DeploymentPlan', event.planId),
      deploymentId: idOf('Deployment', event.deploymentId),
      unitId: idOf('Unit', event.unitId),
      note,
      changes: changesOf(schema, event),
    },
  });
}

/** The message that says that events were lost to the webhook: its receiver reads the state anew, and goes on from the cursor. */
export function resetMessage(
  log: FollowedLog,
  { position, hash, at }: { readonly position: number; readonly hash: string | null; readonly at: Date },
): Message {
  return messageOf({
    id: messageId(log, 'reset'),
    type: 'Reset',
    position,
    organization: log.organization,
    at,
    data: { position, cursor: encodeCursor({ epoch: log.epoch, position, hash }) },
  });
}
