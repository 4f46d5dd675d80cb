import { PrismaPg } from '@prisma/adapter-pg';
import { createClient } from '../../../../src/database/database.js';
import type { Queryable } from '../../../../src/database/database.js';
import { appendEvents } from '../../../../src/log/append.js';
import type { Options } from '../options.js';
import { openSetting } from '../setting.js';
import type { Stage } from '../../stage.js';

/** Writers at once, and how long each repetition takes in milliseconds. */
const WRITERS = 8;
const LENGTH = 3_000;
const REPETITIONS = 5;

/** Transactions per second of one organization that change a record: with an event appended, and with none, in turns. */
export async function writes(options: Options): Promise<boolean> {
  const setting = await openSetting({ ...options, clients: 0, servers: 1 });
  const { cluster } = setting;
  const { databaseUrl, stage } = cluster;
  await cluster.end(0, 'SIGTERM');
  const adapter = new PrismaPg({ connectionString: databaseUrl, max: WRITERS });
  const prisma = createClient(adapter, { maxWait: 10_000, timeout: 15_000 });
  const targets = stage.lanes.flatMap(({ ledDeployment, otherDeployment }) => [ledDeployment, otherDeployment]);

  const measureOnce = async (withLog: boolean): Promise<number> => {
    const end = performance.now() + LENGTH;
    let done = 0;
    const write = async (writer: number): Promise<void> => {
      const { id } = targets[writer % targets.length] as { id: string };
      while (performance.now() < end) {
        await prisma.$transaction(async (db) => {
          const { version } = await db.deployment.update({ where: { id }, data: { version: { increment: 1 } } });
          if (withLog) await append(db, stage, id, version);
        });
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    return (done * 1_000) / LENGTH;
  };

  const rates: Record<'with' | 'without', number[]> = { with: [], without: [] };
  await measureOnce(true);
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    rates.without.push(await measureOnce(false));
    rates.with.push(await measureOnce(true));
  }
  const organizationId = stage.organization.id;
  const count = await prisma.event.count({ where: { organizationId } });
  const { position } = await prisma.eventLog.findUniqueOrThrow({ where: { organizationId } });
  await prisma.$disconnect();
  await setting.stop();
  const [logged, bare] = [median(rates.with), median(rates.without)];
  const spread = (values: readonly number[]): string =>
    `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`;
  console.info(
    `${WRITERS} writers of one organization: ${Math.round(logged)} transactions/s with the log (${spread(rates.with)}), ` +
      `${Math.round(bare)} with none (${spread(rates.without)}): ${(logged / bare).toFixed(2)} ×; ` +
      `${count} events, head ${position}, ${count === position ? 'no gaps' : 'GAPS'}`,
  );
  return count === position;
}

async function append(db: Queryable, { organization, lead }: Stage, recordId: string, recordVersion: number) {
  const cause = { organizationId: organization.id, actorId: lead.personId, at: new Date() };
  const event = { type: 'ProgressRecorded', recordType: 'Deployment', recordId, recordVersion, after: { percent: 1 } };
  await appendEvents(db, cause, [event]);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
