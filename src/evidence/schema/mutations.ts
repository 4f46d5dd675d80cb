import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { reason, version } from '../../schema/inputs.js';
import { recordKey } from '../../schema/record-key.js';
import { affirmPractice, withdrawAffirmation } from '../operations/affirming.js';

const payload = (t: PayloadBuilder) => ({
  affirmation: t.prismaField({
    type: 'Affirmation',
    description: 'The affirmation as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.affirmation.findUniqueOrThrow({ ...query, where: recordKey(recordId, context) }),
  }),
});

commandField({
  command: affirmPractice,
  description:
    'Gives your word that a practice is performed: for an improvement, in a unit, or both. Your role is recorded with it. Leads of the unit, and deployment leads; without a unit, project leads.',
  payload,
  ids: { improvementId: 'Improvement', unitId: 'Unit' },
  fields: (t) => ({
    practice: t.string({ required: true, description: 'The practice, such as "OPM SP 3.2".' }),
    subpractice: t.int({
      description: 'Number of the subpractice that you mean; left out for the practice as a whole.',
    }),
    improvementId: t.id({ description: 'The improvement for which it is performed.' }),
    unitId: t.id({ description: 'The unit in which it is performed.' }),
    text: t.string({ required: true, description: 'What you say, at most 4,000 characters.' }),
  }),
  translate({ practice: named, ...input }, { catalog }) {
    const practice = catalog.practice(named);
    if (!practice) return [{ path: 'practice', message: `The model has no practice "${named.slice(0, 40)}".` }];
    const { subpractice } = input;
    if (typeof subpractice === 'number' && !practice.subpractices.some(({ number }) => number === subpractice))
      return [{ path: 'subpractice', message: `${practice.ref} has no subpractice ${subpractice} in the model.` }];
    return { ...input, practiceRef: practice.ref };
  },
});

commandField({
  command: withdrawAffirmation,
  description: 'Withdraws your affirmation that a practice is performed. Only the person who gave it.',
  payload,
  ids: { affirmationId: 'Affirmation' },
  fields: (t) => ({
    affirmationId: t.id({ required: true, description: 'The affirmation.' }),
    ...version(t, 'affirmation'),
    ...reason(t),
  }),
});
