/** Scope of a token that may execute queries and subscriptions. */
export const READ = 'read';

/** Scope of a token that may download lists and work products. */
export const EXPORT = 'export';

/** What an API token leaves of the rights of the person for whom it acts. */
export interface Grant {
  readonly tokenId: string;
  /** `READ`, `EXPORT`, and names of mutations. */
  readonly scopes: ReadonlySet<string>;
  /** Ids of the units to which its mutations are restricted; null for all. */
  readonly unitIds: ReadonlySet<string> | null;
}

/** Who may act with a token. */
export interface Granted {
  /** What their token grants; absent where they act without one, by all of their rights. */
  readonly grant?: Grant | undefined;
}

/** Somebody who acts with what a token grants. */
export function withGrant<Who extends Granted>(who: Who, grant: Grant | undefined): Who {
  return grant ? { ...who, grant } : who;
}

/** Whether credentials have a scope: all but API tokens have every one. */
export function hasScope(grant: Grant | undefined, scope: string): boolean {
  return !grant || grant.scopes.has(scope);
}
