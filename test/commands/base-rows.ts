import { randomUUID } from 'node:crypto';
import type { App } from '../../src/server/app.js';
import { encodeGlobalId } from '../../src/ids.js';
import { putProcessVersion } from '../processes/fixtures.js';
import type { RecordRow, RecordTakes } from '../records/suite.js';
import type { TestOrganization } from '../support/app.js';
import {
  putBlocker,
  putDeployment,
  putGroup,
  putImprovement,
  putPerson,
  putServiceAccount,
  putUnit,
} from './fixtures.js';

const DATES = { plannedStart: '2026-02-01', plannedEnd: '2026-04-01' };

type DeploymentValues = Parameters<typeof putDeployment>[3];
type ImprovementValues = Parameters<typeof putImprovement>[2];

const ADOPTED = { state: 'ADOPTED', percent: 100 } as const;
const BLOCKED = { state: 'BLOCKED', resumeState: 'IN_PROGRESS' } as const;

/** The mutations of the organization, of improvements and of deployments. The app is asked for when they are run. */
export function baseRows(appOf: () => App): Readonly<Record<string, RecordRow>> {
  const onDeployment = (takes: RecordTakes, event: string, values: DeploymentValues, more: object = {}): RecordRow => ({
    takes,
    event,
    input: async ({ id, ledUnit }, { id: unitId } = ledUnit) => ({
      deploymentId: (await putDeployment(appOf(), id, unitId, values)).globalId,
      version: 1,
      ...more,
    }),
  });

  const onImprovement = (event: string, values: ImprovementValues, more: object = {}): RecordRow => ({
    takes: 'deploymentLead',
    event,
    input: async ({ id }) => ({
      improvementId: (await putImprovement(appOf(), id, values)).globalId,
      version: 1,
      ...more,
    }),
  });

  const onGroup = (event: string, more: (organization: TestOrganization) => Promise<object>): RecordRow => ({
    takes: 'administrator',
    event,
    organizationWide: true,
    input: async (organization) => ({
      groupId: (await putGroup(appOf(), organization.id)).globalId,
      version: 1,
      ...(await more(organization)),
    }),
  });

  return {
    reviseOrganization: {
      takes: 'administrator',
      event: 'OrganizationRevised',
      organizationWide: true,
      async input({ id }) {
        // There is one, which each test has for itself as if it were new.
        await appOf().services.database.prisma.organization.update({ where: { id }, data: { version: 1 } });
        return { organizationId: encodeGlobalId('Organization', id), version: 1, timeZone: 'UTC' };
      },
    },
    addUnit: {
      takes: 'administrator',
      event: 'UnitAdded',
      input: async () => ({ kind: 'PROJECT', name: `New ${randomUUID()}` }),
    },
    changeUnit: {
      takes: 'administrator',
      event: 'UnitChanged',
      input: async ({ id }) => ({
        unitId: (await putUnit(appOf(), id)).globalId,
        version: 1,
        name: `Other ${randomUUID()}`,
      }),
    },
    retireUnit: {
      takes: 'administrator',
      event: 'UnitRetired',
      input: async ({ id }) => ({ unitId: (await putUnit(appOf(), id)).globalId, version: 1, reason: 'It is done.' }),
    },
    reinstateUnit: {
      takes: 'administrator',
      event: 'UnitReinstated',
      async input({ id: organizationId }) {
        const { id, globalId } = await putUnit(appOf(), organizationId);
        await appOf().services.database.prisma.unit.update({ where: { id }, data: { retiredAt: new Date() } });
        return { unitId: globalId, version: 1 };
      },
    },
    assignUnitLead: {
      takes: 'administrator',
      event: 'UnitLeadAssigned',
      input: async ({ id, otherLead }) => ({
        unitId: (await putUnit(appOf(), id)).globalId,
        personId: otherLead.globalId,
        version: 1,
      }),
    },
    removeUnitLead: {
      takes: 'administrator',
      event: 'UnitLeadRemoved',
      input: async ({ id, people: { SPONSOR } }) => ({
        unitId: (await putUnit(appOf(), id, [SPONSOR.id])).globalId,
        personId: SPONSOR.globalId,
        version: 1,
      }),
    },
    addPerson: {
      takes: 'administrator',
      event: 'PersonAdded',
      organizationWide: true,
      input: async () => ({ name: 'New person', subject: randomUUID(), role: 'SPONSOR' }),
    },
    revisePerson: {
      takes: 'administrator',
      event: 'PersonRevised',
      organizationWide: true,
      input: async ({ id }) => ({
        personId: (await putPerson(appOf(), id, 'VIEWER')).globalId,
        version: 1,
        email: `${randomUUID()}@example.org`,
        locale: 'de-CH',
        timeZone: 'Europe/Zurich',
      }),
    },
    changeSubject: {
      takes: 'administrator',
      event: 'PersonSubjectChanged',
      organizationWide: true,
      input: async ({ id }) => ({
        personId: (await putPerson(appOf(), id, 'VIEWER')).globalId,
        version: 1,
        subject: randomUUID(),
      }),
    },
    changePersonRole: {
      takes: 'administrator',
      event: 'PersonRoleChanged',
      organizationWide: true,
      input: async ({ id }) => ({
        personId: (await putPerson(appOf(), id, 'VIEWER')).globalId,
        version: 1,
        role: 'SPONSOR',
      }),
    },
    addServiceAccount: {
      takes: 'administrator',
      event: 'ServiceAccountAdded',
      organizationWide: true,
      input: async ({ people: { VIEWER } }) => ({ name: 'CI', role: 'SPONSOR', ownerId: VIEWER.globalId }),
    },
    changeServiceAccountOwner: {
      takes: 'administrator',
      event: 'ServiceAccountOwnerChanged',
      organizationWide: true,
      input: async ({ id, people: { SPONSOR, VIEWER } }) => ({
        personId: (await putServiceAccount(appOf(), id, 'VIEWER', VIEWER.id)).globalId,
        version: 1,
        ownerId: SPONSOR.globalId,
      }),
    },
    deactivatePerson: {
      takes: 'administrator',
      event: 'PersonDeactivated',
      organizationWide: true,
      input: async ({ id }) => ({ personId: (await putPerson(appOf(), id, 'SPONSOR')).globalId, version: 1 }),
    },
    erasePerson: {
      takes: 'administrator',
      event: 'PersonErased',
      organizationWide: true,
      input: async ({ id }) => ({ personId: (await putPerson(appOf(), id, 'SPONSOR')).globalId, version: 1 }),
    },
    reactivatePerson: {
      takes: 'administrator',
      event: 'PersonReactivated',
      organizationWide: true,
      input: async ({ id }) => ({ personId: (await putPerson(appOf(), id, 'SPONSOR', false)).globalId, version: 1 }),
    },

    createGroup: {
      takes: 'administrator',
      event: 'GroupCreated',
      organizationWide: true,
      input: async () => ({ name: `New ${randomUUID()}`, externalId: randomUUID() }),
    },
    reviseGroup: onGroup('GroupRevised', async () => ({ name: `Other ${randomUUID()}` })),
    deleteGroup: onGroup('GroupDeleted', async () => ({})),
    addGroupMember: onGroup('GroupMemberAdded', async ({ id }) => ({
      personId: (await putPerson(appOf(), id, 'VIEWER')).globalId,
    })),
    removeGroupMember: {
      takes: 'administrator',
      event: 'GroupMemberRemoved',
      organizationWide: true,
      async input({ id: organizationId }) {
        const { id, globalId } = await putPerson(appOf(), organizationId, 'VIEWER');
        const group = await putGroup(appOf(), organizationId, { members: [id] });
        return { groupId: group.globalId, personId: globalId, version: 1 };
      },
    },
    mapGroup: onGroup('GroupMapped', async ({ id }) => ({ unitId: (await putUnit(appOf(), id)).globalId })),
    unmapGroup: {
      takes: 'administrator',
      event: 'GroupUnmapped',
      organizationWide: true,
      async input({ id: organizationId }) {
        const unit = await putUnit(appOf(), organizationId);
        const group = await putGroup(appOf(), organizationId, { unitId: unit.id });
        return { groupId: group.globalId, unitId: unit.globalId, version: 1 };
      },
    },

    suggestImprovement: {
      takes: 'deploymentLead',
      event: 'ImprovementSuggested',
      input: async () => ({
        title: `New ${randomUUID()}`,
        description: 'What it is for.',
        kind: 'PROCESS',
        scale: 'INCREMENTAL',
        origin: 'SUGGESTION',
        practices: ['OPM SP 3.2'],
      }),
    },
    reviseImprovement: onImprovement('ImprovementRevised', {}, { description: 'Said better.' }),
    analyzeImprovement: onImprovement('ImprovementAnalyzed', { state: 'SUGGESTED' }),
    selectImprovement: onImprovement('ImprovementSelected', { state: 'ANALYZED' }),
    startImprovementDeployment: onImprovement('ImprovementDeploymentStarted', { state: 'SELECTED' }),
    completeImprovementDeployment: {
      takes: 'deploymentLead',
      event: 'ImprovementDeployed',
      async input({ id, ledUnit }, { id: unitId } = ledUnit) {
        const improvement = await putImprovement(appOf(), id, { state: 'DEPLOYING' });
        await putDeployment(appOf(), id, unitId, { improvementId: improvement.id, state: 'CONFIRMED' });
        return { improvementId: improvement.globalId, version: 1 };
      },
    },
    closeImprovement: onImprovement('ImprovementClosed', { state: 'DEPLOYED' }),
    rejectImprovement: onImprovement('ImprovementRejected', { state: 'ANALYZED' }),
    holdImprovement: onImprovement('ImprovementPutOnHold', { state: 'DEPLOYING' }),
    resumeImprovement: onImprovement('ImprovementResumed', { state: 'ON_HOLD', heldState: 'SELECTED' }),

    planDeployment: {
      takes: 'deploymentLead',
      event: 'DeploymentPlanned',
      input: async ({ id, ledUnit }, { id: unitId } = ledUnit) => ({
        improvementId: (await putImprovement(appOf(), id)).globalId,
        unitId: encodeGlobalId('Unit', unitId),
        ...DATES,
      }),
    },
    rescheduleDeployment: onDeployment('deploymentLead', 'DeploymentRescheduled', {}, DATES),
    requestReschedule: onDeployment(
      'unitLead',
      'RescheduleRequested',
      {},
      { expectedEnd: '2026-05-01', reason: 'The supplier is late.' },
    ),
    declineReschedule: onDeployment(
      'deploymentLead',
      'RescheduleDeclined',
      { expectedEnd: new Date('2026-05-01'), rescheduleRequestedAt: new Date('2026-03-01') },
      { reason: 'The audit is before.' },
    ),
    deferDeployment: onDeployment('deploymentLead', 'DeploymentDeferred', {}, { reason: 'After the audit.' }),
    resumeDeployment: onDeployment('deploymentLead', 'DeploymentResumed', { ...BLOCKED, state: 'DEFERRED' }),
    waiveDeployment: onDeployment('sponsor', 'DeploymentWaived', {}, { reason: 'The contract ends.' }),
    rollBackDeployment: onDeployment('deploymentLead', 'DeploymentRolledBack', ADOPTED, { reason: 'Too slow.' }),
    replanDeployment: onDeployment('deploymentLead', 'DeploymentReplanned', { state: 'WAIVED' }, DATES),
    prepareDeployment: onDeployment('unitLead', 'DeploymentPrepared', {}),
    recordProgress: onDeployment('unitLead', 'ProgressRecorded', {}, { percent: 40 }),
    blockDeployment: {
      takes: 'unitLead',
      event: 'DeploymentBlocked',
      input: async ({ id, people, ledUnit }, { id: unitId } = ledUnit) => ({
        deploymentId: (await putDeployment(appOf(), id, unitId)).globalId,
        ownerId: people.VIEWER.globalId,
        version: 1,
        reason: 'No time.',
      }),
    },
    unblockDeployment: {
      takes: 'unitLead',
      event: 'DeploymentUnblocked',
      async input({ id, ledUnit }, { id: unitId } = ledUnit) {
        const { id: deploymentId, globalId } = await putDeployment(appOf(), id, unitId, BLOCKED);
        const blockerId = await putBlocker(appOf(), deploymentId);
        return { deploymentId: globalId, blockerId, version: 1, resolution: 'They agreed.' };
      },
    },
    adoptDeployment: {
      takes: 'unitLead',
      event: 'DeploymentAdopted',
      input: async (organization, { id: unitId } = organization.ledUnit) => ({
        deploymentId: (await putDeployment(appOf(), organization.id, unitId, { state: 'IN_PROGRESS' })).globalId,
        processVersionId: (await putProcessVersion(appOf(), organization, unitId)).globalId,
        version: 1,
      }),
    },
    declineAdoption: onDeployment('unitLead', 'AdoptionDeclined', ADOPTED, { reason: 'Reviews are not held.' }),
    confirmDeployment: onDeployment('unitLead', 'DeploymentConfirmed', ADOPTED),
  };
}
