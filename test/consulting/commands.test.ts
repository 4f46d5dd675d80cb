import { describe } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { testLife, testPermissions } from '../records/suite.js';
import type { Stage } from '../records/suite.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { consultingRows } from './permission-rows.js';
import { life } from './tables.js';

const app = useApp();
const stage: Stage = { app, own: useOrganization(app), foreign: useOrganization(app) };

const rows = consultingRows(() => stage.app);
const idOf = (input: Record<string, unknown>) => ({
  id: decodeGlobalId(String(input['consultingSessionId']))?.id ?? '',
});

describe('who may', () => testPermissions(rows, () => stage));

describe('the life of a consulting session', () =>
  testLife(
    {
      life,
      rule: 'consulting-life',
      rows,
      force: (input, state) =>
        stage.app.services.database.prisma.consultingSession.update({ where: idOf(input), data: { state } }),
      read: async (input) =>
        (await stage.app.services.database.prisma.consultingSession.findUniqueOrThrow({ where: idOf(input) })).state,
    },
    () => stage,
  ));
