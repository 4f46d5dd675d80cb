import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The files that take longest, from the longest on. */
const LONGEST = [
  'live/faults/faults',
  'process/embedded',
  'process/operator',
  'dashboard/dashboard',
  'live/cycles',
  'graphiql/graphiql',
  'live/slow-readers',
  'process/demo-sign-in',
  'schema/lists',
  'live/servers',
  'fuzz/fuzz',
  'scenario/scenario',
  'client/client',
  'docs/readme',
  'log/archive',
  'support/services',
  'server/export-limits',
];

/** Begins with the files that take longest, so that no worker is left with one of them at the end while the others have nothing to do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return found < 0 ? LONGEST.length : found;
    };
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
