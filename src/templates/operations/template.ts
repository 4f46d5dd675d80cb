import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { PlanTemplate } from '../../generated/prisma/client.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { PlanTemplateEventType } from '../events.js';
import { nextTemplateState } from '../rules.js';
import type { PlanTemplateVerb } from '../rules.js';

/** What names the template to change, and why. */
export interface TemplateInput {
  readonly planTemplateId: string;
  readonly version: number;
  readonly note?: string | null;
}

type Patch = Partial<Omit<PlanTemplate, 'id' | 'version' | 'state'>>;

/** The one way in which a template changes: load and lock, version, life, rules, write, event. The verb names the command. */
export async function changeTemplate(
  work: UnitOfWork,
  input: TemplateInput,
  type: PlanTemplateEventType,
  decide: (template: PlanTemplate) => Patch | Promise<Patch>,
): Promise<PlanTemplate> {
  const template = await templateOf(work, input.planTemplateId);
  work.demandVersion(template, input.version, 'PlanTemplate');
  const state = nextTemplateState(template.state, work.command as PlanTemplateVerb);
  const changed: Partial<PlanTemplate> = { state, ...(await decide(template)) };
  await work.change(work.db.planTemplate, template, changed, header(type, input.note));
  return template;
}

/** Reads a template of the actor's organization and locks it against changes until the transaction ends. */
function templateOf(work: UnitOfWork, id: string): Promise<PlanTemplate> {
  return locked(work, id, Prisma.sql`FOR NO KEY UPDATE`);
}

/** Reads a template of the actor's organization and locks it FOR SHARE until the transaction ends. */
export function lockTemplate(work: UnitOfWork, id: string): Promise<PlanTemplate> {
  return locked(work, id, Prisma.sql`FOR SHARE`);
}

async function locked(work: UnitOfWork, id: string, lock: Prisma.Sql): Promise<PlanTemplate> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "PlanTemplate" WHERE "id" = ${id}::uuid AND "organizationId" = ${organizationId}::uuid ${lock}`;
  const template = await work.db.planTemplate.findUnique({ where: { id, organizationId } });
  if (!template) throw notFound('PlanTemplate');
  return template;
}

/** Refuses a name that another template has which is not retired. */
export async function demandFreeName(work: UnitOfWork, name: string): Promise<void> {
  const { organizationId } = work.actor;
  // Hazard: two who take the same name at once. A retired template keeps its name, so that no index can say it.
  await work.db.$queryRaw`SELECT 1 FROM "Organization" WHERE "id" = ${organizationId}::uuid FOR NO KEY UPDATE`;
  const taken = await work.db.planTemplate.count({ where: { organizationId, name, state: 'ACTIVE' } });
  if (taken) throw alreadyExists('PlanTemplate', `called "${name}"`);
}

/** What the log says of every event of a template: it is of the organization, not of an improvement. */
export function header(type: PlanTemplateEventType, note: string | null | undefined) {
  return { type, recordType: 'PlanTemplate', note: note ?? null };
}
