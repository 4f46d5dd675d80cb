/** What a log says of an error. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  /** Code of the library or of the system, such as `P2002` or `ECONNREFUSED`. */
  readonly code?: string;
  /** SQLSTATE with which the database answered, and what in the schema it named. */
  readonly sqlState?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly model?: string;
  /** Where it was thrown. */
  readonly stack: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

/** Deepest cause that is logged. */
const MAX_DEPTH = 5;

/** Errors whose messages repeat what a caller sent: those of Prisma, of JSON and GraphQL that cannot be read, and of Zod. */
const REPEATS_INPUT =
  /^(PrismaClient(?!Initialization)|SyntaxError$|GraphQLError$|Zod|\$Zod|URIError$|PothosValidationError$|CsvError$)/;

/** Classes of SQLSTATE whose messages have values in them: data, constraints, and what is raised by name. */
const SQL_REPEATS_INPUT = /^(22|23|P0)/;

/** The first line of each message may stand in the stack; what remains are the places. */
const FRAME = /^\s+at .+$/gm;

/**
 * An error as it is logged. Hazard: messages and fields of libraries repeat the input, such as the names of people that
 * Prisma was to store; of those only codes and names of the schema are logged.
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'Not an error.', stack: '' };
  const { meta = {}, code, table, column, constraint, severity, originalError } = error as LibraryFields;
  const answer = meta.driverAdapterError?.cause ?? {};
  const sqlState = answer.originalCode ?? (severity === undefined ? undefined : code);
  const cause = error.cause ?? originalError;
  const fields = {
    code: sqlState === code ? undefined : code,
    sqlState,
    table,
    column,
    constraint,
    model: meta.modelName,
  };
  return {
    type: error.name,
    message: messageOf(error, sqlState, answer.originalMessage),
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'string')),
    stack: (error.stack ?? '').match(FRAME)?.join('\n') ?? '',
    ...(depth < MAX_DEPTH && cause ? { cause: loggedError(cause, depth + 1) } : {}),
    ...(depth < MAX_DEPTH && error instanceof AggregateError
      ? { errors: error.errors.slice(0, 10).map((each) => loggedError(each, depth + 1)) }
      : {}),
  };
}

function messageOf(error: Error, sqlState: unknown, answered: unknown): string {
  const repeats = typeof sqlState === 'string' ? SQL_REPEATS_INPUT.test(sqlState) : REPEATS_INPUT.test(error.name);
  if (repeats) return 'Not logged: it may repeat the input.';
  return typeof answered === 'string' ? answered : error.message;
}

/** What errors of Prisma, of drivers of Postgres and of GraphQL carry. */
type LibraryFields = Error & {
  readonly meta?: {
    readonly modelName?: unknown;
    readonly driverAdapterError?: {
      readonly cause?: { readonly originalCode?: unknown; readonly originalMessage?: unknown };
    };
  };
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly table?: unknown;
  readonly column?: unknown;
  readonly constraint?: unknown;
  readonly originalError?: unknown;
};
