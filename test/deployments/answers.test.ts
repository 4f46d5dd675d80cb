import { describe, expect, it } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, putDeployment } from '../commands/fixtures.js';
import { putProcessVersion } from '../processes/fixtures.js';
import type { TestPerson } from '../support/app.js';
import { useApp, useOrganization } from '../support/use-app.js';

let now = new Date('2026-03-01T09:00:00.000Z');
const app = useApp({ clock: () => now });
const organization = useOrganization(app);

const READ = `id version state resumeState percent percentBeforeAdoption plannedEnd expectedEnd rescheduleRequestedAt deferredUntil
  actualStart actualEnd processVersionLabel processVersion { id } waiver adoptedBy { id } blockers { id }`;

/** A deployment and what is done to it, by whom. */
async function deploymentIn(values: Parameters<typeof putDeployment>[3]) {
  const { globalId } = await putDeployment(app, organization.id, organization.ledUnit.id, values);
  let version = 1;
  return async ({ bearer }: TestPerson, mutation: string, input: object = {}): Promise<Result> => {
    const result = await act(app.url, mutation, { deploymentId: globalId, version, ...input }, bearer, READ);
    if ('record' in result) version = result['record'].version as number;
    return (result['record'] as Result | undefined) ?? result;
  };
}

describe('the second person says no', () => {
  it('and the project goes on from where it was, with the percent and the start that it reported', async () => {
    const { PROJECT_LEAD: lead, DEPLOYMENT_LEAD: processGroup } = organization.people;
    const does = await deploymentIn({});
    await does(lead, 'recordProgress', { percent: 70 });
    now = new Date('2026-03-10T09:00:00.000Z');
    const { globalId } = await putProcessVersion(app, organization, organization.ledUnit.id);
    expect(await does(lead, 'adoptDeployment', { processVersionId: globalId })).toMatchObject({
      state: 'ADOPTED',
      percent: 100,
      percentBeforeAdoption: 70,
    });
    expect(await does(lead, 'declineAdoption', { reason: 'Not yet.' })).toMatchObject({
      rule: 'confirmed-by-a-second-person',
    });
    expect(await does(processGroup, 'declineAdoption', { reason: 'No reviews are held.' })).toMatchObject({
      state: 'IN_PROGRESS',
      percent: 70,
      percentBeforeAdoption: null,
      actualStart: '2026-03-01',
      actualEnd: null,
      processVersionLabel: null,
      processVersion: null,
      waiver: null,
      adoptedBy: null,
    });
    expect(await does(processGroup, 'declineAdoption', { reason: 'Again.' })).toMatchObject({
      rule: 'deployment-life',
      missing: ['the deployment in ADOPTED'],
    });
    expect(await does(lead, 'adoptDeployment', { processVersionId: globalId })).toMatchObject({ state: 'ADOPTED' });
  });
});

describe('a project asks for another planned end', () => {
  it('and the process group grants it, or another one', async () => {
    const { PROJECT_LEAD: lead, DEPLOYMENT_LEAD: processGroup } = organization.people;
    const does = await deploymentIn({ state: 'IN_PROGRESS' });
    const request = { expectedEnd: '2026-05-01', reason: 'The supplier is late.' };
    expect(await does(lead, 'requestReschedule', request)).toMatchObject({
      state: 'IN_PROGRESS',
      plannedEnd: '2026-03-01',
      expectedEnd: '2026-05-01',
      rescheduleRequestedAt: now.toISOString(),
    });
    const granted = { plannedStart: '2026-01-01', plannedEnd: '2026-05-01' };
    expect(await does(processGroup, 'rescheduleDeployment', granted)).toMatchObject({
      plannedEnd: '2026-05-01',
      expectedEnd: null,
      rescheduleRequestedAt: null,
    });
  });

  it('and the process group declines: the project is still expected to end then', async () => {
    const { PROJECT_LEAD: lead, DEPLOYMENT_LEAD: processGroup } = organization.people;
    const does = await deploymentIn({ state: 'IN_PROGRESS' });
    const declined = { reason: 'The audit is before.' };
    expect(await does(processGroup, 'declineReschedule', declined)).toMatchObject({ rule: 'reschedule-requested' });
    await does(lead, 'requestReschedule', { expectedEnd: '2026-05-01', reason: 'The supplier is late.' });
    expect(await does(processGroup, 'declineReschedule', declined)).toMatchObject({
      plannedEnd: '2026-03-01',
      expectedEnd: '2026-05-01',
      rescheduleRequestedAt: null,
    });
    const sponsor = organization.people.SPONSOR;
    expect(await does(sponsor, 'waiveDeployment', { reason: 'The contract ends.' })).toMatchObject({
      state: 'WAIVED',
      expectedEnd: null,
    });
  });
});

describe('a deployment is put off', () => {
  it('until a day, which is forgotten when it is resumed', async () => {
    const { DEPLOYMENT_LEAD: processGroup } = organization.people;
    const does = await deploymentIn({ plannedEnd: day('2026-09-01') });
    const deferred = { until: '2026-06-01', reason: 'After the release.' };
    expect(await does(processGroup, 'deferDeployment', deferred)).toMatchObject({
      state: 'DEFERRED',
      deferredUntil: '2026-06-01',
    });
    expect(await does(processGroup, 'resumeDeployment')).toMatchObject({ state: 'PLANNED', deferredUntil: null });
  });
});

describe('a deployment is blocked', () => {
  it('and its project reports progress all the same: it stays blocked, and goes on from there', async () => {
    const { PROJECT_LEAD: lead } = organization.people;
    const does = await deploymentIn({});
    const { blockers } = await does(lead, 'blockDeployment', { reason: 'No licenses.' });
    expect(await does(lead, 'recordProgress', { percent: 30 })).toMatchObject({
      state: 'BLOCKED',
      resumeState: 'IN_PROGRESS',
      percent: 30,
      actualStart: now.toISOString().slice(0, 10),
    });
    const blockerId = (blockers as Result[])[0]?.['id'] as string;
    expect(await does(lead, 'unblockDeployment', { blockerId, resolution: 'Bought.' })).toMatchObject({
      state: 'IN_PROGRESS',
      percent: 30,
    });
  });
});
