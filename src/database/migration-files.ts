import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationError } from './migration-error.js';

/** A migration of the folder, as Prisma lays it out: `<name>/migration.sql`. */
export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hexadecimal. */
  readonly checksum: string;
}

/**
 * Reads the migrations of a folder, in the order in which they apply: by name.
 * @throws MigrationError `unreadable` when the folder, or the file of a migration in it, is not there.
 */
export async function readMigrations(directory: string): Promise<MigrationFile[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause: unknown) => {
    throw new MigrationError(
      'unreadable',
      directory,
      `No migrations folder at ${directory}. It belongs beside the compiled server: copy prisma/migrations there.`,
      { cause },
    );
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(directory, name)));
}

async function readMigration(directory: string, name: string): Promise<MigrationFile> {
  const path = join(directory, name, 'migration.sql');
  const sql = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new MigrationError(
      'unreadable',
      name,
      `Migration ${name} has no file at ${path}. Restore it, or remove the folder if it was never applied.`,
      { cause },
    );
  });
  return { name, sql, checksum: sha256(sql) };
}

/** Whether a recorded checksum is that of the file; line endings do not count, as with Prisma. */
export function matchesChecksum(file: MigrationFile, checksum: string): boolean {
  if (file.checksum === checksum) return true;
  const unix = file.sql.replaceAll('\r\n', '\n');
  return sha256(unix) === checksum || sha256(unix.replaceAll('\n', '\r\n')) === checksum;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
