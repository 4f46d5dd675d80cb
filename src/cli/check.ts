import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { check } from './checks.js';
import { readEnvironment } from './environment.js';
import { CheckError, UsageError } from './failures.js';
import { print } from './output.js';

export const command = new Command()
  .description(
    'Checks the configuration, the database and its migrations, Redis, the keys of the identity provider, the process model, the log of each organization, whether records match their events, and whether service accounts have an owner who is still there. Prints a line for each and exits with 1 if something is wrong. It changes nothing (an embedded database is migrated, as at every start) and may run beside servers.',
  )
  .option('--events <number>', 'newest events of each organization whose records are compared', parseNumber, 1_000)
  .option('--chain', 'also follow the hashes of each log, from its first event to its head')
  .option(
    '--against <file>',
    'with --chain: checkpoints that the logs must have, such as the lines of a server that say so',
  )
  .option(
    '--public-key <file>',
    'with --against: the public keys in PEM by one of which each checkpoint must be signed',
  )
  .action(async ({ events, chain, against, publicKey }) => {
    if (against !== undefined && !chain) throw new UsageError('--against goes with --chain.');
    if (publicKey !== undefined && against === undefined) throw new UsageError('--public-key goes with --against.');

    const { config } = readEnvironment();
    let wrong = 0;
    for await (const { subject, fine, text } of check(config, { events, chain, against, publicKey })) {
      if (!fine) wrong += 1;
      print(process.stdout, `${fine ? 'ok   ' : 'WRONG'}  ${subject}: ${text}`);
    }
    if (wrong > 0) throw new CheckError(wrong === 1 ? 'Something is wrong.' : `${wrong} things are wrong.`);
  });

function parseNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It takes a whole number.');
}
