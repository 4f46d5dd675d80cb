import { idFor } from './id.js';
import type { LedgerRecord, Row } from './ledger.js';
import type { Project, World } from './world.js';

const ENDED: readonly unknown[] = ['CONFIRMED', 'WAIVED', 'ROLLED_BACK'];
const ADOPTED_OR_ENDED: readonly unknown[] = ['ADOPTED', ...ENDED];

/** Whether nothing more is to be done for a deployment. */
export const isEnded = (deployment: Row): boolean => ENDED.includes(deployment['state']);
/** Whether an increment may pass its gate with a deployment as it is. */
export const isThrough = (deployment: Row): boolean => ADOPTED_OR_ENDED.includes(deployment['state']);

/** Plans a deployment today; its days count from the beginning of the history. */
export function planDeployment(
  { ledger, calendar }: World,
  improvementId: string,
  project: Project,
  [start, end]: readonly [number, number],
): LedgerRecord {
  const id = idFor(ledger.now);
  const about = { type: 'DeploymentPlanned', recordType: 'Deployment', deploymentId: id, improvementId } as const;
  return ledger.create(
    { ...about, unitId: project.id },
    {
      id,
      improvementId,
      unitId: project.id,
      state: 'PLANNED',
      resumeState: null,
      percent: 0,
      percentBeforeAdoption: null,
      plannedStart: calendar.date(start),
      plannedEnd: calendar.date(end),
      hasOwnDates: false,
      expectedEnd: null,
      rescheduleRequestedAt: null,
      deferredUntil: null,
      actualStart: null,
      actualEnd: null,
      processVersion: null,
      processVersionId: null,
      waiver: null,
      rollBackReason: null,
      adoptedById: null,
      confirmedById: null,
      confirmedAt: null,
    },
  );
}

/** Puts down how a deployment goes on from its planned start: reports, what is in the way, its end. */
export function runDeployment(
  world: World,
  deployment: LedgerRecord,
  project: Project,
  [start, end]: [number, number],
) {
  const { ledger, calendar, chance } = world;
  const leader = project.leadId;
  const change = (type: string, actorId: string, patch: Row, note: string | null = null, relatedFields = {}): void => {
    ledger.actorId = actorId;
    const { id: deploymentId } = deployment;
    const improvementId = String(deployment['improvementId']);
    const header = { type, recordType: 'Deployment', deploymentId, improvementId, unitId: project.id, note } as const;
    const { state, resumeState, percent } = deployment;
    ledger.change(deployment, { state, resumeState, percent, ...patch }, header, relatedFields);
  };
  const today = () => calendar.date(calendar.today);
  const open = () => !isThrough(deployment);

  const waive = (): void => {
    const reason = 'The contract ends before it would help.';
    if (open()) change('DeploymentWaived', chance.pick(world.sponsorIds), { state: 'WAIVED', waiver: reason }, reason);
  };
  const prepare = (): void => change('DeploymentPrepared', leader, { state: 'PREPARING', actualStart: today() });
  const reschedule = (days: number): void => {
    const plannedEnd = calendar.date(end + days);
    const plannedStart = deployment['plannedStart'];
    if (open())
      change('DeploymentRescheduled', chance.pick(world.processGroupIds), {
        plannedStart,
        plannedEnd,
        hasOwnDates: true,
      });
  };
  const report = (percent: number): void =>
    change('ProgressRecorded', leader, { state: 'IN_PROGRESS', percent, actualStart: deployment['actualStart'] });
  const block = (): Row => {
    const reason = chance.pick(['The supplier has not agreed yet.', 'The tool is not there.', 'No one has the time.']);
    const ownerId = chance.happens(0.7) ? chance.pick(world.processGroupIds) : null;
    const openedAt = ledger.now.toISOString();
    const blocker = ledger.add('Blocker', {
      id: ledger.id(),
      deploymentId: deployment.id,
      reason,
      ownerId,
      openedAt,
      ...({ removedAt: null, resolution: null } as Row),
    });
    const patch = { state: 'BLOCKED', resumeState: deployment['state'] };
    change('DeploymentBlocked', leader, patch, reason, { after: { blocker: { ...blocker } } });
    return blocker;
  };
  const unblock = (blocker: Row): void => {
    const before = { blocker: { ...blocker } };
    const resolution = 'Settled with those concerned.';
    Object.assign(blocker, { removedAt: ledger.now.toISOString(), resolution });
    const patch = { state: deployment['resumeState'], resumeState: null };
    change('DeploymentUnblocked', leader, patch, resolution, { before, after: { blocker: { ...blocker } } });
  };
  const defer = (): void => {
    const patch = { state: 'DEFERRED', resumeState: deployment['state'] };
    change('DeploymentDeferred', chance.pick(world.processGroupIds), patch, 'After the audit.');
  };
  const resume = (): void =>
    change('DeploymentResumed', leader, { state: deployment['resumeState'], resumeState: null });
  const adopt = (): void => {
    const percents = { percent: 100, percentBeforeAdoption: deployment['percent'] };
    change('DeploymentAdopted', leader, { ...adoption(), ...percents, state: 'ADOPTED' });
  };
  const adoption = (): Row => {
    const by = { actualEnd: today(), adoptedById: leader };
    const { process } = project;
    if (!process || chance.happens(0.1))
      return { ...by, processVersion: null, processVersionId: null, waiver: 'A contract of before holds.' };
    const { latest, previous } = process;
    if (chance.happens(0.5)) tailor(latest, previous);
    return { ...by, processVersion: latest['label'], processVersionId: latest['id'], waiver: null };
  };
  const tailor = (to: Row, from: Row | null): void => {
    const place = { improvementId: String(deployment['improvementId']), unitId: project.id };
    ledger.actorId = leader;
    ledger.create(
      { type: 'TailoringRecorded', recordType: 'Tailoring', ...place },
      {
        ...place,
        state: 'RECORDED',
        change: 'A step was added.',
        waiver: null,
        fromVersionId: from?.['id'] ?? null,
        toVersionId: to['id'],
        decidedById: null,
        reason: null,
      },
    );
  };
  const confirm = (): void => {
    const confirmedById = chance.pick(world.processGroupIds);
    change('DeploymentConfirmed', confirmedById, {
      state: 'CONFIRMED',
      confirmedById,
      confirmedAt: ledger.now.toISOString(),
    });
  };
  const rollBack = (): void => {
    const reason = 'Too much for too few people.';
    change(
      'DeploymentRolledBack',
      chance.pick(world.processGroupIds),
      { state: 'ROLLED_BACK', rollBackReason: reason },
      reason,
    );
  };

  if (chance.happens(0.03)) return calendar.on(start, waive);
  if (chance.happens(0.12)) calendar.on(start - chance.between(0, 20), () => reschedule(chance.between(5, 30)));
  let day = start + chance.between(-1, 8);
  calendar.on(day, prepare);
  const reports = chance.between(4, 9);
  const pace = Math.max(2, ((end - start) * (0.6 + chance.next() * 0.6)) / (reports + 1));
  for (let count = 1; count <= reports; count += 1) {
    day += pace * (0.7 + chance.next() * 0.6);
    const percent = Math.min(99, Math.round((100 * count) / (reports + chance.next())));
    calendar.on(day, () => report(percent));
    if (chance.happens(0.05)) {
      const wait = chance.between(3, 25);
      const from = day + 1;
      calendar.on(from, () => {
        const blocker = block();
        calendar.on(from + wait, () => unblock(blocker));
      });
      day = from + wait + 1;
    } else if (chance.happens(0.01)) {
      const back = day + chance.between(20, 60);
      calendar.on(day + 1, defer);
      calendar.on(back, resume);
      day = back + 1;
    }
  }
  day += Math.max(2, pace);
  if (chance.happens(0.02)) return calendar.on(day, rollBack);
  calendar.on(day, adopt);
  calendar.on(day + chance.between(3, 25), confirm);
}
