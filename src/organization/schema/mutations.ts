import { mutation, mutations } from '../../schema/mutations.js';
import {
  addPerson,
  changePersonRole,
  changeSubject,
  deactivatePerson,
  reactivatePerson,
  revisePerson,
} from '../operations/person.js';
import { createGroup, deleteGroup, reviseGroup } from '../operations/group.js';
import { mapGroup, unmapGroup } from '../operations/group-mapping.js';
import { addGroupMember, removeGroupMember } from '../operations/group-member.js';
import { addIssuer, removeIssuer, reviseIssuer } from '../operations/issuer.js';
import { requireFreshSignIn } from '../operations/fresh-sign-in.js';
import { addServiceAccount, changeServiceAccountOwner } from '../operations/service-account.js';
import { erasePerson } from '../operations/erasing.js';
import { reviseOrganization } from '../operations/revising.js';
import { addUnit, assignUnitLead, changeUnit, removeUnitLead } from '../operations/unit.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { Group } from './group.js';
import { Issuer } from './issuer.js';
import { Person } from './person.js';
import { Unit } from './unit.js';
import { Organization } from './viewer.js';

mutations(reviseOrganization);
mutations(addUnit, changeUnit, assignUnitLead, removeUnitLead);
mutations(addPerson, revisePerson, changeSubject, changePersonRole, deactivatePerson, reactivatePerson, erasePerson);
mutations(addServiceAccount, changeServiceAccountOwner);
mutations(createGroup, reviseGroup, deleteGroup, addGroupMember, removeGroupMember, mapGroup, unmapGroup);
mutations(addIssuer, reviseIssuer, removeIssuer);
mutation(requireFreshSignIn, (t) => ({
  organization: t.prismaField({
    type: Organization,
    description: 'The organization as it is now.',
    resolve: (query, { recordId: id }, _args, { services }) =>
      services.database.prisma.organization.findUniqueOrThrow({ ...query, where: { id } }),
  }),
}));

viewerCan(Organization, {});

viewerCan(Unit, { name: true, retiredAt: true });

viewerCan(Person, { id: true, name: true, erasedAt: true, ownerId: true, roleByHand: true });

viewerCan(Group, { name: true, deletedAt: true });

viewerCan(Issuer, { name: true, removedAt: true });
