import type { Command } from '../commands/command.js';
import { closePlan } from '../completion/operations/closing.js';
import { confirmPlan } from '../completion/operations/confirming.js';
import { agreeToPlan } from '../plans/operations/agreeing.js';
import * as gating from '../plans/operations/gating.js';
import * as incrementing from '../plans/operations/incrementing.js';
import { activatePlan } from '../plans/operations/running.js';
import * as writing from '../plans/operations/writing.js';
import { draftPlanFromTemplate } from '../templates/operations/drafting.js';
import { definePlanTemplate, revisePlanTemplate } from '../templates/operations/writing.js';
import { deploymentName, inDays, partName, ref } from './act.js';
import type { Act } from './act.js';
import { demoPlans, demoTemplate } from './plans.js';
import type { DemoIncrement, DemoPlan } from './plans.js';
import { demoImprovements, demoUnits } from './story.js';
import type { DemoUnit } from './story.js';

/** Name of the plan of an improvement. */
export function planName(improvement: string): string {
  return `Plan of ${improvement}`;
}

/** What is done about the plans of the demo, in no order. */
export function planActs(): Act[] {
  const plans = demoPlans.flatMap((plan) => {
    const improvement = demoImprovements.find(({ title }) => title === plan.improvement);
    if (!improvement) throw new Error(`The demo plans ${plan.improvement}, which was never suggested.`);
    const targets = improvement.stages.flatMap((stage, place) => (stage ? (demoUnits[place] ?? []) : []));
    return [
      ...lifeActs(plan, improvement.daysAgo, targets),
      ...plan.increments.flatMap((increment, index) => incrementActs(plan, increment, index, improvement.daysAgo)),
    ];
  });
  return [...templateActs(), ...plans];
}

/** The template is made from the first plan, and revised once. */
function templateActs(): Act[] {
  const { name, description, trainingNotes, ...content } = demoTemplate;
  const act = (command: Command, daysAgo: number, input: Act['input']): Act => ({
    command,
    by: 'imani',
    daysAgo,
    record: name,
    input,
  });
  const fromPlanId = ref(planName(demoPlans[0]?.improvement ?? ''));
  return [
    act(definePlanTemplate, 90, { name, description, fromPlanId, ...content }),
    {
      ...act(revisePlanTemplate, 60, { trainingNotes, note: 'Training differs from improvement to improvement.' }),
      changes: 'planTemplateId',
    },
  ];
}

/** From the draft to the end. `suggested` is the day of the improvement, counted back: its selection comes six days later. */
function lifeActs(plan: DemoPlan, suggested: number, targets: readonly DemoUnit[]): Act[] {
  const { improvement, from, to, exclusions, barriers, risks, trainingNotes, consultingNotes } = plan;
  const record = planName(improvement);
  const act = (command: Command, daysAgo: number, by: string, input: Act['input'] = {}): Act => ({
    command,
    by,
    daysAgo,
    record,
    changes: 'planId',
    input,
  });
  const words = { barriers, risks, trainingNotes, consultingNotes };
  const where = {
    improvementId: ref(improvement),
    targetUnitIds: targets.map(({ name }) => ref(name)),
    exclusions: exclusions.map(({ unit, reason }) => ({ unitId: ref(unit), reason })),
    plannedStart: inDays(-from),
  };
  const made = { by: 'dario', daysAgo: suggested - 7, record };
  if (plan.template !== undefined) {
    const drafted: Act = {
      ...made,
      command: draftPlanFromTemplate,
      input: { ...where, planTemplateId: ref(plan.template) },
    };
    return [drafted, act(writing.revisePlan, suggested - 7.5, 'dario', words)];
  }
  const draft: Act = { ...made, command: writing.draftPlan, input: { ...where, ...words, plannedEnd: inDays(-to) } };
  if (plan.state === 'DRAFT') return [draft];
  const active = [
    draft,
    act(writing.submitPlan, suggested - 7.5, 'dario'),
    ...targets.map(({ name, lead }, index) =>
      act(agreeToPlan, suggested - 8 - index / 100, lead, { planVersion: 1, unitIds: [ref(name)] }),
    ),
    act(agreeToPlan, suggested - 8.5, 'silvia', { planVersion: 1, note: 'Worth the effort.' }),
    act(activatePlan, suggested - 13, 'dario'),
  ];
  switch (plan.state) {
    case 'ASKED_AGAIN':
      return [
        ...active,
        act(writing.revisePlan, 5, 'dario', {
          plannedEnd: inDays(30 - to),
          note: 'Suppliers need another month for their part.',
        }),
        act(agreeToPlan, 4, 'silvia', { planVersion: 2, note: 'A month, and no more.' }),
      ];
    case 'CLOSED':
      return [
        ...active,
        act(confirmPlan, 30, 'imani', { note: 'Gone through with every project.' }),
        act(closePlan, 19, 'dario'),
      ];
    default:
      return active;
  }
}

/** How an increment comes to its state: planned with the plan, held at its gate where the story says so, passed. */
function incrementActs(plan: DemoPlan, increment: DemoIncrement, index: number, suggested: number): Act[] {
  const { title, fallBack, exitCondition, places, from, to, state, overrideReason, held, passed } = increment;
  const record = partName(planName(plan.improvement), title);
  const act = (command: Command, daysAgo: number, by: string, input: Act['input'] = {}): Act => ({
    command,
    by,
    daysAgo,
    record,
    changes: 'incrementId',
    input,
  });
  const added: Act[] = [
    {
      command: incrementing.addIncrement,
      by: 'dario',
      daysAgo: suggested - 7.1 - index / 100,
      record,
      input: {
        planId: ref(planName(plan.improvement)),
        title,
        fallBack,
        plannedStart: inDays(-from),
        plannedEnd: inDays(-to),
        exitConditions: [exitCondition],
      },
    },
  ];
  const acts: Act[] = [
    ...(plan.template === undefined ? added : []),
    act(incrementing.assignDeploymentsToIncrement, suggested - 10 - index / 100, 'dario', {
      deploymentIds: places.map((place) => ref(deploymentName(plan.improvement, demoUnits[place]?.name ?? ''))),
    }),
  ];
  if (state === 'PLANNED') return acts;
  acts.push(
    act(gating.readyIncrement, from + 1, 'dario'),
    act(gating.startIncrement, from, overrideReason ? 'silvia' : 'dario', overrideReason ? { overrideReason } : {}),
  );
  if (passed === undefined) return acts;
  const met = { conditionId: ref(partName(record, exitCondition)), evidence: 'Seen in the minutes.' };
  if (held) {
    acts.push(
      act(gating.bringIncrementToGate, passed + held.before + 1, 'dario'),
      act(gating.decideGate, passed + held.before, 'silvia', { decision: 'HOLD', reason: held.reason }),
      act(gating.resumeIncrement, passed + held.before - 1, 'dario'),
    );
  }
  acts.push(
    act(incrementing.meetCondition, passed + 1.2, 'imani', met),
    act(gating.bringIncrementToGate, passed + 1, 'dario'),
    act(gating.decideGate, passed, 'silvia', { decision: 'PASS', reason: 'What we asked for is there.' }),
  );
  return acts;
}
