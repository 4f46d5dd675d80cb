import { runMeasure } from './measure.js';
import type { LedgerRecord, Row } from './ledger.js';
import type { Project, World } from './world.js';

/** What is done for an improvement besides its deployments. */
export interface Support {
  /** Whether its training is in use and no issue is open. */
  isSettled(): boolean;
}

/** Puts down training, consulting, issues and measures of an improvement, whose plan becomes active on a day. */
export function runSupport(
  world: World,
  improvementId: string,
  projects: readonly Project[],
  early: readonly Project[],
  start: number,
): Support {
  const { calendar, chance } = world;
  const items = ['Training for practitioners', 'Note to suppliers'].map((title, index) =>
    runTraining(world, improvementId, title, projects, start + (index === 0 ? 20 : 45)),
  );
  const issues: LedgerRecord[] = [];
  for (const project of projects) {
    if (early.includes(project) ? chance.happens(0.8) : chance.happens(0.06))
      calendar.on(start + chance.between(5, 200), () => consult(world, improvementId, project, () => !settled(items)));
    if (chance.happens(0.05))
      calendar.on(start + chance.between(10, 260), () => issues.push(raiseIssue(world, improvementId, project)));
  }
  runMeasure(world, improvementId, early, start);
  return { isSettled: () => settled(items) && issues.every((issue) => issue['state'] === 'CLOSED') };
}

const settled = (items: readonly LedgerRecord[]): boolean => items.every((item) => item['state'] === 'PUBLISHED');

/** An item that is needed from today on, published on a day, and delivered in most projects after that. */
function runTraining(
  { ledger, calendar, chance, processGroupIds }: World,
  improvementId: string,
  title: string,
  projects: readonly Project[],
  publication: number,
): LedgerRecord {
  const by = (ledger.actorId = chance.pick(processGroupIds));
  const about = (type: string) => ({ type, recordType: 'TrainingItem', improvementId }) as const;
  const item = ledger.create(
    about('TrainingIdentified'),
    {
      improvementId,
      kind: title.startsWith('Note') ? 'COMMUNICATION' : 'TRAINING',
      title,
      audience: 'Everybody concerned',
      assetChange: 'The procedure',
      assetChangedOn: null,
      state: 'NEEDED',
      reason: null,
    },
    { draft: null, published: null },
  );
  let version: Row = {};
  const eventFields = (): Row => {
    const { itemId: _itemId, ...fields } = version;
    return fields;
  };
  calendar.on(publication - 10, () => {
    ledger.actorId = by;
    version = ledger.add('TrainingVersion', {
      id: ledger.id(),
      itemId: item.id,
      number: 1,
      link: null,
      text: 'How it is done from now on.',
      writtenById: by,
      createdAt: ledger.now.toISOString(),
      publishedAt: null,
      supersededAt: null,
    });
    const relatedFields = { before: { draft: null }, after: { draft: eventFields() } };
    ledger.change(item, { state: 'DRAFT' }, about('TrainingDrafted'), relatedFields);
  });
  calendar.on(publication, () => {
    ledger.actorId = by;
    const before = { draft: eventFields(), published: null };
    Object.assign(version, { publishedAt: ledger.now.toISOString() });
    const after = { draft: null, published: eventFields() };
    ledger.change(item, { state: 'PUBLISHED' }, about('TrainingPublished'), { before, after });
  });
  for (const project of projects) {
    if (!chance.happens(0.55)) continue;
    calendar.on(publication + chance.between(1, 240), () => {
      ledger.actorId = project.leadId;
      const deliveredOn = calendar.date(calendar.today);
      ledger.create(
        { type: 'TrainingDelivered', recordType: 'TrainingDelivery', improvementId, unitId: project.id },
        {
          itemId: item.id,
          versionId: version['id'],
          unitId: project.id,
          deliveredOn,
          trainer: 'Training department',
          headCount: chance.between(3, 40),
        },
        { attendeeIds: [] },
      );
    });
  }
  return item;
}

function consult(
  { ledger, calendar, chance, processGroupIds }: World,
  improvementId: string,
  project: Project,
  isInPlaceOfTraining: () => boolean,
): void {
  const requestedById = (ledger.actorId = project.leadId);
  const consultantId = chance.pick(processGroupIds);
  const place = { improvementId, unitId: project.id };
  const about = (type: string) => ({ type, recordType: 'ConsultingSession', ...place }) as const;
  const session = ledger.create(about('ConsultingRequested'), {
    ...place,
    state: 'REQUESTED',
    topics: 'How to begin',
    requestedById,
    consultantId: null,
    scheduledOn: null,
    deliveredOn: null,
    hours: null,
    outcome: null,
    followUp: null,
    followUpDone: null,
    inPlaceOfTraining: false,
    reason: null,
  });
  const change = (days: number, type: string, patch: () => Row): void =>
    calendar.on(calendar.today + days, () => {
      ledger.actorId = consultantId;
      ledger.change(session, patch(), about(type));
    });
  const day = calendar.today;
  change(2, 'ConsultingScheduled', () => ({ state: 'SCHEDULED', consultantId, scheduledOn: calendar.date(day + 9) }));
  change(9, 'ConsultingDelivered', () => ({
    state: 'DELIVERED',
    deliveredOn: calendar.date(day + 9),
    hours: chance.between(2, 16) / 2,
    outcome: 'They can go on alone.',
    followUp: null,
    inPlaceOfTraining: isInPlaceOfTraining(),
  }));
  change(20, 'ConsultingClosed', () => ({ state: 'CLOSED', followUpDone: null }));
}

function raiseIssue({ ledger, calendar, chance, processGroupIds }: World, improvementId: string, project: Project) {
  const openedById = (ledger.actorId = project.leadId);
  const ownerId = chance.happens(0.8) ? chance.pick(processGroupIds) : null;
  const about = (type: string) => ({ type, recordType: 'Issue', improvementId, unitId: project.id }) as const;
  const issue = ledger.create(about('IssueOpened'), {
    improvementId,
    unitId: project.id,
    deploymentId: null,
    incrementId: null,
    title: 'Forms do not fit',
    description: 'Those of our supplier are others.',
    state: 'OPEN',
    ownerId,
    resolution: null,
    openedById,
    openedAt: ledger.now.toISOString(),
    closedAt: null,
  });
  const act = (days: number, type: string, patch: () => Row): void =>
    calendar.on(calendar.today + days, () => {
      ledger.actorId = ownerId ?? openedById;
      ledger.change(issue, patch(), about(type));
    });
  const solved = { state: 'CLOSED', resolution: 'A form of our own.' };
  act(chance.between(2, 10), 'IssueActionStarted', () => ({ state: 'IN_ACTION' }));
  act(chance.between(12, 50), 'IssueClosed', () => ({ ...solved, closedAt: ledger.now.toISOString() }));
  return issue;
}
