import { describe } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { testLife, testPermissions } from '../records/suite.js';
import type { Stage } from '../records/suite.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { evidenceRows } from './permission-rows.js';
import { life } from './tables.js';

const app = useApp();
const stage: Stage = { app, own: useOrganization(app), foreign: useOrganization(app) };

const rows = evidenceRows(() => stage.app);
const idOf = (input: Record<string, unknown>) => ({ id: decodeGlobalId(String(input['affirmationId']))?.id ?? '' });

describe('who may', () => testPermissions(rows, () => stage));

describe('the life of an affirmation', () =>
  testLife(
    {
      life,
      rule: 'affirmation-life',
      rows,
      force: (input, state) =>
        stage.app.services.database.prisma.affirmation.update({ where: idOf(input), data: { state } }),
      read: async (input) =>
        (await stage.app.services.database.prisma.affirmation.findUniqueOrThrow({ where: idOf(input) })).state,
    },
    () => stage,
  ));
