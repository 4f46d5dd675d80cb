import type { LedgerRecord, Row } from './ledger.js';
import type { Project, World } from './world.js';

const TOPICS = ['LESSONS', 'MEASURES', 'OBJECTIVES', 'PRIORITIES', 'PLAN'] as const;

/** A plan on its way. */
export interface Plan {
  readonly record: LedgerRecord;
  readonly versionId: string;
  readonly improvementId: string;
  change(type: string, patch: Row, actorId: string, unitId?: string, relatedFields?: object): void;
}

/** Drafts the plan of an improvement today, with some projects as its targets. */
export function draftPlan(
  { ledger, calendar, chance, processGroupIds }: World,
  improvementId: string,
  targets: readonly Project[],
  [start, end]: readonly [number, number],
): Plan {
  const writtenById = (ledger.actorId = chance.pick(processGroupIds));
  const [planId, versionId] = [ledger.id(), ledger.id()];
  const about = { recordType: 'DeploymentPlan', improvementId, planId } as const;
  const said = {
    plannedStart: calendar.date(start),
    plannedEnd: calendar.date(end),
    trainingNotes: 'A day of training before each wave.',
    consultingNotes: null,
    barriers: [{ barrier: 'Suppliers', counterStrategy: 'They are asked first.' }],
    risks: [{ risk: 'Too much at once', mitigation: 'Waves, with a gate after each.' }],
  };
  const targetUnitIds = targets.map(({ id }) => id).sort();
  ledger.openPlans.set(improvementId, planId);
  const record = ledger.create(
    { ...about, type: 'PlanDrafted' },
    {
      id: planId,
      improvementId,
      state: 'DRAFT',
      planVersion: 1,
      reason: null,
      activatedById: null,
      confirmedById: null,
      confirmedAt: null,
      templateId: null,
      templateVersion: null,
    },
    { content: { ...said, targetUnitIds, exclusions: [] }, agreements: [], deviations: [] },
  );
  ledger.add('PlanVersion', {
    id: versionId,
    planId,
    number: 1,
    ...said,
    writtenById,
    createdAt: ledger.now.toISOString(),
  });
  for (const unitId of targetUnitIds) ledger.add('PlanTarget', { versionId, unitId });
  return {
    record,
    versionId,
    improvementId,
    change(type, patch, actorId, unitId, relatedFields) {
      ledger.actorId = actorId;
      const state = record['state'];
      ledger.change(record, { state, ...patch }, { ...about, type, unitId: unitId ?? null }, relatedFields);
    },
  };
}

/** The leads of all targets and a sponsor agree to a plan today. */
export function agree({ ledger, chance, sponsorIds }: World, plan: Plan, targets: readonly Project[]): void {
  const { versionId, change } = plan;
  const voices = [
    ...targets.map(({ id, leadId }) => ({ personId: leadId, unitId: id })),
    { personId: chance.pick(sponsorIds), unitId: null },
  ];
  for (const [index, { personId, unitId }] of voices.entries()) {
    const agreement = { id: ledger.id(), personId, unitId, agreed: true, note: null, saidAt: ledger.now.toISOString() };
    ledger.add('PlanAgreement', { ...agreement, versionId });
    const state = index === voices.length - 1 ? 'AGREED' : 'IN_REVIEW';
    const eventFields = { before: { agreement: null }, after: { agreement } };
    change('PlanAgreed', { state }, personId, unitId ?? undefined, eventFields);
  }
}

/** Reviews what a plan led to, from today on, and closes it; `onClosed` is what comes after that. */
export function review(world: World, { record: plan, improvementId, change }: Plan, onClosed: () => void): void {
  const { ledger, calendar, chance, processGroupIds, sponsorIds } = world;
  const by = chance.pick(processGroupIds);
  const about = { recordType: 'ResultReview', improvementId, planId: plan.id } as const;
  const decisions: Row[] = [];
  const draft = (): void => {
    ledger.actorId = by;
    const fields = { planId: plan.id, state: 'DRAFT', summary: 'It is in use, and it helps.' };
    const none = { reviewedById: null, reviewedAt: null, sharedAt: null };
    const record = ledger.create({ ...about, type: 'ReviewDrafted' }, { ...fields, ...none }, { decisions: [] });
    ledger.create(
      { type: 'LessonRecorded', recordType: 'Lesson', improvementId, planId: plan.id },
      { reviewId: record.id, unitId: null, text: 'Ask the suppliers first.', recordedById: by },
    );
    const day = calendar.today;
    for (const [index, topic] of TOPICS.entries()) calendar.on(day + 2 + index, () => decide(record, topic));
    calendar.on(day + 10, () => conclude(record));
    calendar.on(day + 14, () => {
      ledger.change(
        record,
        { state: 'SHARED', sharedAt: ledger.now.toISOString() },
        { ...about, type: 'ReviewShared' },
      );
      change('PlanClosed', { state: 'CLOSED' }, by);
      ledger.openPlans.delete(improvementId);
      onClosed();
    });
  };
  const decide = (record: LedgerRecord, topic: string): void => {
    const decidedById = (ledger.actorId = chance.pick(sponsorIds));
    const decidedAt = ledger.now.toISOString();
    const outcome = chance.happens(0.3) ? 'CHANGE' : 'NO_CHANGE';
    const decision = { id: ledger.id(), topic, outcome, reason: 'As the figures say.', decidedById, decidedAt };
    ledger.add('ReviewDecision', { ...decision, reviewId: record.id });
    const before = { decisions: [...decisions] };
    decisions.push(decision);
    const after = { decisions: [...decisions] };
    const { state } = record;
    const header = { ...about, type: 'ReviewDecided', note: decision.reason };
    ledger.change(record, { state }, header, { before, after });
  };
  const conclude = (record: LedgerRecord): void => {
    change('PlanReviewed', { state: 'REVIEWED' }, by);
    const patch = { state: 'REVIEWED', reviewedById: by, reviewedAt: ledger.now.toISOString() };
    ledger.change(record, patch, { ...about, type: 'ResultReviewed' });
  };
  calendar.on(calendar.today + 10, draft);
}
