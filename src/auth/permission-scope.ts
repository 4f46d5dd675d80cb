import type { Actor } from './actor.js';

/**
 * What an actor may read, as a canonical text: actors of equal scope read the same, field by field, unless a field says
 * that it depends on the viewer. Today every member of an organization reads all of it.
 */
export function permissionScope({ organizationId }: Pick<Actor, 'organizationId'>): string {
  return `${organizationId}/member`;
}

/** The scope of a view that depends on its viewer: who they are and all that they may do, too. */
export function viewerScope(actor: Actor): string {
  const { personId, role, leads, grant, isVisitor = false } = actor;
  return JSON.stringify([permissionScope(actor), personId, role, [...leads].sort(), grant?.tokenId ?? null, isVisitor]);
}

/**
 * The actor of an execution that is shared: any member of the organization. Hazard: who it is must not matter. A field
 * that asks nevertheless fails for all instead of showing one member what is meant for another.
 */
export function anyMember(organizationId: string): Actor {
  const unknown = (): never => {
    throw new Error('A field of a shared subscription asked who is asking: it needs the extension `viewerDependent`.');
  };
  return {
    organizationId,
    get personId() {
      return unknown();
    },
    get subject() {
      return unknown();
    },
    get issuerId() {
      return unknown();
    },
    get name() {
      return unknown();
    },
    get role() {
      return unknown();
    },
    get isServiceAccount() {
      return unknown();
    },
    get leads() {
      return unknown();
    },
    get asOf() {
      return unknown();
    },
    get grant() {
      return unknown();
    },
    get signIn() {
      return unknown();
    },
  };
}
