import type { Command } from '../commands/command.js';
import { rejectImprovement } from '../completion/operations/closing.js';
import { blockDeployment } from '../deployments/operations/blocking.js';
import * as planning from '../deployments/operations/planning.js';
import * as reporting from '../deployments/operations/reporting.js';
import type { ImprovementState } from '../generated/prisma/enums.js';
import * as improvement from '../improvements/operations/improvement.js';
import { deploymentName, inDays, ref } from './act.js';
import type { Act } from './act.js';
import { planActs } from './plan-acts.js';
import { begunInIncrement, withinPlan } from './plans.js';
import { resultActs } from './result-acts.js';
import { demoImprovements, demoUnits } from './story.js';
import type { DemoImprovement, DemoUnit, Stage } from './story.js';
import { supportActs } from './support-acts.js';

type Step = 'suggest' | 'analyze' | 'reject' | 'select' | 'start' | 'complete';

/** The steps that bring an improvement into a state. */
const stepsTo: Partial<Record<ImprovementState, readonly Step[]>> = {
  SUGGESTED: ['suggest'],
  ANALYZED: ['suggest', 'analyze'],
  REJECTED: ['suggest', 'analyze', 'reject'],
  SELECTED: ['suggest', 'analyze', 'select'],
  DEPLOYING: ['suggest', 'analyze', 'select', 'start'],
  DEPLOYED: ['suggest', 'analyze', 'select', 'start', 'complete'],
};

/** All acts of the demo, in the order of their days. */
export function demoActs(): Act[] {
  return [
    ...demoImprovements.flatMap((each) => [
      ...improvementActs(each),
      ...each.stages.flatMap((stage, place) => deploymentActs(each, stage, place)),
    ]),
    ...planActs(),
    ...supportActs(),
    ...resultActs(),
  ].sort((a, b) => b.daysAgo - a.daysAgo);
}

function improvementActs(each: DemoImprovement): Act[] {
  const { title, description, kind, scale, origin, practices, daysAgo } = each;
  const act = (command: Command, day: number, by: string, input: Act['input'] = {}): Act => ({
    command,
    by,
    daysAgo: day,
    record: title,
    ...(command === improvement.suggestImprovement ? {} : { changes: 'improvementId' }),
    input,
  });
  const steps: Record<Step, Act> = {
    suggest: act(improvement.suggestImprovement, daysAgo, 'imani', {
      title,
      description,
      kind,
      scale,
      origin,
      practices,
    }),
    analyze: act(improvement.analyzeImprovement, daysAgo - 3, 'imani', { note: 'Costs and barriers are on file.' }),
    reject: act(rejectImprovement, daysAgo - 6, 'dario', { note: 'Too early: the contracts are not in one place.' }),
    select: act(improvement.selectImprovement, daysAgo - 6, 'dario', { note: 'Chosen by the process group.' }),
    start: act(improvement.startImprovementDeployment, daysAgo - 12, 'dario'),
    complete: act(planning.completeImprovementDeployment, 12, 'dario', {
      note: 'Every project has it, or a reason why not.',
    }),
  };
  return (stepsTo[each.state] ?? []).map((step) => steps[step]);
}

/** How a deployment comes to its stage: planned, prepared and half done first, where the stage takes that. */
function deploymentActs(each: DemoImprovement, stage: Stage | null, place: number): Act[] {
  const unit = demoUnits[place];
  if (!stage || !unit) return [];
  const [state, percentText] = stage.split(' ');
  const percent = percentText === undefined ? 100 : Number(percentText);
  const begun = begunInIncrement(each.title, place) ?? each.daysAgo - 16 - place * 3;
  const first = state === 'PLANNED' ? 5 + place * 3 : -begun;
  const { start, end } = withinPlan(each.title, first, first + 45 + (place % 4) * 10);
  const act = (command: Command, daysAgo: number, by: string, input: Act['input'] = {}): Act => ({
    command,
    by,
    daysAgo: Math.max(daysAgo, place / 100),
    record: deploymentName(each.title, unit.name),
    ...(command === planning.planDeployment ? {} : { changes: 'deploymentId' }),
    input,
  });
  const acts = [
    act(planning.planDeployment, each.daysAgo - 9, 'dario', {
      improvementId: ref(each.title),
      unitId: ref(unit.name),
      plannedStart: inDays(start),
      plannedEnd: inDays(end),
    }),
  ];
  if (state === 'PLANNED') return acts;
  if (state === 'WAIVED')
    return [...acts, act(reporting.waiveDeployment, begun, 'silvia', { reason: 'The contract ends this year.' })];
  acts.push(act(reporting.prepareDeployment, begun, unit.lead));
  if (state === 'PREPARING') return acts;
  if (state === 'DEFERRED')
    return [...acts, act(reporting.deferDeployment, begun - 5, 'dario', { reason: 'After the audit in spring.' })];
  acts.push(
    act(reporting.recordProgress, begun - 8, unit.lead, {
      percent: Math.ceil(percent / 2),
      note: 'First team works with it.',
    }),
    act(reporting.recordProgress, begun - 16, unit.lead, { percent }),
  );
  return [...acts, ...endingActs(state, each.title, unit, begun, act)];
}

function endingActs(
  state: string | undefined,
  title: string,
  unit: DemoUnit,
  begun: number,
  act: (command: Command, daysAgo: number, by: string, input?: Act['input']) => Act,
): Act[] {
  const label = `${unit.name} process with "${title}"`;
  // A group has no defined process that could have versions.
  const basis =
    unit.kind === 'PROJECT'
      ? { newProcessVersion: { label, change: 'It is part of how the project works.' } }
      : { processVersionLabel: label };
  const adopt = act(reporting.adoptDeployment, begun - 38, unit.lead, basis);
  switch (state) {
    case 'BLOCKED':
      return [
        act(blockDeployment, begun - 18, unit.lead, { reason: 'The supplier has not agreed to the change yet.' }),
      ];
    case 'ADOPTED':
      return [adopt];
    case 'CONFIRMED':
      return [adopt, act(reporting.confirmDeployment, begun - 42, 'imani', { note: 'Seen at work in two reviews.' })];
    case 'ROLLED_BACK':
      return [
        act(reporting.rollBackDeployment, begun - 30, 'dario', {
          reason: 'The service has one supplier and two people: too much for too little.',
        }),
      ];
    default:
      return [];
  }
}
