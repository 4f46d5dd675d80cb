import { ROLES } from '../auth/permissions.js';
import { signToken } from '../auth/tokens.js';
import type { Claims } from '../auth/tokens.js';
import type { CommandEnvironment } from '../commands/execute.js';
import { analyze } from '../database/statistics.js';
import { DEMO_SLUG, demoAdministrator, demoPeople, GUEST_SUBJECT } from './people.js';
import { seedDemo } from './seed.js';

export { ensureDemoOrganization } from './seed.js';
export { demoUsers } from './sign-in.js';

/** Who visits the demo without a token. */
export const guest: Claims = { subject: GUEST_SUBJECT, organization: DEMO_SLUG, expiresAt: undefined };

/**
 * Says on standard output how to begin, then plays the history of the demo. `secret` signs a token for each role; without
 * it none are printed. `isEnding` stops the play between two acts.
 */
export async function playDemo(
  environment: CommandEnvironment,
  secret: string | undefined,
  { url, dashboard }: { readonly url: string; readonly dashboard: string | undefined },
  isEnding: () => boolean,
): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  say('\nUplift is running with a demo organization.');
  if (dashboard) say(`  the live dashboard    ${dashboard}`);
  say(`  GraphiQL and the API  ${url}\n`);
  if (secret) {
    say('A token for each role, good for 30 days. Without one you are a viewer.');
    for (const role of ROLES) {
      const person = [demoAdministrator, ...demoPeople].find(
        (each) => each.role === role && each.subject !== GUEST_SUBJECT,
      );
      if (person)
        say(`  ${role.padEnd(15)} ${person.name}\n    ${await signToken(secret, person.subject, DEMO_SLUG, '30d')}`);
    }
  }
  say(`
A first query:
  curl -s ${url} -H 'content-type: application/json' \\
    -d '{"query":"{ practice(ref: \\"OPM SP 3.2\\") { title references { kind practices { ref title } } } }"}'
`);
  try {
    const stopped = await seedDemo(environment, isEnding);
    if (!stopped) await analyze(environment.database);
    if (!stopped) say('The demo is complete: eight improvements, fourteen units, half a year of history.');
  } catch (error) {
    if (!isEnding()) throw error;
  }
}
