import type { Actor } from '../../auth/actor.js';
import { atomicBatch, resultsOf } from '../../commands/batch.js';
import type { BatchItem } from '../../commands/batch.js';
import { execute } from '../../commands/execute.js';
import type { CommandEnvironment } from '../../commands/execute.js';
import type { Person, Prisma } from '../../generated/prisma/client.js';
import { groupBy } from '../../group-by.js';
import { encodeGlobalId } from '../../ids.js';
import {
  addPerson,
  changePersonRole,
  changeSubject,
  deactivatePerson,
  reactivatePerson,
  revisePerson,
} from '../operations/person.js';
import { ScimError } from './error.js';
import { comparisonsOf, unsupportedFilter } from './filter.js';
import type { Comparison } from './filter.js';
import { recordId } from './ids.js';
import { withLowerCaseKeys } from './keys.js';
import { listOf, pageOf } from './listing.js';
import { patchUser } from './patch.js';
import { notFound, refusalOf, StaleError } from './refusal.js';
import type { OnRefusal } from './refusal.js';
import { readUser, userOf } from './user.js';
import type { ScimUser, WantedUser } from './user.js';

/** How often a change is made again where somebody else changed the person meanwhile. */
const ATTEMPTS = 3;

/** What a resource of this kind is called. */
const USER = 'user';

/** What filters may compare. */
const COMPARED = 'userName, externalId or id';

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

  /** The users whom a filter finds. */
  async list(query: URLSearchParams): Promise<object> {
    this.#demandAdministrator();
    const page = pageOf(query);
    const filter = query.get('filter');
    const where = { AND: [this.#ours, ...(filter ? comparisonsOf(filter, COMPARED).map(conditionOf) : [])] };
    const { person } = this.environment.database.prisma;
    const [total, people] = await Promise.all([
      person.count({ where }),
      page.count === 0
        ? []
        : person.findMany({
            where,
            orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
            skip: page.startIndex - 1,
            take: page.count,
          }),
    ]);
    return listOf(page, total, await this.#usersOf(people));
  }

  async get(id: string): Promise<ScimUser> {
    this.#demandAdministrator();
    return this.#userOf(this.#idOf(id));
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
    return this.#userOf(id);
  }

  /** Makes a user as it is sent; a role that is not sent stays as it is. */
  async replace(id: string, body: unknown): Promise<ScimUser> {
    const wanted = readUser(withLowerCaseKeys(body));
    return this.#change(this.#idOf(id), () => wanted);
  }

  async patch(id: string, body: unknown): Promise<ScimUser> {
    return this.#change(this.#idOf(id), (person) => readUser(patchUser(withLowerCaseKeys(userOf(person, [])), body)));
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
    const found = recordId('Person', id);
    if (found === undefined) throw notFound(USER);
    return found;
  }

  async #userOf(id: string): Promise<ScimUser> {
    const [user] = await this.#usersOf([await this.#read(id)]);
    if (!user) throw notFound(USER);
    return user;
  }

  /** People as users, with the groups in which SCIM has them. */
  async #usersOf(people: readonly Person[]): Promise<ScimUser[]> {
    const memberships = await this.environment.database.prisma.groupMember.findMany({
      where: { managedBy: 'SCIM', personId: { in: people.map(({ id }) => id) }, group: { deletedAt: null } },
      select: { personId: true, group: { select: { id: true, name: true } } },
      orderBy: [{ group: { name: 'asc' } }, { id: 'asc' }],
    });
    const byPerson = groupBy(memberships, ({ personId }) => personId);
    return people.map((person) => {
      const groups = (byPerson.get(person.id) ?? []).map(({ group: { id, name } }) => ({
        value: encodeGlobalId('Group', id),
        display: name,
      }));
      return userOf(person, groups);
    });
  }

  async #read(id: string): Promise<Person> {
    const found = await this.environment.database.prisma.person.findFirst({ where: { ...this.#ours, id } });
    if (!found) throw notFound(USER);
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
        return await this.#userOf(id);
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
    throw refusalOf(userError, USER);
  }
}

/** The person as a client that changes nothing would want them. */
function asTheyAre({ subject, email, name, active, role, locale, timeZone }: Person): WantedUser {
  return { subject, email, name, active, role, locale, timeZone };
}

function conditionOf({ attribute, value }: Comparison): Prisma.PersonWhereInput {
  switch (attribute) {
    case 'username':
      return { OR: [{ email: value.toLowerCase() }, { email: null, subject: value }] };
    case 'externalid':
      return { subject: value };
    case 'id':
      return { id: { in: [recordId('Person', value) ?? []].flat() } };
    default:
      throw unsupportedFilter(COMPARED);
  }
}

/**
 * The commands that make a person as they are wanted to be, in an order in which each is allowed. A role that groups give them stays,
 * whatever is wanted: groups decide on it.
 */
function changesOf(person: Person, wanted: WantedUser): BatchItem[] {
  const { name, email, locale, timeZone, subject } = wanted;
  const role = person.roleByHand === null ? (wanted.role ?? person.role) : person.role;
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
