import { id, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { PlanTemplate } from '../../generated/prisma/client.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { PlanTemplateEventType } from '../events.js';
import { templateStates } from '../rules.js';
import type { PlanTemplateVerb } from '../rules.js';

type TemplatePatch = Partial<Omit<PlanTemplate, 'id' | 'version' | 'state'>>;

const target = { planTemplateId: id('PlanTemplate', 'The plan template.'), version: version('PlanTemplate') };

/** Describes a command on a template. */
export const templateCommand = recordCommands<
  PlanTemplate,
  Pick<PlanTemplate, 'state'>,
  TemplatePatch,
  PlanTemplateVerb,
  PlanTemplateEventType,
  typeof target
>({
  record: 'PlanTemplate',
  target,
  load: templateOf,
  guard: (verb, { state }) => void templateStates.next(state, verb),
  write(work, template, patch, { verb, type, note }) {
    const changed: Partial<PlanTemplate> = { state: templateStates.next(template.state, verb), ...patch };
    return work.change(work.db.planTemplate, template, changed, header(type, note));
  },
});

/** Reads a template of the actor's organization and locks it against changes until the transaction ends. */
function templateOf(work: UnitOfWork, templateId: string): Promise<PlanTemplate> {
  return locked(work, templateId, Prisma.sql`FOR NO KEY UPDATE`);
}

/** Reads a template of the actor's organization and locks it FOR SHARE until the transaction ends. */
export function lockTemplate(work: UnitOfWork, templateId: string): Promise<PlanTemplate> {
  return locked(work, templateId, Prisma.sql`FOR SHARE`);
}

async function locked(work: UnitOfWork, templateId: string, lock: Prisma.Sql): Promise<PlanTemplate> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "PlanTemplate" WHERE "id" = ${templateId}::uuid AND "organizationId" = ${organizationId}::uuid ${lock}`;
  const template = await work.db.planTemplate.findUnique({ where: { id: templateId, organizationId } });
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
export function header(type: PlanTemplateEventType, note: string | null) {
  return { type, recordType: 'PlanTemplate', note };
}
