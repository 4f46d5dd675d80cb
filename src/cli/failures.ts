import { CommanderError } from '@commander-js/extra-typings';
import { UNAVAILABILITIES, unavailabilityOf } from '../database/unavailability.js';
import { loggedError } from '../logged-error.js';
import { print } from './output.js';

/** A command was called in a way that it does not take. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command was done, and what it found is not as it should be. */
export class CheckError extends Error {
  override readonly name = 'CheckError';
}

/** Names of errors that say all there is to say: they are printed without a stack. */
const EXPECTED = [
  'ArchiveError',
  'CheckError',
  'ConfigError',
  'DataFolderBusyError',
  'DatabaseError',
  'MigrationError',
  'UserError',
  'SealedFileError',
  'UsageError',
];

/** What the system finds wrong with a file, by its code. */
const OF_FILES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EISDIR: 'it is a folder, and no file',
  EEXIST: 'it is there already',
  EACCES: 'this user may not use it',
  EPERM: 'this user may not use it',
  ENOSPC: 'its disk is full',
  EROFS: 'its disk can only be read',
};

/** Why the system refused, in words. It does not always say of which file. */
function wordsOfSystem({ code = '', path = 'The file', message }: NodeJS.ErrnoException): string {
  const words = OF_FILES[code];
  return words ? `${path}: ${words}.` : message || code;
}

/**
 * Why the database did not do something, in words; undefined for what is none of its errors. Hazard: Prisma passes on what
 * its driver throws while it connects, and that has no code. Codes alone say little: ENOENT is a missing file as well.
 */
function wordsOfDatabase(error: Error): string | undefined {
  const isOfDatabase = /^(PrismaClient|DriverAdapterError$|error$)/.test(error.name) || !('code' in error);
  const why = isOfDatabase ? unavailabilityOf(error) : undefined;
  return why && UNAVAILABILITIES[why];
}

/** Prints on standard error why a command failed. Returns the exit code: 2 for a wrong call, 1 for any other failure. */
export function reportFailure(error: unknown): number {
  // The parser has printed its own errors by now; help that was asked for is none.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof Error)) print(process.stderr, String(error));
  else if (EXPECTED.includes(error.name)) print(process.stderr, error.message);
  else if (wordsOfDatabase(error)) print(process.stderr, wordsOfDatabase(error) ?? '');
  else if ('syscall' in error) print(process.stderr, wordsOfSystem(error as NodeJS.ErrnoException));
  else print(process.stderr, JSON.stringify(loggedError(error), null, 2).replaceAll('\\n', '\n'));
  return error instanceof UsageError ? 2 : 1;
}
