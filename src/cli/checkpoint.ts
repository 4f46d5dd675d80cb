import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { accessHeads } from '../auth/access-chain.js';
import { makeCheckpoint } from '../log/checkpoint.js';
import { loggedEvent } from '../log/event-log.js';
import { openCheckpointKey } from './checkpoint-key.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { print } from './output.js';
import { withDatabase } from './with-database.js';

const create = new Command('create')
  .description(
    'Prints the position, hash and time of the head of each log, and of its records of access, one JSON object per line, signed if CHECKPOINT_KEY is set. Keep them where no one who can write to the database can change them.',
  )
  .option('--organization <slug>', 'only the log of this organization')
  .action(async ({ organization: slug }) => {
    const { config, logger } = readEnvironment();
    const key = await openCheckpointKey(config);
    await withDatabase(config, logger, async ({ prisma, clock }) => {
      const logs = await prisma.eventLog.findMany({
        where: slug === undefined ? {} : { organization: { slug } },
        orderBy: { organization: { slug: 'asc' } },
      });
      if (slug !== undefined && logs.length === 0) throw new UsageError(`There is no organization ${slug}.`);
      const heads = await accessHeads(prisma);
      for (const head of logs.map(loggedEvent)) {
        const checkpoint = makeCheckpoint({ ...head, access: heads.get(head.organizationId) }, clock.now(), key);
        if (checkpoint) print(process.stdout, JSON.stringify(checkpoint));
        else print(process.stderr, `The log of ${head.organizationId} is not chained yet: run uplift migrate.`);
      }
    });
  });

const newKey = new Command('new-key')
  .description('Writes a new key for CHECKPOINT_KEY to a file and prints its public key.')
  .argument('<file>', 'the file, which must not exist yet')
  .action(async (file) => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 });
    printPublicKey(publicKey);
  });

const publicKey = new Command('public-key')
  .description('Prints the public key of CHECKPOINT_KEY, with which others verify checkpoints.')
  .action(async () => {
    const key = await openCheckpointKey(readEnvironment().config);
    if (!key) throw new UsageError('CHECKPOINT_KEY is not set.');
    printPublicKey(createPublicKey(key));
  });

export const command = new Command()
  .description('Prints checkpoints of the logs, which reveal later changes. See "Audit" in docs/operating.md.')
  .addCommand(create)
  .addCommand(newKey)
  .addCommand(publicKey);

function printPublicKey(key: KeyObject): void {
  print(process.stdout, key.export({ type: 'spki', format: 'pem' }).toString().trimEnd());
}
