import type { z } from 'zod';
import { day, line, link, object, optional, text } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { unitOf } from '../../organization/operations/unit.js';
import { invalidInput } from '../../user-error.js';
import { demandOnFile } from '../rules.js';
import { issueNext } from './issuing.js';
import { processVersionOf } from './queries.js';
import { tailor } from './tailor.js';

/** A version that a project issues as it adopts an improvement. */
export const newProcessVersion = object(
  'NewProcessVersionInput',
  "A new version of the project's defined process that contains the change.",
  {
    label: line('What the project calls the version.'),
    change: text('What changed in the process.'),
    issuedOn: optional(day('Day from which the project works by it. Default: today.')),
    link: optional(link('Link, an http or https address.')),
  },
);

/** By what a project adopts an improvement, as it is given. */
interface Given {
  readonly processVersionLabel: string | null;
  readonly processVersionId: string | null;
  readonly newProcessVersion: z.output<typeof newProcessVersion> | null;
  readonly waiver: string | null;
}

/** By what a project adopts an improvement: a version, by its label and its id, or a waiver. */
interface AdoptionBasis {
  readonly processVersion: string | null;
  readonly processVersionId: string | null;
  readonly waiver: string | null;
}

/**
 * By what a project adopts an improvement (guard 4): a version that its defined process has, by label or id; a new one, which
 * is issued and tailored here; or a waiver. Where nothing is given, what is on file counts: the newest tailoring, or else the
 * newest waiver that a sponsor accepted.
 */
export async function adoptionBasis(
  work: UnitOfWork,
  improvementId: string,
  unitId: string,
  given: Given,
): Promise<AdoptionBasis> {
  const { waiver } = given;
  if (given.newProcessVersion) return { ...(await issued(work, improvementId, unitId, given)), waiver };
  if (given.processVersionId !== null) return { ...(await named(work, unitId, given)), waiver };
  if (given.processVersionLabel !== null) {
    const label = given.processVersionLabel;
    const version = await work.db.processVersion.findFirst({ where: { label, definedProcess: { unitId } } });
    if (!version) demandOnFile(await unitOf(work, unitId), label);
    return { processVersion: label, processVersionId: version?.id ?? null, waiver };
  }
  return waiver === null
    ? onFile(work, improvementId, unitId)
    : { processVersion: null, processVersionId: null, waiver };
}

async function issued(work: UnitOfWork, improvementId: string, unitId: string, given: Given) {
  const { newProcessVersion: fresh, processVersionLabel, processVersionId } = given;
  if (!fresh || processVersionLabel !== null || processVersionId !== null)
    throw invalidInput([{ path: 'newProcessVersion', message: 'Takes the place of another version.' }]);
  const { change, issuedOn, ...version } = fresh;
  const unit = await unitOf(work, unitId);
  const { from, to } = await issueNext(work, unit, { ...version, issuedOn: issuedOn ?? (await work.today(unitId)) });
  await tailor(work, { improvementId, unitId, fromVersionId: from?.id ?? null, toVersionId: to.id, change });
  return { processVersion: to.label, processVersionId: to.id };
}

async function named(work: UnitOfWork, unitId: string, { processVersionId, processVersionLabel }: Given) {
  const version = await processVersionOf(work, processVersionId ?? '');
  if (version.unitId !== unitId)
    throw invalidInput([
      { path: 'processVersionId', message: 'Must be a version of the defined process of the unit.' },
    ]);
  if (processVersionLabel !== null && processVersionLabel !== version.label)
    throw invalidInput([{ path: 'processVersionLabel', message: `Must be "${version.label}", or left out.` }]);
  return { processVersion: version.label, processVersionId };
}

async function onFile(work: UnitOfWork, improvementId: string, unitId: string): Promise<AdoptionBasis> {
  const tailorings = await work.db.tailoring.findMany({
    where: { improvementId, unitId, state: { in: ['RECORDED', 'WAIVER_ACCEPTED'] } },
    include: { toVersion: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const version = tailorings.find(({ toVersion }) => toVersion !== null)?.toVersion;
  if (version) return { processVersion: version.label, processVersionId: version.id, waiver: null };
  return { processVersion: null, processVersionId: null, waiver: tailorings[0]?.waiver ?? null };
}
