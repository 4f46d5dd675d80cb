import type { LoggedEvent } from '../log/event.js';
import type { OrganizationEventType } from './events.js';

/**
 * The one list of events that change what people may see or do, and whom each concerns: ids of persons. Null for an
 * event that changes no permissions. Hazard: a type that is missing here leaves streams open that should end.
 */
const concerned: Record<OrganizationEventType, ((event: LoggedEvent) => readonly string[]) | null> = {
  UnitAdded: null,
  UnitChanged: null,
  UnitRetired: null,
  UnitReinstated: null,
  UnitLeadAssigned: leadsThatChanged,
  UnitLeadRemoved: leadsThatChanged,
  PersonAdded: null, // A new person has no open streams yet.
  PersonRevised: ({ recordId }) => [recordId], // Servers remember the name of whoever acts.
  PersonSubjectChanged: ({ recordId }) => [recordId],
  PersonRoleChanged: ({ recordId }) => [recordId],
  PersonDeactivated: ({ recordId }) => [recordId],
  PersonErased: ({ recordId }) => [recordId],
  PersonReactivated: ({ recordId }) => [recordId],
  // What a group gives changes by events of the person and the unit.
  GroupCreated: null,
  GroupRevised: null,
  GroupDeleted: null,
  GroupMemberAdded: null,
  GroupMemberRemoved: null,
  GroupMapped: null,
  GroupUnmapped: null,
  ServiceAccountAdded: null,
  ServiceAccountOwnerChanged: null, // Who sees its tokens is looked up each time.
};

/** Ids of the persons whose permissions an event may have changed; empty for nearly every event. */
export function personsConcerned(event: LoggedEvent): readonly string[] {
  return (Object.hasOwn(concerned, event.type) && concerned[event.type as OrganizationEventType]?.(event)) || [];
}

/** Those who lead a unit after an event and did not before, and the other way round. */
function leadsThatChanged({ before, after }: LoggedEvent): readonly string[] {
  const was = leadsIn(before);
  const is = leadsIn(after);
  return [...was.filter((id) => !is.includes(id)), ...is.filter((id) => !was.includes(id))];
}

function leadsIn(fields: LoggedEvent['after'] | null): readonly string[] {
  return (fields as { leads?: readonly string[] } | null)?.leads ?? [];
}
