import type { GraphQLError } from 'graphql';
import type { Access, AccessAudit, Caller } from '../auth/access-audit.js';
import type { Actor } from '../auth/actor.js';
import type { SessionLimits, Sessions } from '../auth/sessions.js';
import { anyMember } from '../auth/permission-scope.js';
import type { Catalog } from '../process-model/catalog.js';
import type { CommandEnvironment } from '../commands/execute.js';
import type { CatalogStore } from '../process-model/store.js';
import type { LiveDelivery } from '../live/delivery.js';
import type { ReplayBounds } from '../live/replay.js';
import type { WebhookOutlet } from '../webhooks/outlet.js';
import { fault } from './faults.js';
import { ResponseSize } from './response-size.js';

/** What the server offers to every operation. */
export interface Services extends CommandEnvironment {
  readonly catalogStore: CatalogStore;
  readonly delivery: LiveDelivery;
  /** The sessions of browsers; absent where there are none. */
  readonly sessions?: Sessions | undefined;
  /** The record of accesses. */
  readonly audit: AccessAudit;
  readonly webhooks: WebhookOutlet;
  /** How long this server keeps what it can be told to keep. */
  readonly retention: RetentionSettings;
  /** Largest response, and largest result of a subscription. */
  readonly maxResponseBytes: number;
}

/** How long a server keeps what operators can tell it to keep. */
export interface RetentionSettings {
  /** Records of access, in days. */
  readonly accessRecordDays: number;
  /** Sessions of browsers; absent where there are none. */
  readonly sessions?: SessionLimits | undefined;
  /** How far back a cursor may be. */
  readonly replay: ReplayBounds;
}

/** What resolvers see of one operation. */
export interface Context {
  readonly services: Services;
  /** The model in force when the operation began. */
  readonly catalog: Catalog;
  /** Who acts. Looked up once, when first asked for, so that an operation on the catalog alone costs no SQL. */
  actor(): Promise<Actor>;
  /** Ids of the actor, their organization and the token with which they act, as far as they have been looked up: for logs. */
  known(): { readonly actor?: string; readonly organization?: string; readonly token?: string };
  /** The organization of the actor; only after `actor()` was awaited. */
  organizationId(): string;
  /** The actor, who reads; only after `actor()` was awaited. */
  reader(): Actor;
  /** How large the response of one execution is. */
  readonly response: ResponseSize;
  /** Id of the session of the request; absent for a token. */
  readonly session?: string | undefined;
  /** From where the actor asks, as far as it is known. */
  readonly caller?: Caller | undefined;
}

/** Who asks with which session, and from where. */
export type Asking = Pick<Context, 'session' | 'caller'>;

/** Finds who acts, or null if the credentials match no active member. */
export type FindActor = () => Promise<Actor | null>;

/** The error for valid credentials that match no active member. */
export function nobody(): GraphQLError {
  return fault('UNAUTHENTICATED', 'Your credentials are valid, but match no active member.');
}

/** Makes the context of one operation. */
export function createContext(services: Services, findActor: FindActor, asking: Asking = {}): Context {
  let looking: Promise<Actor> | undefined;
  let found: Actor | undefined;
  const find = async (): Promise<Actor> => {
    const actor = await findActor();
    if (!actor) throw nobody();
    found = actor;
    return actor;
  };
  const reader = (): Actor => {
    // Hazard: a query without the organization would show other tenants' records. Better no answer.
    if (!found) throw new Error('The actor was asked for before they were known.');
    return found;
  };
  return {
    services,
    catalog: services.catalogStore.current(),
    actor: () => (looking ??= find()),
    known: () => (found ? idsOf(found) : {}),
    organizationId: () => reader().organizationId,
    reader,
    ...asking,
    ...ofOneExecution(services),
  };
}

/** The context for the next execution of a subscription: the same actor, nothing remembered of the one before. */
export function freshContext(context: Context): Context {
  return { ...context, catalog: context.services.catalogStore.current(), ...ofOneExecution(context.services) };
}

/** The context for an execution that members of one organization share, on behalf of no one in particular. */
export function sharedContext({ services }: Pick<Context, 'services'>, organizationId: string): Context {
  return {
    services,
    catalog: services.catalogStore.current(),
    actor: async () => anyMember(organizationId),
    known: () => ({ organization: organizationId }),
    organizationId: () => organizationId,
    reader: () => anyMember(organizationId),
    ...ofOneExecution(services),
  };
}

/** An access of an actor, for the record of accesses. */
export function accessOf(
  { caller }: Pick<Context, 'caller'>,
  { organizationId, personId, grant }: Actor,
  access: Pick<Access, 'kind' | 'about'>,
): Access {
  return { organizationId, personId, tokenId: grant?.tokenId, caller, ...access };
}

function idsOf({ personId, organizationId, grant }: Actor): ReturnType<Context['known']> {
  return { actor: personId, organization: organizationId, ...(grant ? { token: grant.tokenId } : {}) };
}

function ofOneExecution(services: Services): Pick<Context, 'response'> {
  return { response: new ResponseSize(services.maxResponseBytes) };
}
