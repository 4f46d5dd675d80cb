/** One thing that is wrong with an input: where, as a path into the input, and what. */
export interface InputIssue {
  readonly path: string;
  readonly message: string;
}

/**
 * Why a command was not done. A refusal is an outcome, not a fault: it changes nothing, and clients get it as a typed
 * member of the mutation's result. `kind` is the name of the GraphQL type.
 */
export type UserErrorData =
  | { readonly kind: 'InvalidInputError'; readonly message: string; readonly issues: readonly InputIssue[] }
  | { readonly kind: 'NotFoundError'; readonly message: string; readonly recordType: string }
  | { readonly kind: 'ForbiddenError'; readonly message: string; readonly action: string; readonly requires: string }
  | {
      readonly kind: 'FreshSignInRequiredError';
      readonly message: string;
      readonly action: string;
      /** How old the sign-in may be, in seconds: `max_age` of OpenID Connect. */
      readonly maxAge: number;
      /** Classes of authentication of which one is enough; empty for any. */
      readonly acrValues: readonly string[];
      /** Where a browser signs in so, within our origin; null where credentials come from elsewhere. */
      readonly signInPath: string | null;
    }
  | {
      readonly kind: 'StaleVersionError';
      readonly message: string;
      readonly recordId: string;
      readonly readVersion: number;
      readonly currentVersion: number;
    }
  | {
      readonly kind: 'RuleViolationError';
      readonly message: string;
      /** Short stable name of the rule, such as `confirmed-by-a-second-person`. */
      readonly rule: string;
      /** Where the rule comes from, such as `OPM SP 3.2 subpractice 7`. */
      readonly source: string;
      /** What would have to be there, one entry a thing. */
      readonly missing: readonly string[];
    }
  | { readonly kind: 'AlreadyExistsError'; readonly message: string; readonly recordType: string }
  | {
      readonly kind: 'BatchRefusedError';
      readonly message: string;
      /** Which command of the batch was refused, from 0. */
      readonly index: number;
      readonly command: string;
      readonly refusal: UserErrorData;
    }
  | { readonly kind: 'IdempotencyKeyReusedError'; readonly message: string; readonly key: string }
  | {
      readonly kind: 'FileRejectedError';
      readonly message: string;
      /** The first mistakes of the file, by line. */
      readonly mistakes: readonly FileDiagnostic[];
      /** How many more there are. */
      readonly more: number;
    };

/** A problem in a file, and the first place where it is. */
export interface FileDiagnostic {
  /** Line on which the record begins, as an editor counts: 1 is the header. */
  readonly line: number;
  /** Name of the column; absent where the line as a whole is meant. */
  readonly column: string | null;
  /** What stands there, shortened to 100 characters. */
  readonly value: string | null;
  readonly message: string;
  /** How many places of the column it is said of. */
  readonly count: number;
  /** The first lines of them, at most 10. */
  readonly lines: readonly number[];
}

/** Carries a refusal out of a command; whatever the command wrote before is rolled back. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(readonly userError: UserErrorData) {
    super(userError.message);
  }
}

/** The type of a record in words for people: `DeploymentPlan` is a deployment plan. */
export function recordWords(recordType: string): string {
  return recordType.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** Refuses because a record is not there, or belongs to another organization: the two must look the same. */
export function notFound(recordType: string): UserError {
  return new UserError({
    kind: 'NotFoundError',
    recordType,
    message: `There is no such ${recordWords(recordType)} in your organization.`,
  });
}

/** Refuses because of what is wrong with the input, all of it at once. */
export function invalidInput(issues: readonly InputIssue[]): UserError {
  const message = issues.map((issue) => (issue.path ? `${issue.path}: ${issue.message}` : issue.message)).join('; ');
  return new UserError({ kind: 'InvalidInputError', message, issues });
}

/** Refuses because a rule of the domain forbids it. */
export function ruleViolation(violation: RuleViolation): UserError {
  return new UserError({ kind: 'RuleViolationError', ...violation });
}

/** A rule of the domain that a command would break. */
export interface RuleViolation {
  readonly rule: string;
  readonly source: string;
  readonly message: string;
  readonly missing: readonly string[];
}

/** Refuses because a unique name is taken. */
export function alreadyExists(recordType: string, what: string): UserError {
  return new UserError({
    kind: 'AlreadyExistsError',
    recordType,
    message: `There is already a ${recordWords(recordType)} ${what}.`,
  });
}
