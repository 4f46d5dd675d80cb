import { z } from 'zod';
import { demandSelf, demandUnit } from '../../auth/permissions.js';
import { plainCommand } from '../../commands/plain-command.js';
import { line, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { Affirmation } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { unitOf } from '../../organization/operations/unit.js';
import { notFound } from '../../user-error.js';
import type { AffirmationEventType } from '../events.js';
import { demandSubject, nextAffirmationState } from '../rules.js';

/** A person gives their word that a practice is performed, in the role that they have now. */
export const affirmPractice = plainCommand({
  name: 'affirmPractice',
  refusals: [],
  input: z.object({
    /** In the catalog's own writing; the schema layer has looked it up, and the subpractice in it. */
    practiceRef: line,
    subpractice: optional(z.int()),
    improvementId: optional(recordId),
    unitId: optional(recordId),
    text,
  }),
  async perform(work, input) {
    const { improvementId, unitId } = input;
    demandSubject(input);
    if (improvementId !== null) await lockImprovement(work, improvementId);
    if (unitId !== null) {
      await unitOf(work, unitId);
      demandUnit(work.actor, work.command, unitId);
    }
    const { organizationId, personId, role } = work.actor;
    const affirmation = await work.db.affirmation.create({
      data: { ...input, organizationId, personId, role, createdAt: work.now, updatedAt: work.now },
    });
    work.created(affirmation, header('PracticeAffirmed', affirmation, input.text));
    return affirmation;
  },
});

/** A person takes their word back: AFFIRMED → WITHDRAWN. Nobody else does it for them. */
export const withdrawAffirmation = plainCommand({
  name: 'withdrawAffirmation',
  input: z.object({ affirmationId: recordId, version: recordVersion, reason: text }),
  async perform(work, { affirmationId, version, reason }) {
    const { organizationId } = work.actor;
    const affirmation = await work.db.affirmation.findUnique({ where: { id: affirmationId, organizationId } });
    if (!affirmation) throw notFound('Affirmation');
    demandSelf(work.actor, work.command, affirmation.personId);
    work.demandVersion(affirmation, version, 'Affirmation');
    const patch = { state: nextAffirmationState(affirmation.state, 'withdrawAffirmation'), reason };
    await work.change(work.db.affirmation, affirmation, patch, header('AffirmationWithdrawn', affirmation, reason));
    return affirmation;
  },
});

function header(type: AffirmationEventType, { improvementId, unitId }: Affirmation, note: string) {
  return { type, recordType: 'Affirmation', improvementId, unitId, note };
}
