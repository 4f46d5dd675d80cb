import type { FileDiagnostic } from '../../user-error.js';
import { mutation } from '../../schema/mutations.js';
import { FileDiagnosticType } from '../../schema/user-errors.js';
import { importRecords } from '../operations/import.js';
import './enums.js';

mutation(importRecords, (t) => ({
  count: t.int({ description: 'Number of records created.', resolve: ({ facts }) => Number(facts?.['count'] ?? 0) }),
  remarks: t.field({
    type: [FileDiagnosticType],
    description: 'What was not imported as it is in the file, such as ignored columns and states, at most 100.',
    resolve: ({ facts }) => (facts?.['remarks'] ?? []) as FileDiagnostic[],
  }),
}));
