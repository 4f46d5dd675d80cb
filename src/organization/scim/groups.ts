import { z } from 'zod';
import type { Actor } from '../../auth/actor.js';
import { BATCH_TIMEOUT, performPart } from '../../commands/batch.js';
import { execute, parse } from '../../commands/execute.js';
import type { CommandEnvironment, Executable } from '../../commands/execute.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Group, Prisma } from '../../generated/prisma/client.js';
import { groupBy } from '../../group-by.js';
import { encodeGlobalId } from '../../ids.js';
import { createGroup, deleteGroup, lockedGroup, reviseGroup } from '../operations/group.js';
import { addGroupMember, changeMembers, removeGroupMember } from '../operations/group-member.js';
import { ScimError } from './error.js';
import { comparisonsOf, unsupportedFilter } from './filter.js';
import type { Comparison } from './filter.js';
import { groupOf, patchGroup, readGroup } from './group.js';
import type { MemberOfGroup, ScimGroup, WantedGroup } from './group.js';
import { recordId } from './ids.js';
import { listOf, pageOf } from './listing.js';
import { notFound, refusalOf } from './refusal.js';
import type { OnRefusal } from './refusal.js';

/** What a resource of this kind is called. */
const GROUP = 'group';

/** What filters may compare. */
const COMPARED = 'displayName, externalId, id or members';

const nothing = z.object({});

/**
 * The groups of an organization as groups of SCIM 2.0 (RFC 7644), for one actor, with the members that SCIM manages: those that others
 * manage are not there. Each request is one transaction, by the commands of groups, with their rules, rights and events.
 */
export class ScimGroups {
  constructor(
    private readonly environment: CommandEnvironment,
    private readonly actor: Actor,
    private readonly onRefusal: OnRefusal,
  ) {}

  /** The groups that a filter finds. */
  async list(query: URLSearchParams): Promise<object> {
    this.#demandAdministrator();
    const page = pageOf(query);
    const filter = query.get('filter');
    const where = { AND: [this.#ours, ...(filter ? comparisonsOf(filter, COMPARED).map(conditionOf) : [])] };
    const { group } = this.environment.database.prisma;
    const [total, groups] = await Promise.all([
      group.count({ where }),
      page.count === 0
        ? []
        : group.findMany({
            where,
            orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
            skip: page.startIndex - 1,
            take: page.count,
          }),
    ]);
    return listOf(page, total, await this.#groupsOf(groups, query));
  }

  async get(id: string, query: URLSearchParams): Promise<ScimGroup> {
    this.#demandAdministrator();
    const found = await this.environment.database.prisma.group.findFirst({ where: { ...this.#ours, id: idOf(id) } });
    const [group] = found ? await this.#groupsOf([found], query) : [];
    if (!group) throw notFound(GROUP);
    return group;
  }

  /** Creates a group with its members. */
  async create(body: unknown, query: URLSearchParams): Promise<ScimGroup> {
    this.#demandAdministrator();
    const wanted = readGroup(body, new Set());
    const { name, externalId } = wanted;
    const id = await this.#perform(async (work) => {
      const { id: groupId } = await performPart(work, createGroup, (part) =>
        createGroup.perform(part, parse(createGroup.input, { name, externalId })),
      );
      await changeTo(work, await lockedGroup(work, groupId), new Set(), wanted);
      return groupId;
    });
    return this.get(encodeGlobalId('Group', id), query);
  }

  /** Makes a group as it is sent; members that are not sent stay. */
  async replace(id: string, body: unknown, query: URLSearchParams): Promise<ScimGroup> {
    await this.#change(id, ({ members }) => readGroup(body, members));
    return this.get(id, query);
  }

  /** Changes a group. It is not answered with: it may have many members. */
  async patch(id: string, body: unknown): Promise<undefined> {
    await this.#change(id, (group) => patchGroup(group, body));
    return undefined;
  }

  /** Deletes a group, whoever manages its members. */
  async remove(id: string): Promise<void> {
    await this.#perform(async (work) => {
      const { id: groupId, version } = await presentGroup(work, id);
      await performPart(work, deleteGroup, (part) => deleteGroup.perform(part, { groupId, version }));
      return groupId;
    });
  }

  get #ours(): Prisma.GroupWhereInput {
    return { organizationId: this.actor.organizationId, deletedAt: null };
  }

  #demandAdministrator(): void {
    if (this.actor.role !== 'ADMINISTRATOR') throw new ScimError(403, 'Only administrators manage groups.');
  }

  /** Groups as resources, with their members unless the query leaves them out. */
  async #groupsOf(groups: readonly Group[], query: URLSearchParams): Promise<ScimGroup[]> {
    if (!wantsMembers(query)) return groups.map((group) => groupOf(group, undefined));
    const memberships = await this.environment.database.prisma.groupMember.findMany({
      where: { managedBy: 'SCIM', groupId: { in: groups.map(({ id }) => id) } },
      select: { groupId: true, person: { select: { id: true, name: true } } },
      orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
    });
    const byGroup = groupBy(memberships, ({ groupId }) => groupId);
    return groups.map((group) => {
      const members = (byGroup.get(group.id) ?? []).map(({ person: { id, name } }): MemberOfGroup => {
        return { value: encodeGlobalId('Person', id), display: name };
      });
      return groupOf(group, members);
    });
  }

  /** Makes a group as it is wanted to be, by what it is: nobody else changes it meanwhile. */
  async #change(id: string, want: (group: WantedGroup) => WantedGroup): Promise<void> {
    await this.#perform(async (work) => {
      const group = await presentGroup(work, id);
      const { name, externalId } = group;
      const memberships = await work.db.groupMember.findMany({
        where: { groupId: group.id, managedBy: 'SCIM' },
        select: { personId: true },
      });
      const members = new Set(memberships.map(({ personId }) => encodeGlobalId('Person', personId)));
      const wanted = want({ name, externalId, members });
      await changeTo(work, await revised(work, group, wanted), members, wanted);
      return group.id;
    });
  }

  /** Does the work of a request in one transaction. Returns the id that it returns. */
  async #perform(change: (work: UnitOfWork) => Promise<string>): Promise<string> {
    this.#demandAdministrator();
    const request: Executable<typeof nothing> = {
      name: 'batch',
      input: nothing,
      allowed: { minimumRole: 'ADMINISTRATOR', sentence: '', inParts: true },
      timeout: BATCH_TIMEOUT,
      perform: async (work) => ({ id: await change(work) }),
    };
    const outcome = await execute(request, this.environment, this.actor, {});
    if (outcome.done) return outcome.recordId;
    await this.onRefusal(outcome.userError);
    throw refusalOf(outcome.userError, GROUP);
  }
}

/** A group that is there, which nobody else changes until this work is done. */
async function presentGroup(work: UnitOfWork, id: string): Promise<Group> {
  const group = await lockedGroup(work, idOf(id));
  if (group.deletedAt !== null) throw notFound(GROUP);
  return group;
}

/** The group with the name and the external id that are wanted. */
async function revised(work: UnitOfWork, group: Group, { name, externalId }: WantedGroup): Promise<Group> {
  if (name === group.name && externalId === group.externalId) return group;
  const { id: groupId, version } = group;
  await performPart(work, reviseGroup, (part) =>
    reviseGroup.perform(part, parse(reviseGroup.input, { groupId, version, name, externalId })),
  );
  return lockedGroup(work, groupId);
}

/** Adds and removes the members by which a group differs from what is wanted; adds first, or the last administrator could not be replaced. */
async function changeTo(
  work: UnitOfWork,
  group: Group,
  present: ReadonlySet<string>,
  { members }: WantedGroup,
): Promise<void> {
  const add = await usersOf(
    work,
    [...members].filter((id) => !present.has(id)),
  );
  const remove = [...present].filter((id) => !members.has(id)).flatMap((id) => recordId('Person', id) ?? []);
  let changed = group;
  if (add.length > 0)
    changed = await performPart(work, addGroupMember, (part) =>
      changeMembers(part, changed, { source: 'SCIM', add, remove: [] }),
    );
  if (remove.length > 0)
    await performPart(work, removeGroupMember, (part) =>
      changeMembers(part, changed, { source: 'SCIM', add: [], remove }),
    );
}

/** The database ids of users. Refuses where one of them is not there. */
async function usersOf({ db, actor }: UnitOfWork, globalIds: readonly string[]): Promise<string[]> {
  const ids = new Map(globalIds.map((globalId) => [globalId, recordId('Person', globalId)]));
  const wanted = [...ids.values()].filter((id) => id !== undefined);
  const people = await db.person.findMany({
    where: { id: { in: wanted }, organizationId: actor.organizationId, ownerId: null, erasedAt: null },
    select: { id: true },
  });
  const there = new Set<string | undefined>(people.map(({ id }) => id));
  const [missing] = globalIds.filter((globalId) => !there.has(ids.get(globalId)));
  if (missing !== undefined)
    throw new ScimError(400, `members: There is no such user: ${missing.slice(0, 100)}`, 'invalidValue');
  return wanted;
}

function idOf(globalId: string): string {
  const found = recordId('Group', globalId);
  if (found === undefined) throw notFound(GROUP);
  return found;
}

/** Whether a query wants members: by default it does. */
function wantsMembers(query: URLSearchParams): boolean {
  const names = (parameter: string) =>
    query
      .get(parameter)
      ?.toLowerCase()
      .split(/[\s,]+/);
  const [wanted, left] = [names('attributes'), names('excludedAttributes')];
  const isMembers = (name: string): boolean => /^(.*:)?members(\.|$)/.test(name);
  return !left?.some(isMembers) && (!wanted || wanted.some(isMembers));
}

function conditionOf({ attribute, value }: Comparison): Prisma.GroupWhereInput {
  switch (attribute) {
    case 'displayname':
      return { name: value };
    case 'externalid':
      return { externalId: value };
    case 'id':
      return { id: { in: [recordId('Group', value) ?? []].flat() } };
    case 'members':
    case 'members.value':
      return { members: { some: { managedBy: 'SCIM', personId: { in: [recordId('Person', value) ?? []].flat() } } } };
    default:
      throw unsupportedFilter(COMPARED);
  }
}
