import { unitLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { enumOf, id, integer, optional, text } from '../../commands/fields.js';
import { demandOneRecord, lockRecord } from '../../commands/one-record.js';
import type { Subject } from '../../commands/one-record.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { Health } from '../../generated/prisma/enums.js';
import { demandSupported } from '../../improvements/rules.js';
import { demandNotRetired } from '../../organization/rules.js';
import { demandPlanNotOver, LONGEST_CADENCE, STATUS_FIELDS, STATUS_SUBJECTS } from '../rules.js';
import type { StatusField } from '../rules.js';
import { readFigures } from './figures.js';

/** OPM SP 3.2 subpractice 1. */
export const postStatusUpdate = command({
  name: 'postStatusUpdate',
  description:
    'Says how an improvement, a plan or a unit stands. The figures of the moment are kept with it. It stays as it is: the next one corrects it. The version of the record stays as it is, too.',
  allowed: unitLeads,
  record: 'StatusUpdate',
  event: 'StatusUpdatePosted',
  input: {
    improvementId: optional(
      id('Improvement', 'The improvement, selected or later, and not closed. Give exactly one record.'),
    ),
    planId: optional(id('DeploymentPlan', 'The plan, neither closed nor canceled, of such an improvement.')),
    unitId: optional(id('Unit', 'The unit, if it is about one; not a retired one.')),
    health: enumOf(Health, 'Health', 'How it stands.'),
    text: text('What there is to say about it, in Markdown.'),
    cadenceDays: optional(
      integer(
        1,
        LONGEST_CADENCE,
        'Days after which the next one is due. Default: as with the one before; for the first, as the organization has it.',
      ),
    ),
  },
  async perform(work, { health, text, cadenceDays, ...ids }) {
    const about = demandOneRecord(STATUS_FIELDS, ids);
    await lockRecord(work, STATUS_SUBJECTS[about.field], about.id);
    work.demandAllowed(unitLeads, { unitId: ids.unitId });
    const place = await placeOf(work, about);
    const { organizationId, personId: authorId } = work.actor;
    const previous = await work.db.statusUpdate.findFirst({
      where: { organizationId, [about.field]: about.id, next: { none: {} } },
    });
    const figures = await readFigures(work.db, organizationId, about, await work.days());
    const update = await work.db.statusUpdate.create({
      data: {
        ...ids,
        organizationId,
        health,
        text,
        cadenceDays: cadenceDays ?? previous?.cadenceDays ?? null,
        figures: { ...figures, states: [...figures.states] } satisfies Prisma.InputJsonObject,
        previousId: previous?.id ?? null,
        authorId,
        createdAt: work.now,
        updatedAt: work.now,
      },
    });
    work.created(update, { type: 'StatusUpdatePosted', recordType: 'StatusUpdate', ...place });
    return update;
  },
});

/** What the record of a status update belongs to, as its event says it. Refuses what is over. */
async function placeOf({ db, actor }: UnitOfWork, { field, id }: Subject<StatusField>) {
  const where = { id, organizationId: actor.organizationId };
  switch (field) {
    case 'improvementId':
      demandSupported(await db.improvement.findUniqueOrThrow({ where }));
      return { improvementId: id };
    case 'planId': {
      const plan = await db.deploymentPlan.findUniqueOrThrow({ where, include: { improvement: true } });
      demandSupported(plan.improvement);
      demandPlanNotOver(plan);
      return { improvementId: plan.improvementId, planId: id };
    }
    case 'unitId':
      demandNotRetired(await db.unit.findUniqueOrThrow({ where }));
      return { unitId: id };
  }
}
