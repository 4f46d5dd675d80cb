import type { Actor } from '../../auth/actor.js';
import { atomicBatch, resultsOf } from '../../commands/batch.js';
import type { BatchItem } from '../../commands/batch.js';
import { execute } from '../../commands/execute.js';
import type { CommandEnvironment } from '../../commands/execute.js';
import type { Person, Prisma } from '../../generated/prisma/client.js';
import type { UserErrorData } from '../../user-error.js';
import {
  addPerson,
  changePersonRole,
  changeSubject,
  deactivatePerson,
  reactivatePerson,
  revisePerson,
} from '../operations/person.js';
import { ScimError } from './error.js';
import { personId, whereOf } from './filter.js';
import { patchUser } from './patch.js';
import { readUser, userOf, withLowerCaseKeys } from './user.js';
import type { ScimUser, WantedUser } from './user.js';

/** How often a change is made again where somebody else changed the person meanwhile. */
const ATTEMPTS = 3;

/** Users on a page: most, and where a client does not say. */
const PAGE = { most: 200, usual: 100 };

/** Told of each refusal of a command, before it is answered. */
export type OnRefusal = (refused: UserErrorData) => Promise<void>;

/**
 * The people of an organization as users of SCIM 2.0 (RFC 7644), for one actor. Each change is made by the commands of people, all
 * of a request or none, so that it has the same rules, rights and events as a mutation.
 */
export class ScimUsers {
  constructor(
    private readonly environment: CommandEnvironment,
    private readonly actor: Actor,
    private readonly onRefusal: OnRefusal,
  ) {}

  /** The users whom a filter finds, from `startIndex`, which counts from 1. */
  async list(query: URLSearchParams): Promise<object> {
    this.#demandAdministrator();
    const startIndex = Math.max(1, whole(query, 'startIndex') ?? 1);
    const count = Math.min(PAGE.most, Math.max(0, whole(query, 'count') ?? PAGE.usual));
    const filter = query.get('filter');
    const where = { AND: [this.#ours, ...(filter ? [whereOf(filter)] : [])] };
    const { person } = this.environment.database.prisma;
    const [totalResults, people] = await Promise.all([
      person.count({ where }),
      count === 0
        ? []
        : person.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], skip: startIndex - 1, take: count }),
    ]);
    return {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults,
      startIndex,
      itemsPerPage: people.length,
      Resources: people.map((each) => userOf(each)),
    };
  }

  async get(id: string): Promise<ScimUser> {
    this.#demandAdministrator();
    return userOf(await this.#find(id));
  }

  /** Adds a person, or lets one come back who had left. */
  async create(body: unknown): Promise<ScimUser> {
    this.#demandAdministrator();
    const wanted = readUser(withLowerCaseKeys(body));
    if (!wanted.active) throw new ScimError(400, 'active: A new user is active.', 'invalidValue');
    const { subject, email, name, role = 'VIEWER', locale, timeZone } = wanted;
    const others = [{ subject }, ...(email === null ? [] : [{ email }])];
    const known = await this.environment.database.prisma.person.findFirst({ where: { ...this.#ours, OR: others } });
    if (known?.active) throw new ScimError(409, 'There is such a user already.', 'uniqueness');
    if (known) return this.#change(known.id, () => wanted);
    const id = await this.#perform([{ command: addPerson, input: { name, subject, role, email, locale, timeZone } }]);
    return userOf(await this.#read(id));
  }

  /** Makes a user as it is sent; a role that is not sent stays as it is. */
  async replace(id: string, body: unknown): Promise<ScimUser> {
    const wanted = readUser(withLowerCaseKeys(body));
    return this.#change(this.#idOf(id), () => wanted);
  }

  async patch(id: string, body: unknown): Promise<ScimUser> {
    return this.#change(this.#idOf(id), (person) => readUser(patchUser(withLowerCaseKeys(userOf(person)), body)));
  }

  /** Ends the access of a person: their past work stays. */
  async remove(id: string): Promise<void> {
    await this.#change(this.#idOf(id), (person) => ({ ...asTheyAre(person), active: false }));
  }

  /** The people of the organization who were not erased: an erased person is no user any more, and a service account never was. */
  get #ours(): Prisma.PersonWhereInput {
    return { organizationId: this.actor.organizationId, ownerId: null, erasedAt: null };
  }

  #demandAdministrator(): void {
    if (this.actor.role !== 'ADMINISTRATOR') throw new ScimError(403, 'Only administrators manage users.');
  }

  #idOf(id: string): string {
    const found = personId(id);
    if (found === undefined) throw notFound();
    return found;
  }

  #find(id: string): Promise<Person> {
    return this.#read(this.#idOf(id));
  }

  async #read(id: string): Promise<Person> {
    const found = await this.environment.database.prisma.person.findFirst({ where: { ...this.#ours, id } });
    if (!found) throw notFound();
    return found;
  }

  /** Makes a person as they are wanted to be, by what they are; again where somebody else was faster. */
  async #change(id: string, want: (person: Person) => WantedUser): Promise<ScimUser> {
    this.#demandAdministrator();
    for (let tried = 1; ; tried += 1) {
      const person = await this.#read(id);
      const items = changesOf(person, want(person));
      try {
        if (items.length > 0) await this.#perform(items);
        return userOf(await this.#read(id));
      } catch (error) {
        if (!(error instanceof StaleError) || tried === ATTEMPTS) throw error;
      }
    }
  }

  /** Does commands in one transaction. Returns the id of the record of the last one. */
  async #perform(items: readonly BatchItem[]): Promise<string> {
    const [batch, { commands }] = atomicBatch(items, null);
    const outcome = await execute(batch, this.environment, this.actor, { commands });
    if (outcome.done) {
      const last = resultsOf(outcome).at(-1)?.outcome;
      return last?.done ? last.recordId : '';
    }
    const { userError } = outcome;
    await this.onRefusal(userError);
    throw refusalOf(userError.kind === 'BatchRefusedError' ? userError.refusal : userError);
  }
}

/** Another change came first. */
class StaleError extends ScimError {}

function notFound(): ScimError {
  return new ScimError(404, 'There is no such user.');
}

/** The person as a client that changes nothing would want them. */
function asTheyAre({ subject, email, name, active, role, locale, timeZone }: Person): WantedUser {
  return { subject, email, name, active, role, locale, timeZone };
}

/** The commands that make a person as they are wanted to be, in an order in which each is allowed. */
function changesOf(person: Person, wanted: WantedUser): BatchItem[] {
  const { name, email, locale, timeZone, subject, role = person.role } = wanted;
  const isRevised =
    name !== person.name || email !== person.email || locale !== person.locale || timeZone !== person.timeZone;
  const items: BatchItem[] = [
    ...(wanted.active && !person.active ? [{ command: reactivatePerson, input: {} }] : []),
    ...(isRevised ? [{ command: revisePerson, input: { name, email, locale, timeZone } }] : []),
    ...(role === person.role ? [] : [{ command: changePersonRole, input: { role } }]),
    ...(subject === person.subject ? [] : [{ command: changeSubject, input: { subject } }]),
    ...(!wanted.active && person.active ? [{ command: deactivatePerson, input: {} }] : []),
  ];
  return items.map(({ command, input }, index) => ({
    command,
    input: { ...input, personId: person.id, version: person.version + index },
  }));
}

/** A refusal of a command, as SCIM says it. */
function refusalOf(refused: UserErrorData): ScimError {
  const { kind, message } = refused;
  switch (kind) {
    case 'ForbiddenError':
      return new ScimError(403, message);
    case 'NotFoundError':
      return notFound();
    case 'AlreadyExistsError':
      return new ScimError(409, message, 'uniqueness');
    case 'StaleVersionError':
      return new StaleError(409, message);
    case 'RuleViolationError':
      return new ScimError(400, message, 'mutability');
    case 'InvalidInputError':
      return new ScimError(
        400,
        refused.issues.map(({ path, message }) => `${path}: ${message}`).join(' '),
        'invalidValue',
      );
    default:
      return new ScimError(400, message);
  }
}

/** A whole number of the query; undefined where it is not there. */
function whole(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw new ScimError(400, `${name}: Must be a whole number.`, 'invalidValue');
  return Number(text);
}
