import { randomUUID } from 'node:crypto';
import { administrators } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { enumOf, id, integer, optional } from '../../commands/fields.js';
import { Role } from '../../generated/prisma/enums.js';
import { demandServiceAccount } from '../rules.js';
import { addPeople, details, personCommand, personOf } from './person.js';
import { endTokens } from './service-account-tokens.js';
import { OVERLAP } from './token.js';

const ownerId = id('Person', 'Who answers for it: an active person.');

export const addServiceAccount = command({
  name: 'addServiceAccount',
  description:
    'Adds a service account, for a script or another system. It acts with API tokens only (`createToken`), and a person answers for it.',
  allowed: administrators,
  record: 'Person',
  event: 'ServiceAccountAdded',
  refusals: ['RuleViolationError'],
  input: { name: details.name, role: enumOf(Role, 'Role', 'Its role.'), ownerId },
  async perform(work, { name, role, ownerId }) {
    const owner = await personOf(work, ownerId);
    const subject = `service-account-${randomUUID()}`;
    const rest = { email: null, locale: null, timeZone: null, active: true };
    const [account] = await addPeople(work, [{ name, role, subject, ownerId: owner.id, ...rest }]);
    return account;
  },
});

export const changeServiceAccountOwner = personCommand({
  name: 'changeServiceAccountOwner',
  description:
    'Changes who answers for a service account, such as when its owner leaves. Its tokens end, since the former owner may know their secrets: at once, or after `overlapMinutes`.',
  allowed: administrators,
  event: 'ServiceAccountOwnerChanged',
  input: {
    ownerId,
    overlapMinutes: optional(
      integer(
        0,
        OVERLAP.most,
        'For how many minutes its tokens stay valid at most, so that they can be rotated. Default: 0.',
      ),
    ),
  },
  guard: (_actor, person) => demandServiceAccount(person),
  async change(work, account, { ownerId, overlapMinutes }) {
    const owner = await personOf(work, ownerId);
    if (owner.id !== account.ownerId) await endTokens(work, account.id, overlapMinutes ?? 0);
    return { patch: { ownerId: owner.id } };
  },
});
