import { isEnded } from './deployment.js';
import { agree, draftPlan, review } from './plan.js';
import { runSupport } from './support.js';
import { gateWaves, planWave, splitIntoWaves } from './waves.js';
import type { World } from './world.js';

/** Days from the activation of a plan to its planned end. */
const DURATION = 330;

/** Days from a suggestion to its analysis, selection, plan, and the activation of that. */
const STEPS = { analyze: 10, select: 20, draft: 25, submit: 60, agree: 63, activate: 70 } as const;

const SUBJECTS = [
  'Peer reviews',
  'Estimates',
  'Supplier audits',
  'Risk lists',
  'Test plans',
  'Baselines',
  'Hand-overs',
];
const PRACTICES = ['OPM SP 3.2', 'OPF SP 2.2', 'VER SP 2.1', 'REQM SP 1.3', 'CAR SP 2.1', 'PPQA SP 1.1', 'RSKM SP 2.1'];

/** An improvement that is suggested today, and that comes no further than its analysis. */
export function runIdea(world: World, number: number): void {
  const { move } = suggest(world, number);
  if (world.chance.happens(0.6))
    world.calendar.on(world.calendar.today + STEPS.analyze, () => move('Analyzed', 'ANALYZED'));
}

/** An improvement that is suggested today and deployed in all projects, wave by wave, to its end. */
export function runImprovement(world: World, number: number): void {
  const { calendar, chance, processGroupIds } = world;
  const { improvementId, move } = suggest(world, number);
  const projects = chance.shuffle(world.projects);
  const waves = splitIntoWaves(projects);
  const early = waves[0]?.projects ?? [];
  const begin = calendar.today;
  const start = begin + STEPS.activate;
  const end = start + DURATION;

  calendar.on(begin + STEPS.analyze, () => move('Analyzed', 'ANALYZED'));
  calendar.on(begin + STEPS.select, () => move('Selected', 'SELECTED'));
  calendar.on(begin + STEPS.draft, () => {
    const plan = draftPlan(world, improvementId, early, [start, end]);
    const support = runSupport(world, improvementId, projects, early, start);
    const submittedById = chance.pick(processGroupIds);
    calendar.on(begin + STEPS.submit, () => plan.change('PlanSubmitted', { state: 'IN_REVIEW' }, submittedById));
    calendar.on(begin + STEPS.agree, () => agree(world, plan, early));
    calendar.on(start, () => {
      const activatedById = chance.pick(processGroupIds);
      move('DeploymentStarted', 'DEPLOYING');
      const running = waves.map((wave, index) => planWave(world, improvementId, plan.record.id, wave, index, start));
      plan.change('PlanActivated', { state: 'ACTIVE', activatedById, reason: null }, activatedById);
      gateWaves(world, improvementId, plan.record.id, running, start);
      const deployments = running.flatMap((wave) => wave.deployments);
      const finish = (): void => {
        const passed = running.every(({ record }) => record['state'] === 'PASSED');
        if (!passed || !deployments.every(isEnded) || !support.isSettled())
          return calendar.on(calendar.today + 15, finish);
        const confirmedById = chance.pick(processGroupIds.filter((id) => id !== activatedById));
        const confirmedAt = world.ledger.now.toISOString();
        plan.change('PlanConfirmed', { state: 'CONFIRMED', confirmedById, confirmedAt }, confirmedById);
        move('Deployed', 'DEPLOYED');
        return review(world, plan, () => move('Closed', 'CLOSED'));
      };
      calendar.on(end, finish);
    });
  });
}

function suggest(world: World, number: number) {
  const { ledger, chance } = world;
  const subject = chance.pick(SUBJECTS);
  ledger.actorId = chance.pick(world.processGroupIds);
  const improvementId = ledger.id();
  const improvement = ledger.create(
    { type: 'ImprovementSuggested', recordType: 'Improvement', improvementId },
    {
      id: improvementId,
      title: `${subject} ${number}`,
      description: `${subject}: earlier, smaller and on record.`,
      kind: chance.pick(['PROCESS', 'TECHNOLOGY']),
      scale: chance.happens(0.8) ? 'INCREMENTAL' : 'INNOVATIVE',
      origin: chance.pick(['SUGGESTION', 'CAR_ACTION_PROPOSAL', 'APPRAISAL_FINDING', 'PILOT']),
      priority: null,
      state: 'SUGGESTED',
      heldState: null,
      practices: [...new Set([chance.pick(PRACTICES), chance.pick(PRACTICES)])],
    },
  );
  const move = (verb: string, state: string): void => {
    ledger.actorId = chance.pick(world.processGroupIds);
    const about = { type: `Improvement${verb}`, recordType: 'Improvement', improvementId } as const;
    ledger.change(improvement, { state, heldState: null }, about);
  };
  return { improvementId, move };
}
