import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { day, line, link, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { TrainingVersion } from '../../generated/prisma/client.js';
import { TrainingKind } from '../../generated/prisma/enums.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { demandDraft, demandMaterial } from '../rules.js';
import { changeItem, draftOf, header, publishedOf, eventFields } from './item.js';
import type { LoadedItem } from './item.js';

const target = { trainingItemId: recordId, version: recordVersion };

/** People need training, or have to be informed: → NEEDED. */
export const identifyTraining = plainCommand({
  name: 'identifyTraining',
  input: z.object({
    improvementId: recordId,
    kind: z.enum(TrainingKind),
    title: line,
    audience: line,
    assetChange: line,
    assetChangedOn: optional(day),
    note: optional(text),
  }),
  async perform(work, { note, ...fields }) {
    demandSupported(await lockImprovement(work, fields.improvementId));
    const { organizationId } = work.actor;
    const item = await work.db.trainingItem.create({
      data: { ...fields, organizationId, createdAt: work.now, updatedAt: work.now },
    });
    const record = { ...item, draft: null, published: null };
    work.created(record, header('TrainingIdentified', item, note));
    return item;
  },
});

/** Changes what an item is about and whom it is for; what is left out stays. */
export const reviseTraining = plainCommand({
  name: 'reviseTraining',
  input: z.object({
    ...target,
    title: optional(line),
    audience: optional(line),
    assetChange: optional(line),
    assetChangedOn: optional(day),
    note: optional(text),
  }),
  perform: (work, { title, audience, assetChange, assetChangedOn, ...input }) =>
    changeItem(work, input, 'TrainingRevised', (item) => ({
      patch: {
        title: title ?? item.title,
        audience: audience ?? item.audience,
        assetChange: assetChange ?? item.assetChange,
        assetChangedOn: assetChangedOn ?? item.assetChangedOn,
      },
    })),
});

/** Writes a version of the material, or the one that is being written anew; a published version stays in use meanwhile. */
export const draftTraining = plainCommand({
  name: 'draftTraining',
  input: z.object({ ...target, link: optional(link), text: optional(text), note: optional(text) }),
  perform: (work, { link: address, text: words, ...input }) =>
    changeItem(work, input, 'TrainingDrafted', async (item) => {
      const material = { link: address, text: words };
      demandMaterial(material);
      const before = draftOf(item);
      const number = before?.number ?? (await work.db.trainingVersion.count({ where: { itemId: item.id } })) + 1;
      const version = await work.db.trainingVersion.upsert({
        where: { itemId_number: { itemId: item.id, number } },
        create: { ...material, itemId: item.id, number, writtenById: work.actor.personId, createdAt: work.now },
        update: { ...material, writtenById: work.actor.personId },
      });
      return { relatedFields: { before: { draft: eventFields(before) }, after: { draft: eventFields(version) } } };
    }),
});

/** Puts the version that was written into use; it takes the place of the one before: OT SP 2.1. */
export const publishTraining = plainCommand({
  name: 'publishTraining',
  input: z.object({ ...target, note: optional(text) }),
  perform: (work, input) =>
    changeItem(work, input, 'TrainingPublished', async (item) => {
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
    }),
});

const endForm = z.object({ ...target, reason: text });

/** Takes an item out of use, with the reason: PUBLISHED → SUPERSEDED. */
export const supersedeTraining = plainCommand({
  name: 'supersedeTraining',
  input: endForm,
  perform: (work, input) => endItem(work, input, 'TrainingSuperseded'),
});

/** A sponsor gives up the need for an item that was never published, with the reason: NEEDED or DRAFT → SUPERSEDED. */
export const dropTraining = plainCommand({
  name: 'dropTraining',
  input: endForm,
  perform: (work, input) => endItem(work, input, 'TrainingDropped'),
});

/** Ends an item, with all of its versions. */
function endItem(
  work: UnitOfWork,
  { reason, ...input }: z.output<typeof endForm>,
  type: 'TrainingSuperseded' | 'TrainingDropped',
): Promise<LoadedItem> {
  return changeItem(work, { ...input, note: reason }, type, async (item) => {
    await work.db.trainingVersion.updateMany({
      where: { itemId: item.id, supersededAt: null },
      data: { supersededAt: work.now },
    });
    const [draft, published] = [draftOf(item), publishedOf(item)];
    return {
      patch: { reason },
      relatedFields: {
        before: { draft: eventFields(draft), published: eventFields(published) },
        after: { draft: null, published: null, superseded: superseded(work, [draft, published]) },
      },
    };
  });
}

/** The versions that a command takes out of use, as they appear in its event: those that it supersedes, and no earlier ones. */
function superseded(work: UnitOfWork, versions: readonly (TrainingVersion | undefined)[]): unknown[] {
  return versions.flatMap((version) => (version ? [eventFields({ ...version, supersededAt: work.now })] : []));
}
