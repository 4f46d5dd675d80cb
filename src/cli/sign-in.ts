import { Command } from '@commander-js/extra-typings';
import { LINK_MINUTES, signLink } from '../auth/sign-in-link.js';
import { readEnvironment } from './environment.js';
import { print } from './output.js';
import { activePeople, choose } from './people.js';
import { ownSecret, serverOrigin } from './remote.js';

export const command = new Command()
  .description(
    `Prints a link that signs a person in in a browser, once, within ${LINK_MINUTES} minutes. Works with AUTH_SECRET or in the demo, not with an identity provider.`,
  )
  .requiredOption('--person <person>', 'name or subject of the person')
  .option('--organization <slug>', 'needed if several organizations have such a person')
  .action(async ({ person, organization }) => {
    const { config, logger } = readEnvironment();
    const [secret, origin] = [await ownSecret(config), await serverOrigin(config)];
    const people = await activePeople(config, logger);
    const { subject, organization: slug } = choose(
      people.filter(
        (each) =>
          (organization === undefined || each.organization === organization) &&
          (each.subject === person || each.name.toLowerCase() === person.toLowerCase()),
      ),
      'No active person has this name or subject.',
    );
    const link = new URL('/auth/link', origin);
    link.searchParams.set('code', await signLink(secret, subject, slug));
    print(process.stdout, link.href);
  });
