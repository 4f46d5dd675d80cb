import { expect } from 'vitest';
import { findActor } from '../../src/auth/actor.js';
import { includesRole } from '../../src/auth/permissions.js';
import { execute } from '../../src/commands/execute.js';
import type { Command } from '../../src/commands/command.js';
import type { CommandEnvironment } from '../../src/commands/execute.js';
import type { Outcome } from '../../src/commands/outcome.js';
import type { Event, Role } from '../../src/generated/prisma/client.js';
import { createOrganization } from '../../src/organization/operations/organization.js';
import { judged, permissionsOn } from '../../src/schema/viewer-can.js';
import type { App } from '../../src/server/app.js';
import { allCommands, minimumRoleOf } from './all-commands.js';
import { aim, caller, inputFor } from './attempts.js';
import type { Aim } from './attempts.js';
import { Dice } from './dice.js';
import { demandGuards, demandSound } from './invariants.js';
import { Replay } from './replay.js';

/** One thing that somebody tries. */
export interface Attempt {
  /** From this follow who tries what, on which record, with which input. */
  readonly seed: number;
  /** Whether it is something that could be done as things stand. */
  readonly sensible: boolean;
  /** How many versions behind, or ahead, the record was read. */
  readonly stale: number;
  /** Whether it is sent again, with a key. */
  readonly twice: boolean;
  /** The clock may run backwards: servers do not agree on the time. */
  readonly hours: number;
  readonly words: string;
}

/** An organization in which things are tried, one after the other, and what its log has told so far. */
export class World {
  readonly told = new Replay();
  readonly events: Event[] = [];
  /** What was done so far, by the name of the command. */
  readonly done = new Map<string, number>();
  now = new Date('2026-06-01T12:00:00.000Z');
  private readonly environment: CommandEnvironment;

  private constructor(
    private readonly app: App,
    readonly organizationId: string,
    private readonly slug: string,
  ) {
    this.environment = { ...app.services, clock: () => this.now, committed: () => undefined };
  }

  /** An organization of six people and three units, with an improvement that is being deployed and one that is not yet. */
  static async create(app: App, slug: string): Promise<World> {
    const { database } = app.services;
    const administrator = { name: 'ADMINISTRATOR', subject: 'ADMINISTRATOR' };
    const start = new Date('2026-06-01T12:00:00.000Z');
    const { organization } = await createOrganization(database, () => start, { slug, name: slug, administrator });
    const world = new World(app, organization.id, slug);
    await world.listen();
    await world.prepare();
    return world;
  }

  /** Somebody tries something: it is done and told, or refused without a trace. */
  async try({ seed, sensible, stale, twice, hours, words }: Attempt): Promise<void> {
    this.now = new Date(this.now.getTime() + hours * 3_600_000);
    const dice = new Dice(seed);
    const aimed = aim(this.told, dice, sensible);
    const input = inputFor(this.told, dice, aimed, words, this.now);
    const unitIds = input['unitIds'] as string[] | null | undefined;
    const { subject, id: personId } = caller(this.told, dice, sensible, aimed, unitIds?.[0] ?? input['unitId']);
    if (aimed.row) for (const field of ['version', 'planVersion']) input[field] = (input[field] as number) + stale;
    if (twice) input['idempotencyKey'] = `key ${seed} ${this.told.position}`;
    const reason = await this.reasonAgainst(aimed, subject as string);
    const outcome = await this.execute(aimed.command, subject as string, input);
    // Who has just deactivated themselves asks for nothing again.
    const again = twice && (await findActor(this.app.services.database.prisma, subject as string, this.slug));
    if (again) expect(await this.execute(aimed.command, subject as string, input)).toEqual(outcome);

    const before = this.told.position;
    const role = (this.told.rows('Person').get(personId as string) as { role: Role }).role;
    await this.listen();
    if (!outcome.done) {
      expect(allCommands.get(aimed.command)?.refusals, aimed.command).toContain(outcome.userError.kind);
      return expect(this.told.position).toBe(before);
    }
    expect(reason, `${aimed.command} was offered`).toBeNull();
    expect(outcome.position).toBe(this.told.position);
    expect(includesRole(role, minimumRoleOf(aimed.command)), aimed.command).toBe(true);
    if (aimed.row) expect([stale, outcome.recordId]).toEqual([0, aimed.row.id]);
    this.done.set(aimed.command, (this.done.get(aimed.command) ?? 0) + 1);
  }

  /** Takes in what the log tells since the last time: guards held at each event, and what must hold always does. */
  private async listen(): Promise<void> {
    const events = await this.app.services.database.prisma.event.findMany({
      where: { organizationId: this.organizationId, position: { gt: this.told.position } },
      orderBy: { position: 'asc' },
    });
    for (const event of events) {
      demandGuards(this.told, event);
      this.told.apply(event);
      this.events.push(event);
    }
    if (events.length > 0) demandSound(this.told);
  }

  /** Why `viewerCan` says that a command cannot be done on its record; null where it says that it can. */
  private async reasonAgainst({ command, row }: Aim, subject: string): Promise<string | null> {
    const { prisma } = this.app.services.database;
    const { record = '', guard } = allCommands.get(command) ?? {};
    const actor = await findActor(prisma, subject, this.slug);
    if (!guard || !row || !actor) return null;
    const model = prisma[`${record.charAt(0).toLowerCase()}${record.slice(1)}` as 'issue'];
    const judgedRow = await model.findUniqueOrThrow({
      where: { id: row.id as string },
      select: judged.get(record) as object,
    });
    return permissionsOn(record, actor, judgedRow).find((each) => each.command === command)?.reason ?? null;
  }

  private async execute(name: string, subject: string, input: Record<string, unknown>): Promise<Outcome> {
    const actor = await findActor(this.app.services.database.prisma, subject, this.slug);
    if (!actor) throw new Error(`There is no ${subject}.`);
    return execute(allCommands.get(name) as Command, this.environment, actor, input);
  }

  /** Does what must not be refused. The version is that of the record. */
  private async must(subject: string, name: string, input: Record<string, unknown>): Promise<string> {
    const outcome = await this.execute(name, subject, input);
    if (!outcome.done) throw new Error(`${name}: ${outcome.userError.message}`);
    await this.listen();
    return outcome.recordId;
  }

  /** By chance alone hardly any plan would become active: it begins with one. */
  private async prepare(): Promise<void> {
    const as = (subject: string) => (name: string, input: Record<string, unknown>) => this.must(subject, name, input);
    const [administrator, lead, sponsor] = [as('ADMINISTRATOR'), as('DEPLOYMENT_LEAD'), as('SPONSOR')];
    const people = new Map<string, string>();
    for (const [subject, role] of [
      ...['VIEWER', 'DEPLOYMENT_LEAD', 'SPONSOR'].map((each) => [each, each] as const),
      ...['LEAD 0', 'LEAD 1'].map((each) => [each, 'PROJECT_LEAD'] as const),
    ])
      people.set(subject, await administrator('addPerson', { name: subject, subject, role }));
    const units: string[] = [];
    for (const [index, kind] of ['PROJECT', 'PROJECT', 'SUPPORT_GROUP'].entries()) {
      const unitId = await administrator('addUnit', { kind, name: `Unit ${index}` });
      await administrator('assignUnitLead', { unitId, personId: people.get(`LEAD ${index % 2}`), version: 1 });
      units.push(unitId);
    }
    const days = { plannedStart: new Date('2026-06-01'), plannedEnd: new Date('2026-07-01') };
    const idea = { description: 'x', kind: 'PROCESS', scale: 'INCREMENTAL', origin: 'PILOT', practices: [] };
    const targetUnitIds = units.slice(0, 2);
    const increment = { title: 'All', startsAfter: 3, duration: 20, exitConditions: ['Works'], fallBack: 'x' };
    const template = { name: 'Waves', description: 'x', duration: 30, increments: [increment] };
    const planTemplateId = await lead('definePlanTemplate', template);
    for (const title of ['One', 'Two']) {
      const improvementId = await lead('suggestImprovement', { ...idea, title });
      await lead('analyzeImprovement', { improvementId, version: 1 });
      await lead('selectImprovement', { improvementId, version: 2 });
      const planId =
        title === 'One'
          ? await lead('draftPlan', { improvementId, targetUnitIds, ...days })
          : await lead('draftPlanFromTemplate', { improvementId, targetUnitIds, planTemplateId, ...days });
      const item = { improvementId, kind: 'TRAINING', title: 'Course', audience: 'All', assetChange: 'A form' };
      await lead('identifyTraining', item);
      await lead('defineMeasure', {
        improvementId,
        name: 'Rework',
        unitOfMeasurement: 'hours',
        direction: 'LOWER_IS_BETTER',
        why: 'x',
      });
      if (title === 'Two') continue;
      await lead('submitPlan', { planId, version: 1 });
      await sponsor('agreeToPlan', { planId, planVersion: 1 });
      for (const [index, unitId] of targetUnitIds.entries())
        await this.must(`LEAD ${index}`, 'agreeToPlan', { planId, planVersion: 1, unitIds: [unitId] });
      await lead('activatePlan', { planId, version: 5 });
      const deployments = this.told.list('Deployment').map(({ id }) => id as string);
      for (const [index, name] of ['First', 'Second'].entries()) {
        const incrementId = await lead('addIncrement', {
          planId,
          title: name,
          fallBack: 'x',
          exitConditions: ['Works'],
          ...days,
        });
        await lead('assignDeploymentsToIncrement', {
          incrementId,
          version: 1,
          deploymentIds: deployments.slice(index, index + 1),
        });
      }
    }
  }
}
