import type { FileDiagnostic } from '../../user-error.js';
import { mutation } from '../../schema/mutations.js';
import { FileDiagnosticType } from '../../schema/user-errors.js';
import { importRecords } from '../operations/import.js';
import './enums.js';

mutation(importRecords, (t) => ({
  count: t.int({ description: 'How many records were made.', resolve: ({ facts }) => Number(facts?.['count'] ?? 0) }),
  remarks: t.field({
    type: [FileDiagnosticType],
    description: 'What was not imported as it stands in the file, at most 100: columns that were left out, states.',
    resolve: ({ facts }) => (facts?.['remarks'] ?? []) as FileDiagnostic[],
  }),
}));
