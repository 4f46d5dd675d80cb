/** What can happen to the units and people of an organization, and what each event means. */
export const organizationEvents = {
  UnitAdded: 'A unit was added.',
  UnitChanged: 'The name or the attributes of a unit changed.',
  UnitLeadAssigned: 'A person became a lead of a unit.',
  UnitLeadRemoved: 'A person is no longer a lead of a unit.',
  PersonAdded: 'A person joined the organization.',
  PersonRoleChanged: 'What a person may do changed.',
  PersonDeactivated: 'A person left: their credentials open nothing any more.',
  PersonReactivated: 'A person who had left came back: their credentials open again what they did.',
} as const;

/** Name of an event of units and people. */
export type OrganizationEventType = keyof typeof organizationEvents;
