import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Database, Queryable } from '../database/database.js';
import type { CatalogImport } from '../generated/prisma/client.js';
import { canonicalJson } from '../json.js';
import { buildCatalog } from './catalog.js';
import type { Catalog } from './catalog.js';
import type { CatalogDocument } from './document.js';

/** The model that this project ships: the same place seen from src/catalog and from dist/catalog. */
const SHIPPED = new URL('../../prisma/catalog/cmmi-acq-1.3.json', import.meta.url);

/** The model in force, in memory. */
export interface CatalogStore {
  /** The model in force. One operation asks once and keeps it, so that it sees one model. */
  current(): Catalog;
  /** Takes over the model in force, if it is another one; costs one small query. */
  refresh(): Promise<void>;
}

/** Opens the store with the newest model of the database; an empty one gets the model that this project ships. */
export async function openCatalogStore(database: Database): Promise<CatalogStore> {
  let stored = await newest(database.prisma);
  if (!stored) {
    await importShipped(database);
    stored = await newest(database.prisma);
  }
  if (!stored) throw new Error('The catalog could not be stored.');
  let { number, checksum } = stored;
  let catalog = buildCatalog(stored.document as unknown as CatalogDocument);
  return {
    current: () => catalog,
    async refresh() {
      // Hazard: after a failover that lost the newest import, the one in force is older, or another with its number.
      const inForce = await newestNumber(database.prisma);
      if (!inForce || (inForce.number === number && inForce.checksum === checksum)) return;
      const found = await newest(database.prisma);
      if (!found) return;
      catalog = buildCatalog(found.document as unknown as CatalogDocument);
      ({ number, checksum } = found);
    },
  };
}

/** Puts a checked document in force. Returns its import; null, with nothing stored, when it is in force already. */
export async function storeCatalog(db: Queryable, document: CatalogDocument): Promise<CatalogImport | null> {
  // Servers that start together take turns.
  await db.$executeRaw`SELECT pg_advisory_xact_lock(7160324)`;
  const checksum = checksumOf(document);
  const last = await db.catalogImport.findFirst({ orderBy: { number: 'desc' }, select: { checksum: true } });
  if (last?.checksum === checksum) return null;
  const { code, version } = document.model;
  return db.catalogImport.create({ data: { code, version, checksum, document: document } });
}

/** Identifies a document: SHA-256 of its canonical JSON, in hexadecimal. */
export function checksumOf(document: CatalogDocument): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}

async function importShipped(database: Database): Promise<void> {
  const document = JSON.parse(await readFile(SHIPPED, 'utf8')) as CatalogDocument;
  await database.prisma.$transaction(async (db) => {
    if ((await db.catalogImport.count()) === 0) await storeCatalog(db, document);
  });
}

function newest(db: Queryable) {
  return db.catalogImport.findFirst({
    orderBy: { number: 'desc' },
    select: { number: true, checksum: true, document: true },
  });
}

function newestNumber(db: Queryable) {
  return db.catalogImport.findFirst({ orderBy: { number: 'desc' }, select: { number: true, checksum: true } });
}
