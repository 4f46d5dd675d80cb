import type { Catalog } from '../../process-model/catalog.js';
import { ImprovementState } from '../../generated/prisma/enums.js';
import {
  improvementExists,
  improvementsByTitle,
  suggestImprovement,
  suggestImprovements,
} from '../../improvements/operations/improvement.js';
import type { ImprovementStep, NewImprovement } from '../../improvements/operations/improvement.js';
import { lookUpPractices } from '../../improvements/practices.js';
import type { Diagnostics } from '../files/diagnostics.js';
import type { TableRow } from '../files/table.js';
import { constant, constantsInWords, validated, items, place } from './kind.js';
import type { Kind, Reading } from './kind.js';

const ANALYZED = ['analyzeImprovement'] as const;
const SELECTED = [...ANALYZED, 'selectImprovement'] as const;
const DEPLOYING = [...SELECTED, 'startImprovementDeployment'] as const;

/** The way of an improvement to the state that a file gives it, as far as one person may go it. */
const WAYS: Readonly<Partial<Record<ImprovementState, readonly ImprovementStep[]>>> = {
  SUGGESTED: [],
  ANALYZED,
  SELECTED,
  DEPLOYING,
  REJECTED: ['rejectImprovement'],
};

/** Improvements, in the state that they have come to. */
export const improvements: Kind<NewImprovement> = {
  command: suggestImprovement,
  form: {
    required: ['title', 'description', 'kind', 'scale', 'origin', 'practices'],
    optional: ['state', 'resumeState'],
    lists: ['practices'],
    ignored: ['id', 'priority', 'percent', 'version', 'createdAt', 'updatedAt'],
  },

  async read(reading, _columns, rows) {
    const { work, mistakes, duplicates } = reading;
    const entries = rows.map((row) => {
      const steps = stepsTo(row, reading);
      const values = {
        title: row.cell('title'),
        description: row.cell('description'),
        kind: constant(row.cell('kind')),
        scale: constant(row.cell('scale')),
        origin: constant(row.cell('origin')),
        practices: practicesIn(row, work.catalog, mistakes),
      };
      const improvement = validated(suggestImprovement.input, values, row, mistakes);
      const isFirst = improvement && duplicates.admits(row, 'title', [improvement.title], mistakes);
      return { row, improvement: isFirst ? { ...improvement, steps } : undefined };
    });
    const titles = entries.flatMap(({ improvement }) => (improvement ? [improvement.title] : []));
    const taken = await improvementsByTitle(work, titles);
    return entries.flatMap(({ row, improvement }) => {
      if (improvement && taken.has(improvement.title))
        mistakes.add(place(row, 'title'), improvementExists(improvement.title).message);
      return improvement ? [improvement] : [];
    });
  },

  write: (work, entries) => suggestImprovements(work, entries),
};

/**
 * What is put off is brought to where it goes on from. What is deployed or closed is brought to where it is being
 * deployed: that each of its deployments is confirmed by a second person, and reviewed, no file can say.
 */
function stepsTo(row: TableRow, { mistakes, notes }: Reading): readonly ImprovementStep[] {
  const given = constant(row.cell('state')) ?? 'SUGGESTED';
  if (!Object.hasOwn(ImprovementState, given)) {
    mistakes.add(place(row, 'state'), `Must be one of ${constantsInWords(Object.keys(ImprovementState))}, or empty.`);
    return [];
  }
  const held = given === 'ON_HOLD' ? (constant(row.cell('resumeState')) ?? 'SUGGESTED') : given;
  const taken = held === 'DEPLOYED' || held === 'CLOSED' ? 'DEPLOYING' : held;
  const steps = WAYS[taken as ImprovementState];
  if (!steps)
    mistakes.add(place(row, 'resumeState'), `Must be one of ${constantsInWords(Object.keys(WAYS))}, or empty.`);
  if (taken !== given) notes.add(place(row, 'state'), `Taken over as ${taken}.`);
  return steps ?? [];
}

function practicesIn(row: TableRow, catalog: Pick<Catalog, 'practice'>, mistakes: Diagnostics): readonly string[] {
  const { practices, unknown } = lookUpPractices(items(row.cell('practices')), catalog);
  for (const { message } of unknown) mistakes.add(place(row, 'practices'), message);
  return practices;
}
