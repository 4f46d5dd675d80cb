import { z } from 'zod';
import { administrators, demandNoToken } from '../../auth/allowed.js';
import { CHANGING_CLAIMS, placeOfSecret } from '../../auth/issuer-outlet.js';
import type { IssuerClient, IssuerOutlet } from '../../auth/issuer-outlet.js';
import { command } from '../../commands/command.js';
import type { CommandEnvironment } from '../../commands/execute.js';
import { clearable, id, line, link, list, optional, text, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { isDomain } from '../../contact.js';
import type { Issuer, Person } from '../../generated/prisma/client.js';
import { alreadyExists, invalidInput, notFound, ruleViolation } from '../../user-error.js';
import type { IssuerEventType } from '../events.js';
import { demandNotRemoved, demandSomebodySignsIn } from '../rules.js';

/** Most issuers of an organization. */
export const MOST_ISSUERS = 20;

/** Most domains of an issuer. */
const MOST_DOMAINS = 100;

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253, 'At most 253 characters.')
  .refine(isDomain, 'Must be a domain such as example.org.');

/** Most scopes of an issuer. */
const MOST_SCOPES = 20;

const scope = z
  .string()
  .trim()
  .max(200, 'At most 200 characters.')
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'Must be a scope of OAuth 2.0 without spaces, such as offline_access.');

const fields = {
  name: line('What it is called for people, such as the name of the company.'),
  address: link(
    'Its address, exactly the `iss` of its tokens. It must describe itself by OpenID Connect Discovery 1.0 there.',
  ),
  clientId: line('The client as which people sign in there in a browser.'),
  clientSecret: text('The secret of this client. It is stored encrypted and never shown.'),
  audience: line('The `aud` of its access tokens that are accepted as bearer tokens. Without it, none are.'),
  subjectClaim: line(
    'The claim of its tokens that names people, such as `oid` of Entra ID. It must be unique, never given to another person, and not changed. Default: `sub`. It cannot be changed later: add another issuer.',
  ).refine((claim) => !CHANGING_CLAIMS.includes(claim), 'People change it, or get that of another one.'),
  scopes: list(
    scope,
    MOST_SCOPES,
    'What is asked of it at a sign-in besides `openid`, such as `offline_access` for a refresh token.',
  ),
  domains: list(
    domain,
    MOST_DOMAINS,
    'Domains of the e-mail addresses of its people. Each belongs to one organization of the server.',
  ).transform((given) => [...new Set(given)].sort()),
};

/** What of an issuer is for everybody to see: all but the secret. */
type Shown = Omit<Issuer, 'clientSecret'>;

export const addIssuer = command({
  name: 'addIssuer',
  description: `Adds an identity provider of the organization, by which its people can sign in. The server asks it to describe itself first. An organization has ${MOST_ISSUERS} at most. Not with an API token.`,
  allowed: administrators,
  record: 'Issuer',
  event: 'IssuerAdded',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    name: fields.name,
    address: fields.address,
    clientId: fields.clientId,
    clientSecret: optional(fields.clientSecret),
    audience: optional(fields.audience),
    subjectClaim: optional(fields.subjectClaim),
    scopes: optional(fields.scopes),
    domains: optional(fields.domains),
  },
  async before(environment, actor, { address, clientId, audience }) {
    demandNoToken(actor, 'addIssuer');
    const outlet = outletOf(environment);
    const message = await outlet.complaintOf(address);
    if (message !== undefined) throw invalidInput([{ path: 'address', message }]);
    demandNotOfServer(outlet, { address, clientId, audience });
  },
  async perform(work, { clientSecret, domains, subjectClaim, scopes, ...rest }) {
    const { organizationId } = work.actor;
    await lockIssuers(work);
    if ((await work.db.issuer.count({ where: { organizationId, removedAt: null } })) >= MOST_ISSUERS) throw tooMany();
    await demandFree(work, { ...rest, domains: domains ?? [] });
    const clientSecretSetAt = clientSecret === null ? null : work.now;
    const stamp = { organizationId, createdAt: work.now, updatedAt: work.now };
    const { clientSecret: _none, ...issuer } = await work.db.issuer.create({
      data: {
        ...rest,
        domains: domains ?? [],
        subjectClaim: subjectClaim ?? 'sub',
        scopes: scopes ?? [],
        clientSecretSetAt,
        ...stamp,
      },
    });
    if (clientSecret !== null) await storeSecret(work, issuer, clientSecret);
    work.created(issuer, header('IssuerAdded'));
    return issuer;
  },
});

const target = { issuerId: id('Issuer', 'The issuer.'), version: version('Issuer') };

/** What a command changes of an issuer. */
interface IssuerChange {
  readonly patch: Partial<
    Pick<Issuer, 'name' | 'clientId' | 'clientSecretSetAt' | 'audience' | 'scopes' | 'domains' | 'removedAt'>
  >;
  /** What the event says besides. */
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Describes a command that changes an issuer. */
const issuerCommand = recordCommands<
  Shown,
  Pick<Issuer, 'name' | 'removedAt'>,
  IssuerChange,
  'reviseIssuer' | 'removeIssuer',
  IssuerEventType,
  typeof target
>({
  record: 'Issuer',
  target,
  load: issuerOf,
  guard: (_verb, issuer) => demandNotRemoved(issuer),
  write: (work, issuer, { patch, after } = { patch: {} }, { type }) =>
    work.change(work.db.issuer, issuer, patch, header(type), after ? { after } : {}),
});

export const reviseIssuer = issuerCommand({
  name: 'reviseIssuer',
  description:
    'Changes an identity provider of the organization. Omitted fields stay as they are; null takes the secret or the audience away. For another address, add another issuer: it may call other people by the same subjects. Not with an API token.',
  allowed: administrators,
  event: 'IssuerRevised',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    name: optional(fields.name),
    clientId: optional(fields.clientId),
    clientSecret: clearable(fields.clientSecret),
    audience: clearable(fields.audience),
    scopes: optional(fields.scopes),
    domains: optional(fields.domains),
  },
  prepare: lockIssuers,
  guard: (actor) => demandNoToken(actor, 'reviseIssuer'),
  async change(work, issuer, { name, clientId, clientSecret, audience = issuer.audience, scopes, domains }) {
    const client = { address: issuer.address, clientId: clientId ?? issuer.clientId, audience };
    const wanted = { ...client, domains: domains ?? issuer.domains };
    await demandFree(work, wanted, issuer.id);
    demandNotOfServer(work.issuers, client);
    if (clientSecret !== undefined) await storeSecret(work, issuer, clientSecret);
    const { address: _same, ...rest } = wanted;
    const secretPatch =
      clientSecret === undefined ? {} : { clientSecretSetAt: clientSecret === null ? null : work.now };
    return { patch: { name: name ?? issuer.name, scopes: scopes ?? issuer.scopes, ...rest, ...secretPatch } };
  },
});

export const removeIssuer = issuerCommand({
  name: 'removeIssuer',
  description:
    'Removes an identity provider of the organization: the sessions that it began end on all servers within a second, and nobody signs in by it any more. People whom it names need another subject then (`changeSubject`); a dry run says how many. Refused if no administrator could sign in any more. Not with an API token.',
  allowed: administrators,
  event: 'IssuerRemoved',
  input: {},
  guard: (actor) => demandNoToken(actor, 'removeIssuer'),
  async change(work, { id: issuerId }) {
    const { organizationId, personId } = work.actor;
    const people = await work.db.person.findMany({
      where: { organizationId, issuerId, active: true },
      select: { id: true },
    });
    demandSomebodySignsIn(await administratorsWithout(work, issuerId));
    await work.db.issuer.update({ where: { id: issuerId }, data: { clientSecret: null } });
    await work.db.session.updateMany({
      where: { organizationId, issuerId, endedAt: null },
      data: { endedAt: work.now, refreshToken: null },
    });
    const losesOwn = people.some(({ id }) => id === personId);
    return {
      patch: { removedAt: work.now },
      after: { peopleWithoutSignIn: people.length, actorWithoutSignIn: losesOwn },
    };
  },
});

/** The issuer by which people are added who are not said to be of another one: the oldest of the organization; null for the provider of the server. */
export async function usualIssuer({
  db,
  actor: { organizationId },
}: Pick<UnitOfWork, 'db' | 'actor'>): Promise<string | null> {
  const oldest = await db.issuer.findFirst({
    where: { organizationId, removedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return oldest?.id ?? null;
}

/** Refuses an issuer that the actor's organization does not have, or has no more; null stands for the provider of the server. */
export async function demandIssuer(
  { db, actor: { organizationId } }: UnitOfWork,
  issuerId: string | null,
): Promise<void> {
  if (issuerId === null) return;
  // Hazard: it must not be removed before this work is done.
  await db.$queryRaw`SELECT 1 FROM "Issuer" WHERE "id" = ${issuerId}::uuid FOR SHARE`;
  const issuer = await db.issuer.findUnique({
    where: { id: issuerId, organizationId },
    select: { name: true, removedAt: true },
  });
  if (!issuer) throw notFound('Issuer');
  demandNotRemoved(issuer);
}

/** Ids of those who can sign in: all but those whose issuer was removed. Hazard: asked once they are locked, it sees each removal that came before. */
export async function whoSignIn(
  { db }: Pick<UnitOfWork, 'db'>,
  people: readonly Pick<Person, 'id' | 'issuerId'>[],
): Promise<string[]> {
  const ids = people.flatMap(({ issuerId }) => issuerId ?? []);
  const removed =
    ids.length === 0
      ? []
      : await db.issuer.findMany({ where: { id: { in: ids }, removedAt: { not: null } }, select: { id: true } });
  return people.filter(({ issuerId }) => !removed.some(({ id }) => id === issuerId)).map(({ id }) => id);
}

async function issuerOf({ db, actor: { organizationId } }: UnitOfWork, issuerId: string): Promise<Shown> {
  // Hazard: sessions that begin meanwhile hold it. They must be there to be ended.
  await db.$queryRaw`SELECT 1 FROM "Issuer" WHERE "id" = ${issuerId}::uuid FOR UPDATE`;
  const issuer = await db.issuer.findUnique({ where: { id: issuerId, organizationId }, omit: { clientSecret: true } });
  if (!issuer) throw notFound('Issuer');
  return issuer;
}

/** Two who add the same domain, or the same client, wait for one another: no key of the database spans organizations. */
async function lockIssuers({ db }: UnitOfWork): Promise<void> {
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('uplift issuers', 0))::text`;
}

interface Claimed extends IssuerClient {
  readonly domains: readonly string[];
}

/** Refuses what an issuer of the server has already: a token and an address must lead to one organization. */
async function demandFree(
  { db }: UnitOfWork,
  { address, clientId, audience, domains }: Claimed,
  own?: string,
): Promise<void> {
  const others = { removedAt: null, ...(own === undefined ? {} : { id: { not: own } }) };
  const [taken] = await db.issuer.findMany({
    where: { ...others, domains: { hasSome: [...domains] } },
    select: { domains: true },
    take: 1,
  });
  const first = taken && domains.find((each) => taken.domains.includes(each));
  if (first !== undefined) throw alreadyExists('Issuer', `for the domain "${first}" on this server`);
  const same = [{ clientId }, ...(audience === null ? [] : [{ audience }])];
  if ((await db.issuer.count({ where: { ...others, address, OR: same } })) > 0)
    throw alreadyExists('Issuer', 'with this address and client or audience on this server');
}

function demandNotOfServer(outlet: IssuerOutlet | undefined, client: IssuerClient): void {
  if (outlet?.isOfServer(client))
    throw alreadyExists('Issuer', 'with this address and client or audience: that of the server itself');
}

/** Administrators who can sign in without an issuer: by the provider of the server, or by another issuer. */
async function administratorsWithout({ db, actor: { organizationId } }: UnitOfWork, issuerId: string): Promise<number> {
  // Hazard: one of them must not be moved to it meanwhile.
  const left = await db.$queryRaw<unknown[]>`
    SELECT p."id" FROM "Person" p
     WHERE p."organizationId" = ${organizationId}::uuid AND p."role" = 'ADMINISTRATOR' AND p."active" AND p."ownerId" IS NULL
       AND p."issuerId" IS DISTINCT FROM ${issuerId}::uuid
       AND NOT EXISTS (SELECT 1 FROM "Issuer" i WHERE i."id" = p."issuerId" AND i."removedAt" IS NOT NULL)
     ORDER BY p."id" FOR NO KEY UPDATE OF p`;
  return left.length;
}

async function storeSecret(
  work: UnitOfWork,
  issuer: Pick<Issuer, 'id' | 'organizationId'>,
  secret: string | null,
): Promise<void> {
  const sealing = work.issuers?.sealing;
  if (secret !== null && !sealing) throw noKey();
  const clientSecret = secret === null ? null : (sealing?.seal(secret, placeOfSecret(issuer)) ?? null);
  await work.db.issuer.update({ where: { id: issuer.id }, data: { clientSecret } });
}

function outletOf({ issuers }: CommandEnvironment): IssuerOutlet {
  if (!issuers) throw new Error('Issuers are not managed here.');
  return issuers;
}

function header(type: IssuerEventType) {
  return { type, recordType: 'Issuer' };
}

const noKey = () =>
  ruleViolation({
    rule: 'secrets-are-sealed',
    source: 'Uplift: the secret of a client is stored encrypted',
    message: 'This server has no key with which it could encrypt the secret of a client.',
    missing: ['the setting SEALING_KEYS, which operators set'],
  });

const tooMany = () =>
  ruleViolation({
    rule: 'at-most-20-issuers',
    source: 'Uplift: an organization has few identity providers',
    message: `The organization has ${MOST_ISSUERS} issuers, the most that is allowed.`,
    missing: ['an issuer that is removed'],
  });
