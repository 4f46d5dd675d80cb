import { deploymentLeads, sponsors } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, enumOf, id, line, link, note, optional, reason, text } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { TrainingVersion } from '../../generated/prisma/client.js';
import { TrainingKind } from '../../generated/prisma/enums.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { demandDraft, demandMaterial } from '../rules.js';
import { draftOf, eventFields, header, itemCommand, publishedOf } from './item.js';
import type { LoadedItem } from './item.js';

const title = line('Short name.');
const audience = line('The audience.');
const assetChange = line('The process asset that the improvement changes and the item covers.');
const assetChangedOn = optional(
  day('Day of the last change of the asset. Material that was published earlier is reported as outdated.'),
);

export const identifyTraining = command({
  name: 'identifyTraining',
  description: 'Records a need for training or communication about an improvement: a new item, NEEDED.',
  allowed: deploymentLeads,
  record: 'TrainingItem',
  event: 'TrainingIdentified',
  input: {
    improvementId: id('Improvement', 'What people are trained for or informed about.'),
    kind: enumOf(TrainingKind, 'TrainingKind', 'Training, or communication.'),
    title,
    audience,
    assetChange,
    assetChangedOn,
    note,
  },
  async perform(work, { note: why, ...fields }) {
    demandSupported(await lockImprovement(work, fields.improvementId));
    const { organizationId } = work.actor;
    const item = await work.db.trainingItem.create({
      data: { ...fields, organizationId, createdAt: work.now, updatedAt: work.now },
    });
    const record = { ...item, draft: null, published: null };
    work.created(record, header('TrainingIdentified', item, why));
    return item;
  },
});

export const reviseTraining = itemCommand({
  name: 'reviseTraining',
  description: 'Changes the topic and audience of a training item. Omitted fields stay as they are.',
  allowed: deploymentLeads,
  event: 'TrainingRevised',
  input: {
    title: optional(title),
    audience: optional(audience),
    assetChange: optional(assetChange),
    assetChangedOn,
    note,
  },
  change: (_work, item, revised) => ({
    patch: {
      title: revised.title ?? item.title,
      audience: revised.audience ?? item.audience,
      assetChange: revised.assetChange ?? item.assetChange,
      assetChangedOn: revised.assetChangedOn ?? item.assetChangedOn,
    },
  }),
});

export const draftTraining = itemCommand({
  name: 'draftTraining',
  description:
    'Drafts a version of the material, or rewrites the draft: NEEDED to DRAFT. A published version stays in use meanwhile.',
  allowed: deploymentLeads,
  event: 'TrainingDrafted',
  input: {
    link: optional(link('Link to the material, an http or https address.')),
    text: optional(text('The material itself, or its contents.')),
    note,
  },
  async change(work, item, { note: _why, ...material }) {
    demandMaterial(material);
    const before = draftOf(item);
    const { id: itemId, organizationId } = item;
    const text = { ...material, writtenById: work.actor.personId };
    const number = before ? before.number : (await work.db.trainingVersion.count({ where: { itemId } })) + 1;
    const written = before
      ? await work.db.trainingVersion.update({ where: { id: before.id }, data: text })
      : await work.db.trainingVersion.create({
          data: { ...text, organizationId, itemId, number, createdAt: work.now },
        });
    return { relatedFields: { before: { draft: eventFields(before) }, after: { draft: eventFields(written) } } };
  },
});

/** OT SP 2.1. */
export const publishTraining = itemCommand({
  name: 'publishTraining',
  description: 'Publishes the drafted version: DRAFT to PUBLISHED. It replaces the version in use.',
  allowed: deploymentLeads,
  event: 'TrainingPublished',
  input: { note },
  async change(work, item) {
    const [draft, former] = [demandDraft(draftOf(item)), publishedOf(item)];
    if (former) await work.db.trainingVersion.update({ where: { id: former.id }, data: { supersededAt: work.now } });
    const published = await work.db.trainingVersion.update({
      where: { id: draft.id },
      data: { publishedAt: work.now },
    });
    return {
      relatedFields: {
        before: { draft: eventFields(draft), published: eventFields(former) },
        after: { draft: null, published: eventFields(published), superseded: superseded(work, [former]) },
      },
    };
  },
});

export const supersedeTraining = itemCommand({
  name: 'supersedeTraining',
  description: 'Retires a training item: PUBLISHED to SUPERSEDED.',
  allowed: deploymentLeads,
  event: 'TrainingSuperseded',
  input: { reason },
  noteFrom: 'reason',
  change: endItem,
});

export const dropTraining = itemCommand({
  name: 'dropTraining',
  description:
    'Drops a training item that was never published: NEEDED or DRAFT to SUPERSEDED. Plans can be confirmed without it.',
  allowed: sponsors,
  event: 'TrainingDropped',
  input: { reason },
  noteFrom: 'reason',
  change: endItem,
});

/** Ends an item, with all of its versions. */
async function endItem(work: UnitOfWork, item: LoadedItem, patch: { readonly reason: string }) {
  await work.db.trainingVersion.updateMany({
    where: { itemId: item.id, supersededAt: null },
    data: { supersededAt: work.now },
  });
  const [draft, published] = [draftOf(item), publishedOf(item)];
  return {
    patch,
    relatedFields: {
      before: { draft: eventFields(draft), published: eventFields(published) },
      after: { draft: null, published: null, superseded: superseded(work, [draft, published]) },
    },
  };
}

/** The versions that a command takes out of use, as they appear in its event: those that it supersedes, and no earlier ones. */
function superseded(work: UnitOfWork, versions: readonly (TrainingVersion | undefined)[]): unknown[] {
  return versions.flatMap((version) => (version ? [eventFields({ ...version, supersededAt: work.now })] : []));
}
