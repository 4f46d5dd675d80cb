import { z } from 'zod';
import { administrators } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import type { Clock } from '../../clock.js';
import type { Database, Queryable } from '../../database/database.js';
import type { CatalogImport } from '../../generated/prisma/client.js';
import { appendEvents } from '../../log/append.js';
import { jsonFields } from '../../log/event-log.js';
import type { NewEvent } from '../../log/event.js';
import { alreadyExists, invalidInput, ruleViolation } from '../../user-error.js';
import { buildCatalog } from '../../process-model/catalog.js';
import { checkCatalog } from '../../process-model/check.js';
import type { CatalogDocument } from '../../process-model/document.js';
import { sayPath } from '../../process-model/problems.js';
import { storeCatalog } from '../../process-model/store.js';
import { findUnstorable } from '../../text.js';

export const importCatalog = command({
  name: 'importCatalog',
  description:
    'Replaces the process model. If it is invalid, nothing changes and InvalidInputError lists all problems. The model is shared: on a server with several organizations, only the operator can replace it.',
  allowed: administrators,
  record: 'Catalog',
  event: 'CatalogImported',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    document: z.unknown().meta({ description: 'The model, in the form of the shipped one.', graphType: 'JSON' }),
  },
  async perform(work, { document }) {
    if ((await work.db.organization.count()) > 1) {
      throw ruleViolation({
        rule: 'catalog-is-shared',
        source: 'Uplift: the process model is the same for every organization',
        message: 'Other organizations use this model too. The operator of the server replaces it.',
        missing: ['the command catalog:import, run by the operator'],
      });
    }
    const imported = await replaceCatalog(work.db, document);
    work.note(importedEvent(imported));
    return imported;
  },
});

/**
 * Replaces the process model for every organization at once, and says so in each one's log. The operator's act.
 * @throws UserError that lists all that is wrong; nothing is changed then.
 */
export async function importCatalogAsOperator(
  database: Database,
  clock: Clock,
  document: unknown,
): Promise<CatalogImport> {
  return database.prisma.$transaction(async (db) => {
    const imported = await replaceCatalog(db, document);
    const organizations = await db.organization.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
    for (const { id } of organizations) {
      await appendEvents(db, { organizationId: id, actorId: null, at: clock() }, [importedEvent(imported)]);
    }
    return imported;
  });
}

async function replaceCatalog(db: Queryable, value: unknown): Promise<CatalogImport> {
  const unstorable = findUnstorable(value);
  if (unstorable) throw invalidInput([{ path: sayPath(unstorable), message: 'has a character that cannot be stored' }]);
  const checked = checkCatalog(value);
  if (!checked.ok) throw invalidInput(checked.problems);
  await demandPracticesInUse(db, checked.document);
  const imported = await storeCatalog(db, checked.document);
  if (!imported) throw alreadyExists('Catalog', 'with this very content in force');
  return imported;
}

/** A model that lacks a practice which improvements address would leave them pointing at nothing. */
async function demandPracticesInUse(db: Queryable, document: CatalogDocument): Promise<void> {
  const catalog = buildCatalog(document);
  const used = await db.$queryRaw<{ ref: string; count: number }[]>`
    SELECT ref, COUNT(*)::int AS count FROM "Improvement", UNNEST("practices") AS ref GROUP BY ref ORDER BY ref`;
  const lacking = used.filter(({ ref }) => !catalog.practice(ref));
  if (lacking.length === 0) return;
  throw invalidInput(
    lacking.map(({ ref, count }) => ({
      path: 'processAreas',
      message: `lacks ${ref}, which ${count} improvements address`,
    })),
  );
}

function importedEvent({ id, number, code, version, checksum }: CatalogImport): NewEvent {
  return {
    type: 'CatalogImported',
    recordType: 'Catalog',
    recordId: id,
    recordVersion: number,
    after: jsonFields({ code, version, checksum }),
  };
}
