/** What can happen to a unit, and what each event means. */
export const unitEvents = {
  UnitAdded: 'A unit was added.',
  UnitChanged: 'The name, the attributes or the time zone of a unit changed.',
  UnitRetired: 'A unit was retired: nothing new begins in it, and its history stays.',
  UnitReinstated: 'A retired unit was reinstated.',
} as const;

/** What can happen to the leads of a unit, and what each event means. */
export const unitLeadEvents = {
  UnitLeadAssigned: 'A person became a lead of a unit.',
  UnitLeadRemoved: 'A person is no longer a lead of a unit.',
} as const;

/** What can happen to a person, and what each event means. */
export const personEvents = {
  PersonAdded: 'A person joined the organization.',
  PersonRevised: 'The name, the e-mail address, the locale or the time zone of a person changed.',
  PersonSubjectChanged: 'The subject of a person changed: credentials with the former one no longer give access.',
  PersonRoleChanged: 'The role of a person changed.',
  PersonDeactivated: 'A person left: their credentials no longer give access.',
  PersonReactivated: 'A person who had left came back: their credentials give access again.',
  ServiceAccountAdded: 'A service account was added.',
  ServiceAccountOwnerChanged: 'The owner of a service account changed.',
} as const;

/** What can happen to a group, and what each event means. */
export const groupEvents = {
  GroupCreated: 'A group was created.',
  GroupRevised: 'The name or the external id of a group changed.',
  GroupDeleted: 'A group was deleted: it gives its members nothing any more.',
} as const;

/** What can happen to the members of a group, and what each event means. */
export const groupMemberEvents = {
  GroupMemberAdded: 'A person became a member of a group.',
  GroupMemberRemoved: 'A person is no longer a member of a group, as far as one of those who manage memberships goes.',
} as const;

/** What can happen to the mappings of a group, and what each event means. */
export const groupMappingEvents = {
  GroupMapped: 'A group was mapped to a role or to the lead of a unit.',
  GroupUnmapped: 'A group is no longer mapped to a role or to the lead of a unit.',
} as const;

/** What can happen to what is personal of somebody, and what each event means. */
export const erasureEvents = {
  PersonErased: 'A person was erased: a name such as "Former member 7" took the place of theirs, in the log as well.',
} as const;

/** What can happen to the identity providers of the organization, and what each event means. */
export const issuerEvents = {
  IssuerAdded: 'An identity provider of the organization was added: people can sign in by it.',
  IssuerRevised:
    'The name, the client, the audience or the domains of an identity provider of the organization changed.',
  IssuerRemoved: 'An identity provider of the organization was removed: the sessions that it began ended.',
} as const;

/** What can happen to the organization itself, and what each event means. */
export const organizationEvents = {
  OrganizationRevised: 'The time zone of the organization changed, or after how many days status updates are due.',
  FreshSignInRuleChanged: 'Before what people have to sign in anew, or how, changed.',
} as const;

/** Name of an event of the organization itself. */
export type OwnEventType = keyof typeof organizationEvents;

/** Name of an event of issuers. */
export type IssuerEventType = keyof typeof issuerEvents;

/** Name of an event of units and people. */
export type OrganizationEventType =
  | keyof typeof unitEvents
  | keyof typeof unitLeadEvents
  | keyof typeof personEvents
  | keyof typeof groupEvents
  | keyof typeof groupMemberEvents
  | keyof typeof groupMappingEvents
  | keyof typeof erasureEvents;
