import { describe } from 'vitest';
import { decodeGlobalId } from '../../src/ids.js';
import { testLife, testPermissions } from '../records/suite.js';
import type { Stage } from '../records/suite.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { trainingRows } from './permission-rows.js';
import { life } from './tables.js';

const app = useApp();
const stage: Stage = { app, own: useOrganization(app), foreign: useOrganization(app) };

const rows = trainingRows(() => stage.app);
const idOf = (input: Record<string, unknown>) => ({ id: decodeGlobalId(String(input['trainingItemId']))?.id ?? '' });

describe('who may', () => testPermissions(rows, () => stage));

describe('the life of a training item', () =>
  testLife(
    {
      life,
      rule: 'training-life',
      rows,
      force: (input, state) =>
        stage.app.services.database.prisma.trainingItem.update({ where: idOf(input), data: { state } }),
      read: async (input) =>
        (await stage.app.services.database.prisma.trainingItem.findUniqueOrThrow({ where: idOf(input) })).state,
    },
    () => stage,
  ));
