import { Role } from '../../generated/prisma/enums.js';
import { GROUP_SCHEMA } from './group.js';
import { USER_SCHEMA } from './user.js';

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** What SCIM offers here, RFC 7643, section 5. */
const providerConfig = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'API token',
      description: 'An API token of an administrator, with the scopes that provisioning needs.',
      primary: true,
    },
  ],
};

const userType = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
  id: 'User',
  name: 'User',
  endpoint: '/Users',
  description: 'A person of the organization.',
  schema: USER_SCHEMA,
  schemaExtensions: [],
};

const groupType = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
  id: 'Group',
  name: 'Group',
  endpoint: '/Groups',
  description: 'A group of people, which can be mapped to a role and to the lead of units.',
  schema: GROUP_SCHEMA,
  schemaExtensions: [],
};

interface Details {
  readonly type?: string;
  readonly required?: boolean;
  readonly mutability?: string;
  readonly uniqueness?: string;
  readonly multiValued?: boolean;
  readonly caseExact?: boolean;
  readonly canonicalValues?: readonly string[];
  readonly subAttributes?: readonly object[];
}

function attribute(name: string, description: string, details: Details = {}): object {
  const { type = 'string', required = false, mutability = 'readWrite', uniqueness = 'none', ...rest } = details;
  const usual = { multiValued: false, caseExact: false, returned: 'default' };
  return { name, description, type, required, mutability, uniqueness, ...usual, ...rest };
}

const userSchema = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id: USER_SCHEMA,
  name: 'User',
  description: 'A person of the organization.',
  attributes: [
    attribute('userName', 'The e-mail address; without one, the same as externalId.', {
      required: true,
      uniqueness: 'server',
    }),
    attribute('displayName', 'The name that is shown.'),
    attribute('name', 'The name, where there is no displayName.', {
      type: 'complex',
      subAttributes: [
        attribute('formatted', 'The whole name.'),
        attribute('givenName', 'Used where there is no whole name.', { mutability: 'writeOnly' }),
        attribute('familyName', 'Used where there is no whole name.', { mutability: 'writeOnly' }),
      ],
    }),
    attribute('active', 'Whether the person has access.', { type: 'boolean' }),
    attribute('emails', 'The e-mail address, which userName sets.', {
      type: 'complex',
      multiValued: true,
      mutability: 'readOnly',
      subAttributes: [attribute('value', 'The address.', { mutability: 'readOnly' })],
    }),
    attribute('roles', 'The one role of the person.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [attribute('value', 'The role.', { canonicalValues: Object.keys(Role) })],
    }),
    attribute('groups', 'The groups in which SCIM has the person.', {
      type: 'complex',
      multiValued: true,
      mutability: 'readOnly',
      subAttributes: [
        attribute('value', 'The id of the group.', { mutability: 'readOnly' }),
        attribute('display', 'The name of the group.', { mutability: 'readOnly' }),
      ],
    }),
    attribute('locale', 'Preferred language and region, as a BCP 47 tag.'),
    attribute('timezone', 'Time zone by its IANA name.'),
  ],
};

const groupSchema = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id: GROUP_SCHEMA,
  name: 'Group',
  description: 'A group of people, which can be mapped to a role and to the lead of units.',
  attributes: [
    attribute('displayName', 'The name.', { required: true, uniqueness: 'server', caseExact: true }),
    attribute('members', 'The members that SCIM manages.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [
        attribute('value', 'The id of the user.', { mutability: 'immutable' }),
        attribute('display', 'The name of the user.', { mutability: 'readOnly' }),
        attribute('type', 'What the member is.', { mutability: 'readOnly', canonicalValues: ['User'] }),
      ],
    }),
  ],
};

function list(...resources: readonly object[]): object {
  const { length } = resources;
  return { schemas: [LIST], totalResults: length, startIndex: 1, itemsPerPage: length, Resources: resources };
}

/** What `path` below `/scim/v2` describes of the service, the same for everybody; undefined where it is nothing of that. */
export function describe(path: string): object | undefined {
  switch (path) {
    case '/ServiceProviderConfig':
      return providerConfig;
    case '/ResourceTypes':
      return list(userType, groupType);
    case '/ResourceTypes/User':
      return userType;
    case '/ResourceTypes/Group':
      return groupType;
    case '/Schemas':
      return list(userSchema, groupSchema);
    case `/Schemas/${USER_SCHEMA}`:
      return userSchema;
    case `/Schemas/${GROUP_SCHEMA}`:
      return groupSchema;
    default:
      return undefined;
  }
}
