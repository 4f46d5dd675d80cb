import { describe } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { testLife, testPermissions } from '../records/suite.js';
import type { Stage } from '../records/suite.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { processRows } from './permission-rows.js';
import { life } from './tables.js';

const app = useApp();
const stage: Stage = { app, own: useOrganization(app), foreign: useOrganization(app) };

const rows = processRows(() => stage.app);
const idOf = (input: Record<string, unknown>) => ({ id: decodeGlobalId(String(input['tailoringId']))?.id ?? '' });

describe('who may', () => testPermissions(rows, () => stage));

describe('the life of a tailoring', () =>
  testLife(
    {
      life,
      rule: 'tailoring-life',
      rows,
      force: (input, state) =>
        stage.app.services.database.prisma.tailoring.update({ where: idOf(input), data: { state } }),
      read: async (input) =>
        (await stage.app.services.database.prisma.tailoring.findUniqueOrThrow({ where: idOf(input) })).state,
    },
    () => stage,
  ));
