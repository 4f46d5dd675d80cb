import type { Config } from './config.js';
import { ensureDemoOrganization, seedDemo } from '../demo/seed.js';
import type { Role } from '../generated/prisma/enums.js';
import type { Logger } from '../logger.js';
import { UsageError } from './failures.js';
import { openCatalogStore } from '../process-model/store.js';
import { runningServer } from './remote.js';
import { withDatabase } from './with-database.js';

/** An active person of an organization. */
export interface Candidate {
  readonly name: string;
  readonly subject: string;
  /** Its slug. */
  readonly organization: string;
}

/** The active people of all organizations, or those with a very role, by name: from the running server, or from the database. */
export async function activePeople(config: Config, logger: Logger, role?: Role): Promise<readonly Candidate[]> {
  const ask = await runningServer(config);
  if (ask) {
    const { people, viewer } = (await ask(
      `query ($roles: [Role!]) {
        viewer { organization { slug } }
        people(first: 100, filter: { roles: $roles, active: true, serviceAccounts: false }) { nodes { name subject } }
      }`,
      { roles: role && [role] },
    )) as { people: { nodes: Omit<Candidate, 'organization'>[] }; viewer: { organization: { slug: string } } };
    return people.nodes.map((person) => ({ ...person, organization: viewer.organization.slug }));
  }
  return withDatabase(config, logger, async (database) => {
    if (config.storage.kind === 'embedded') {
      await ensureDemoOrganization(database, database.clock.now);
      const catalogStore = await openCatalogStore(database);
      const environment = { database, clock: database.clock.now, committed: () => undefined, catalogStore };
      // Its people come first: they are there also where the rest cannot be played.
      await seedDemo(environment).catch((error: unknown) => logger.warn({ err: error }, 'the demo is incomplete'));
    }
    const people = await database.prisma.person.findMany({
      where: { active: true, ownerId: null, ...(role ? { role } : {}) },
      select: { name: true, subject: true, organization: { select: { slug: true } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return people.map(({ name, subject, organization }) => ({ name, subject, organization: organization.slug }));
  });
}

/**
 * The first of some people.
 * @throws UsageError with `nobody` where there are none, and where they are of several organizations.
 */
export function choose(found: readonly Candidate[], nobody: string): Candidate {
  const [first] = found;
  if (!first) throw new UsageError(nobody);
  const organizations = [...new Set(found.map(({ organization }) => organization))];
  if (organizations.length > 1)
    throw new UsageError(`Say which organization: --organization ${organizations.join(' | ')}`);
  return first;
}
