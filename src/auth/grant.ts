/** Scope of a token that may execute queries and subscriptions. */
export const READ = 'read';

/** Scope of a token that may download lists and work products. */
export const EXPORT = 'export';

/** Scope of a token that may read calendars. It goes alone: its secret stands in an address. */
export const CALENDAR = 'calendar';

/** What an API token leaves of the rights of the person for whom it acts. */
export interface Grant {
  readonly tokenId: string;
  /** `CALENDAR` alone, or `READ`, `EXPORT`, and names of mutations. */
  readonly scopes: ReadonlySet<string>;
  /** Ids of the units to which its mutations are restricted; null for all. */
  readonly unitIds: ReadonlySet<string> | null;
}

/** The sign-in that stands behind somebody's credentials, as the identity provider or we ourselves say it. */
export interface SignIn {
  /** When they proved who they are; null where the provider does not say. */
  readonly at: Date | null;
  /** The class of that authentication (`acr`); null where none is named. */
  readonly acr: string | null;
  /** How they signed in in a browser, or `token` for a bearer token of a provider. */
  readonly by: 'provider' | 'link' | 'demo' | 'token';
  /** The issuer of the organization that says so; null for the provider of the server, and without one. */
  readonly issuerId: string | null;
}

/** Who may act with a token. */
export interface Granted {
  /** What their token grants; absent where they act without one, by all of their rights. */
  readonly grant?: Grant | undefined;
  /** The sign-in that stands behind their credentials; absent where none does. */
  readonly signIn?: SignIn | undefined;
  /** Whether they have no credentials at all: visitors read, and change nothing. */
  readonly isVisitor?: true | undefined;
}

/** Somebody with what their present credentials grant and show, whatever was known of earlier ones. */
export function withCredentials<Who extends Granted>(who: Who, { grant, signIn, isVisitor }: Granted): Who {
  return { ...who, grant, signIn, isVisitor };
}

/** Somebody who acts with what a token grants. */
export function withGrant<Who extends Granted>(who: Who, grant: Grant | undefined): Who {
  return grant ? { ...who, grant } : who;
}

/** Whether credentials have a scope: all but API tokens have every one. */
export function hasScope(grant: Grant | undefined, scope: string): boolean {
  return !grant || grant.scopes.has(scope);
}
