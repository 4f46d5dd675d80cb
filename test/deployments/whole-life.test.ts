import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCursor } from '../../src/log/cursor.js';
import type { TestPerson } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';
import type { Subscription } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { act } from '../commands/act.js';
import { putProcessVersion } from '../processes/fixtures.js';
import type { Result } from '../commands/act.js';

let now = new Date('2026-03-01T09:00:00.000Z');

const DEPLOYMENT = `id version state resumeState percent late daysLate plannedStart plannedEnd actualStart actualEnd
  processVersionLabel waiver adoptedBy { id } confirmedBy { id } confirmedAt
  blockers { id reason owner { id } resolution openedAt removedAt }
  improvement { state version percent deploymentStates { state count } }`;
const EVENTS = `subscription ($after: LogCursor) {
  events(after: $after) {
    __typename position recordVersion occurredAt note actor { id } improvement { id } deployment { id }
    changes { field before after }
  }
}`;
const IMPROVEMENT = 'id version state resumeState percent deploymentStates { state count }';

const improvement = { id: '', version: 0 };
const one = { id: '', version: 0 };
const two = { id: '', version: 0 };
const three = { id: '', version: 0 };

/** All events, as they are delivered live, and the position of the last one. */
let stream: Subscription;
const log: Result[] = [];
let position = 1;

/** Does a command; expects that it is done, with one event, and remembers the version. */
async function does(
  who: TestPerson,
  mutation: string,
  on: { id: string; version: number },
  more: Record<string, unknown>,
  event: string,
): Promise<Result> {
  const result = await tries(who, mutation, on, more);
  expect(result['__typename'], JSON.stringify(result)).toMatch(/Payload$/);
  position += 1;
  expect(result['position']).toBe(position);
  const record = result['record'] as Result;
  on.id = record['id'] as string;
  on.version += 1;
  expect(record['version']).toBe(on.version);
  expect(await nextEvent()).toMatchObject({
    position,
    __typename: event,
    recordVersion: on.version,
    occurredAt: now.toISOString(),
    actor: { id: who.globalId },
    improvement: { id: improvement.id },
    deployment: on === improvement ? null : { id: on.id },
  });
  return record;
}

/** Does a command, whatever comes of it. */
function tries(
  { bearer }: TestPerson,
  mutation: string,
  on: { id: string; version: number },
  more: Record<string, unknown>,
): Promise<Result> {
  const name = on === improvement ? 'improvementId' : 'deploymentId';
  const target = on.version === 0 ? {} : { [name]: on.id, version: on.version };
  return act(app.url, mutation, { ...target, ...more }, bearer, on === improvement ? IMPROVEMENT : DEPLOYMENT);
}

/** Expects that a rule forbids a command, and that the log says nothing of it. */
async function mayNot(
  who: TestPerson,
  mutation: string,
  on: { id: string; version: number },
  more: Record<string, unknown>,
  rule: string,
): Promise<string[]> {
  const result = await tries(who, mutation, on, more);
  expect(result).toMatchObject({ __typename: 'RuleViolationError', rule });
  expect(stream.queued).toEqual([]);
  return result['missing'] as string[];
}

/** The next event of the stream, which began before the first command. */
async function nextEvent(): Promise<Result> {
  const { data, errors } = await stream.next(15_000);
  expect(errors).toBeUndefined();
  const event = data?.['events'] as Result;
  log.push(event);
  return event;
}

async function deployments(): Promise<Result[]> {
  const { data } = await ask(
    app.url,
    `query ($id: ID!) { node(id: $id) { ... on Improvement { deployments(first: 10) { nodes { ${DEPLOYMENT} } } } } }`,
    { id: improvement.id },
    organization.people.VIEWER.bearer,
  );
  return data?.['node'].deployments.nodes as Result[];
}

const app = useApp({ clock: () => now });
const organization = useOrganization(app);
beforeAll(async () => {
  const { epoch } = await app.services.database.prisma.eventLog.findUniqueOrThrow({
    where: { organizationId: organization.id },
  });
  const { bearer } = organization.people.VIEWER;
  stream = subscribeWs(app.url, EVENTS, { after: encodeCursor({ epoch, position }) }, bearer);
});
afterAll(() => stream.stop());

describe('an improvement from suggestion to close, in three projects', () => {
  it('is suggested, analyzed, set aside, taken up and selected', async () => {
    const { DEPLOYMENT_LEAD: lead } = organization.people;
    const suggested = {
      title: 'Supplier risk reviews',
      description: 'A short review every month.',
      kind: 'PROCESS',
      scale: 'INCREMENTAL',
      origin: 'CAR_ACTION_PROPOSAL',
      practices: ['OPM SP 3.2', 'CAR SP 2.1'],
    };
    const created = await act(app.url, 'suggestImprovement', suggested, lead.bearer, IMPROVEMENT);
    expect(created).toMatchObject({
      position: 2,
      record: { state: 'SUGGESTED', version: 1, percent: null, deploymentStates: [] },
    });
    Object.assign(improvement, { id: created['record'].id, version: 1 });
    position = 2;
    expect(await nextEvent()).toMatchObject({ __typename: 'ImprovementSuggested', position, deployment: null });

    await mayNot(lead, 'selectImprovement', improvement, {}, 'improvement-life');
    expect(await does(lead, 'analyzeImprovement', improvement, {}, 'ImprovementAnalyzed')).toMatchObject({
      state: 'ANALYZED',
    });
    expect(await does(lead, 'holdImprovement', improvement, { note: 'Budget.' }, 'ImprovementPutOnHold')).toMatchObject(
      { state: 'ON_HOLD', resumeState: 'ANALYZED' },
    );
    await mayNot(lead, 'selectImprovement', improvement, {}, 'improvement-life');
    expect(await does(lead, 'resumeImprovement', improvement, {}, 'ImprovementResumed')).toMatchObject({
      state: 'ANALYZED',
      resumeState: null,
    });
    await does(lead, 'selectImprovement', improvement, {}, 'ImprovementSelected');
  });

  it('is planned in three projects, each once', async () => {
    const { DEPLOYMENT_LEAD: lead, ADMINISTRATOR: administrator } = organization.people;
    const unit = { kind: 'PROJECT', name: 'Third project' };
    const added = await act(app.url, 'addUnit', unit, administrator.bearer);
    position += 1;
    expect(await nextEvent()).toMatchObject({ __typename: 'UnitAdded', position, improvement: null });
    const places: [typeof one, string][] = [
      [one, organization.ledUnit.globalId],
      [two, organization.otherUnit.globalId],
      [three, added['record'].id as string],
    ];
    for (const [deployment, unitId] of places) {
      const plan = { improvementId: improvement.id, unitId, plannedStart: '2026-03-02', plannedEnd: '2026-03-20' };
      expect(await does(lead, 'planDeployment', deployment, plan, 'DeploymentPlanned')).toMatchObject({
        state: 'PLANNED',
        percent: 0,
        late: false,
        daysLate: 0,
        plannedEnd: '2026-03-20',
        improvement: { state: 'SELECTED', percent: 0 },
      });
      expect(await act(app.url, 'planDeployment', plan, lead.bearer)).toMatchObject({
        __typename: 'AlreadyExistsError',
        recordType: 'Deployment',
      });
    }
    expect(await mayNot(lead, 'prepareDeployment', one, {}, 'deployment-life')).toEqual([
      'its improvement in DEPLOYING',
    ]);
    await does(lead, 'startImprovementDeployment', improvement, {}, 'ImprovementDeploymentStarted');
  });

  it('the first project: two blockers, put off and taken up, adopted by a process version, confirmed by another', async () => {
    const { PROJECT_LEAD: lead, DEPLOYMENT_LEAD: processGroup, SPONSOR: sponsor } = organization.people;
    now = new Date('2026-03-03T10:00:00.000Z');
    expect(await does(lead, 'prepareDeployment', one, {}, 'DeploymentPrepared')).toMatchObject({
      state: 'PREPARING',
      actualStart: '2026-03-03',
    });
    now = new Date('2026-03-10T10:00:00.000Z');
    expect(await does(lead, 'recordProgress', one, { percent: 40 }, 'ProgressRecorded')).toMatchObject({
      state: 'IN_PROGRESS',
      percent: 40,
      actualStart: '2026-03-03',
      improvement: { percent: 13 },
    });

    const first = await does(
      lead,
      'blockDeployment',
      one,
      { reason: 'No trainer.', ownerId: sponsor.globalId },
      'DeploymentBlocked',
    );
    expect(first).toMatchObject({
      state: 'BLOCKED',
      resumeState: 'IN_PROGRESS',
      blockers: [{ reason: 'No trainer.', owner: { id: sponsor.globalId }, removedAt: null, resolution: null }],
      improvement: { percent: 13 },
    });
    const trainer = first['blockers'][0].id as string;
    await mayNot(lead, 'prepareDeployment', one, {}, 'deployment-life');
    now = new Date('2026-03-11T10:00:00.000Z');
    const second = await does(lead, 'blockDeployment', one, { reason: 'No license.' }, 'DeploymentBlocked');
    const [license] = second['blockers'] as Result[];
    expect(second).toMatchObject({ state: 'BLOCKED', resumeState: 'IN_PROGRESS' });
    expect(license).toMatchObject({ reason: 'No license.', owner: null });

    expect(
      await does(processGroup, 'deferDeployment', one, { reason: 'After the audit.' }, 'DeploymentDeferred'),
    ).toMatchObject({ state: 'DEFERRED', resumeState: 'IN_PROGRESS' });
    await mayNot(lead, 'blockDeployment', one, { reason: 'More.' }, 'deployment-life');
    expect(
      await does(
        lead,
        'unblockDeployment',
        one,
        { blockerId: trainer, resolution: 'A trainer was found.' },
        'DeploymentUnblocked',
      ),
    ).toMatchObject({ state: 'DEFERRED', resumeState: 'IN_PROGRESS' });
    expect(await tries(lead, 'unblockDeployment', one, { blockerId: trainer, resolution: 'Again.' })).toMatchObject({
      __typename: 'NotFoundError',
      recordType: 'Blocker',
    });

    now = new Date('2026-03-23T00:00:00.000Z');
    expect(await does(processGroup, 'resumeDeployment', one, {}, 'DeploymentResumed')).toMatchObject({
      state: 'BLOCKED',
      resumeState: 'IN_PROGRESS',
      late: true,
      daysLate: 3,
    });
    const blockerId = license?.['id'] as string;
    expect(
      await does(lead, 'unblockDeployment', one, { blockerId, resolution: 'Bought.' }, 'DeploymentUnblocked'),
    ).toMatchObject({
      state: 'IN_PROGRESS',
      resumeState: null,
      percent: 40,
      blockers: [
        { reason: 'No license.', resolution: 'Bought.', removedAt: now.toISOString() },
        { reason: 'No trainer.', resolution: 'A trainer was found.', removedAt: '2026-03-11T10:00:00.000Z' },
      ],
    });

    now = new Date('2026-03-25T23:59:59.000Z');
    for (const label of ['2.1', 'Process 2.1'])
      await putProcessVersion(app, organization, organization.ledUnit.id, label);
    const either = ['either the version of the defined process that carries the change, or a waiver with its reason'];
    const rule = 'adopted-with-process-version-or-waiver';
    expect(await mayNot(lead, 'adoptDeployment', one, {}, rule)).toEqual(either);
    expect(await mayNot(lead, 'adoptDeployment', one, { processVersionLabel: '2.1', waiver: 'None.' }, rule)).toEqual(
      either,
    );
    expect(
      await does(lead, 'adoptDeployment', one, { processVersionLabel: 'Process 2.1' }, 'DeploymentAdopted'),
    ).toMatchObject({
      state: 'ADOPTED',
      percent: 100,
      actualEnd: '2026-03-25',
      processVersionLabel: 'Process 2.1',
      waiver: null,
      adoptedBy: { id: lead.globalId },
      confirmedBy: null,
      late: false,
      daysLate: 5,
      improvement: { percent: 33 },
    });

    expect(await mayNot(lead, 'confirmDeployment', one, {}, 'confirmed-by-a-second-person')).toEqual([
      'a confirmation by another person',
    ]);
    expect(await does(processGroup, 'confirmDeployment', one, { note: 'Seen.' }, 'DeploymentConfirmed')).toMatchObject({
      state: 'CONFIRMED',
      adoptedBy: { id: lead.globalId },
      confirmedBy: { id: processGroup.globalId },
      confirmedAt: now.toISOString(),
      daysLate: 5,
    });
  });

  it('the second project: adopted with a waiver, taken back, and planned anew with nothing of the earlier try', async () => {
    const { DEPLOYMENT_LEAD: processGroup, SPONSOR: sponsor } = organization.people;
    now = new Date('2026-04-01T08:00:00.000Z');
    await does(processGroup, 'recordProgress', two, { percent: 80 }, 'ProgressRecorded');
    const waiver = { waiver: 'It is an old contract.' };
    expect(await tries(processGroup, 'adoptDeployment', two, waiver)).toMatchObject({
      __typename: 'ForbiddenError',
      requires: 'the role SPONSOR or above to waive the change of the process',
    });
    expect(await does(sponsor, 'adoptDeployment', two, waiver, 'DeploymentAdopted')).toMatchObject({
      processVersionLabel: null,
      waiver: 'It is an old contract.',
      daysLate: 12,
      improvement: { percent: 66 },
    });
    expect(
      await does(processGroup, 'rollBackDeployment', two, { reason: 'Too slow.' }, 'DeploymentRolledBack'),
    ).toMatchObject({ state: 'ROLLED_BACK', late: false, daysLate: 0, improvement: { percent: 50 } });
    await mayNot(processGroup, 'rescheduleDeployment', two, dates('2026-04-01', '2026-05-01'), 'deployment-life');

    expect(
      await does(processGroup, 'replanDeployment', two, dates('2026-04-02', '2026-04-10'), 'DeploymentReplanned'),
    ).toMatchObject({
      state: 'PLANNED',
      percent: 0,
      plannedStart: '2026-04-02',
      plannedEnd: '2026-04-10',
      actualStart: null,
      actualEnd: null,
      processVersionLabel: null,
      waiver: null,
      adoptedBy: null,
      confirmedBy: null,
      confirmedAt: null,
      improvement: { percent: 33 },
    });
    await does(processGroup, 'blockDeployment', two, { reason: 'The supplier says no.' }, 'DeploymentBlocked');
    expect(
      await does(sponsor, 'waiveDeployment', two, { reason: 'The contract ends.' }, 'DeploymentWaived'),
    ).toMatchObject({ state: 'WAIVED', resumeState: null, waiver: 'The contract ends.', improvement: { percent: 50 } });
    const again = dates('2026-04-05', '2026-04-20');
    expect(await does(processGroup, 'replanDeployment', two, again, 'DeploymentReplanned')).toMatchObject({
      state: 'PLANNED',
      resumeState: null,
      blockers: [{ reason: 'The supplier says no.', removedAt: now.toISOString(), resolution: 'Planned again.' }],
    });
    expect(
      await does(
        processGroup,
        'rescheduleDeployment',
        two,
        { ...dates('2026-04-05', '2026-04-25'), note: 'Easter.' },
        'DeploymentRescheduled',
      ),
    ).toMatchObject({ state: 'PLANNED', plannedEnd: '2026-04-25', late: false });
    await does(processGroup, 'recordProgress', two, { percent: 100 }, 'ProgressRecorded');
    await putProcessVersion(app, organization, organization.otherUnit.id, '4');
    await does(processGroup, 'adoptDeployment', two, { processVersionLabel: '4' }, 'DeploymentAdopted');
    await mayNot(processGroup, 'confirmDeployment', two, {}, 'confirmed-by-a-second-person');
    expect(await does(sponsor, 'confirmDeployment', two, {}, 'DeploymentConfirmed')).toMatchObject({
      state: 'CONFIRMED',
      daysLate: 0,
    });
  });

  it('is not complete before the third is over; late means late on this very day', async () => {
    const { DEPLOYMENT_LEAD: processGroup, SPONSOR: sponsor } = organization.people;
    for (const [instant, daysLate] of [
      ['2026-03-20T23:59:59.999Z', 0],
      ['2026-03-21T00:00:00.000Z', 1],
      ['2026-04-02T12:00:00.000Z', 13],
    ] as const) {
      now = new Date(instant);
      const last = (await deployments()).find((deployment) => deployment['id'] === three.id);
      expect(last).toMatchObject({ state: 'PLANNED', late: daysLate > 0, daysLate });
    }
    const complete = 'completeImprovementDeployment';
    expect(await mayNot(processGroup, complete, improvement, {}, 'all-deployments-ended')).toEqual([
      '1 deployments in CONFIRMED or WAIVED or ROLLED_BACK (now: PLANNED)',
    ]);
    expect(
      await does(sponsor, 'waiveDeployment', three, { reason: 'It ends this year.' }, 'DeploymentWaived'),
    ).toMatchObject({
      state: 'WAIVED',
      late: false,
      daysLate: 0,
      improvement: {
        percent: 100,
        deploymentStates: expect.arrayContaining([
          { state: 'CONFIRMED', count: 2 },
          { state: 'WAIVED', count: 1 },
        ]),
      },
    });
    await does(processGroup, complete, improvement, {}, 'ImprovementDeployed');
    await mayNot(processGroup, 'replanDeployment', three, dates('2026-05-01', '2026-06-01'), 'deployment-life');
    expect(
      await does(processGroup, 'closeImprovement', improvement, { note: 'Done.' }, 'ImprovementClosed'),
    ).toMatchObject({ state: 'CLOSED', percent: 100 });
    await mayNot(processGroup, 'holdImprovement', improvement, {}, 'improvement-life');
  });

  it('and the log tells all of it, in order, with what was before and after', async () => {
    expect(log.map((event) => event['position'] as number)).toEqual(log.map((_event, index) => index + 2));
    expect(log.map((event) => event['__typename'] as string).join(' ')).toBe(
      [
        'ImprovementSuggested ImprovementAnalyzed ImprovementPutOnHold ImprovementResumed ImprovementSelected',
        'UnitAdded DeploymentPlanned DeploymentPlanned DeploymentPlanned ImprovementDeploymentStarted',
        'DeploymentPrepared ProgressRecorded DeploymentBlocked DeploymentBlocked DeploymentDeferred',
        'DeploymentUnblocked DeploymentResumed DeploymentUnblocked DeploymentAdopted DeploymentConfirmed',
        'ProgressRecorded DeploymentAdopted DeploymentRolledBack DeploymentReplanned DeploymentBlocked',
        'DeploymentWaived DeploymentReplanned DeploymentRescheduled ProgressRecorded DeploymentAdopted',
        'DeploymentConfirmed DeploymentWaived ImprovementDeployed ImprovementClosed',
      ].join(' '),
    );
    const changesOf = (type: string): Record<string, [unknown, unknown]> => {
      const changes = log.findLast((event) => event['__typename'] === type)?.['changes'] as Result[];
      return Object.fromEntries(changes.map(({ field, before, after }) => [field, [before, after]]));
    };
    expect(changesOf('ImprovementClosed')).toEqual({ state: ['DEPLOYED', 'CLOSED'] });
    expect(changesOf('DeploymentUnblocked')).toEqual({
      state: ['BLOCKED', 'IN_PROGRESS'],
      resumeState: ['IN_PROGRESS', null],
      blocker: [
        expect.objectContaining({ reason: 'No license.', removedAt: null }),
        expect.objectContaining({ reason: 'No license.', resolution: 'Bought.' }),
      ],
    });
    expect(changesOf('DeploymentReplanned')).toMatchObject({
      state: ['WAIVED', 'PLANNED'],
      waiver: ['The contract ends.', null],
      blockers: [
        [expect.objectContaining({ reason: 'The supplier says no.', removedAt: null })],
        [expect.objectContaining({ reason: 'The supplier says no.', resolution: 'Planned again.' })],
      ],
    });
    expect(changesOf('ImprovementPutOnHold')).toEqual({
      state: ['ANALYZED', 'ON_HOLD'],
      resumeState: [null, 'ANALYZED'],
    });
    expect(changesOf('DeploymentAdopted')).toMatchObject({ processVersionLabel: [null, expect.any(String)] });
    expect(changesOf('UnitAdded')).toEqual({
      kind: [null, 'PROJECT'],
      name: [null, 'Third project'],
      ownTimeZone: [null, null],
      attributes: [null, {}],
      retiredAt: [null, null],
    });
    expect(log.find((event) => event['__typename'] === 'DeploymentRescheduled')).toMatchObject({ note: 'Easter.' });
  });
});

function dates(plannedStart: string, plannedEnd: string) {
  return { plannedStart, plannedEnd };
}
