import { z } from 'zod';
import { inPerson, unitLeads } from '../../auth/allowed.js';
import type { Allowed } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { id, line, optional, reason, text, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { Affirmation } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { noPractice } from '../../improvements/practices.js';
import { unitOf } from '../../organization/operations/unit.js';
import type { Catalog } from '../../process-model/catalog.js';
import { invalidInput, notFound } from '../../user-error.js';
import type { AffirmationEventType } from '../events.js';
import { affirmationStates, demandSubject } from '../rules.js';
import type { AffirmationVerb } from '../rules.js';

const affirmers = inPerson({
  minimumRole: 'PROJECT_LEAD',
  sentence: 'Leads of the unit, and deployment leads; without a unit, project leads.',
});

export const affirmPractice = command({
  name: 'affirmPractice',
  description:
    'Affirms that a practice is performed: for an improvement, in a unit, or both. Your role is recorded with the affirmation.',
  allowed: affirmers,
  record: 'Affirmation',
  event: 'PracticeAffirmed',
  refusals: [],
  input: {
    practice: line('The practice, such as "OPM SP 3.2".'),
    subpractice: optional(
      z.int().meta({ description: 'Number of the subpractice; omit it for the practice as a whole.' }),
    ),
    improvementId: optional(id('Improvement', 'The improvement for which it is performed.')),
    unitId: optional(id('Unit', 'The unit in which it is performed.')),
    text: text('Your statement.'),
  },
  async perform(work, { practice: named, ...input }) {
    const practiceRef = practiceOf(work.catalog, named, input.subpractice);
    const { improvementId, unitId } = input;
    demandSubject(input);
    if (improvementId !== null) await lockImprovement(work, improvementId);
    if (unitId !== null) {
      await unitOf(work, unitId);
      work.demandAllowed(unitLeads, { unitId });
    }
    const { organizationId, personId, role } = work.actor;
    const affirmation = await work.db.affirmation.create({
      data: { ...input, practiceRef, organizationId, personId, role, createdAt: work.now, updatedAt: work.now },
    });
    work.created(affirmation, header('PracticeAffirmed', affirmation, input.text));
    return affirmation;
  },
});

/** A practice in the catalog's own spelling. Refuses one that is not in the model, and a subpractice that it does not have. */
function practiceOf(catalog: Catalog, named: string, subpractice: number | null): string {
  const practice = catalog.practice(named);
  if (!practice) throw invalidInput([{ path: 'practice', message: noPractice(named) }]);
  if (subpractice !== null && !practice.subpractices.some(({ number }) => number === subpractice)) {
    const message = `${practice.ref} has no subpractice ${subpractice} in the model.`;
    throw invalidInput([{ path: 'subpractice', message }]);
  }
  return practice.ref;
}

const author: Allowed<Pick<Affirmation, 'personId'>> = {
  minimumRole: 'PROJECT_LEAD',
  sentence: 'Only the person who gave it.',
  missing: ({ personId }, affirmation) => (affirmation.personId === personId ? undefined : 'the person who said it'),
};

const target = { affirmationId: id('Affirmation', 'The affirmation.'), version: version('Affirmation') };

/** Describes a command on an affirmation. */
const affirmationCommand = recordCommands<
  Affirmation,
  Pick<Affirmation, 'state' | 'personId'>,
  Pick<Affirmation, 'reason'>,
  AffirmationVerb,
  AffirmationEventType,
  typeof target
>({
  record: 'Affirmation',
  target,
  async load(work, id) {
    const { organizationId } = work.actor;
    const affirmation = await work.db.affirmation.findUnique({ where: { id, organizationId } });
    if (!affirmation) throw notFound('Affirmation');
    return affirmation;
  },
  guard: (verb, { state }) => void affirmationStates.next(state, verb),
  write(work, affirmation, patch, { verb, type, note }) {
    const changed: Partial<Affirmation> = { state: affirmationStates.next(affirmation.state, verb), ...patch };
    return work.change(work.db.affirmation, affirmation, changed, header(type, affirmation, note));
  },
});

export const withdrawAffirmation = affirmationCommand({
  name: 'withdrawAffirmation',
  description: 'Withdraws your affirmation that a practice is performed.',
  allowed: author,
  event: 'AffirmationWithdrawn',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _affirmation, { reason }) => ({ reason }),
});

function header(type: AffirmationEventType, { improvementId, unitId }: Affirmation, note: string | null) {
  return { type, recordType: 'Affirmation', improvementId, unitId, note };
}
