import { Role } from '../../generated/prisma/enums.js';
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

interface Details {
  readonly type?: string;
  readonly required?: boolean;
  readonly mutability?: string;
  readonly uniqueness?: string;
  readonly multiValued?: boolean;
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
    attribute('locale', 'Preferred language and region, as a BCP 47 tag.'),
    attribute('timezone', 'Time zone by its IANA name.'),
  ],
};

/** What `path` below `/scim/v2` describes of the service, the same for everybody; undefined where it is nothing of that. */
export function describe(path: string): object | undefined {
  switch (path) {
    case '/ServiceProviderConfig':
      return providerConfig;
    case '/ResourceTypes':
      return { schemas: [LIST], totalResults: 1, startIndex: 1, itemsPerPage: 1, Resources: [userType] };
    case '/ResourceTypes/User':
      return userType;
    case '/Schemas':
      return { schemas: [LIST], totalResults: 1, startIndex: 1, itemsPerPage: 1, Resources: [userSchema] };
    case `/Schemas/${USER_SCHEMA}`:
      return userSchema;
    default:
      return undefined;
  }
}
