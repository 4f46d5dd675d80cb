import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Prisma, TrainingItem, TrainingVersion } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { notFound } from '../../user-error.js';
import type { TrainingItemEventType } from '../events.js';
import { nextTrainingState } from '../rules.js';
import type { TrainingVerb } from '../rules.js';

/** A training item as it is loaded for a change: with the version in use and the one that is being written. */
export type LoadedItem = TrainingItem & { versions: TrainingVersion[] };

/** What names the item to change, and why. */
export interface ItemInput {
  readonly trainingItemId: string;
  readonly version: number;
  readonly note?: string | null;
}

/** What a command changes: fields of the item, and its versions, already written. */
export interface ItemChange {
  readonly patch?: Partial<Omit<TrainingItem, 'id' | 'version' | 'state'>>;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
}

/** How an item is loaded with the versions that are not superseded. */
const current = {
  versions: { where: { supersededAt: null }, orderBy: { number: 'asc' } },
} satisfies Prisma.TrainingItemInclude;

/** The one way in which a training item changes: load, version, life, rules, write, event. The verb names the command. */
export async function changeItem(
  work: UnitOfWork,
  input: ItemInput,
  type: TrainingItemEventType,
  decide: (item: LoadedItem) => ItemChange | Promise<ItemChange>,
): Promise<LoadedItem> {
  const item = await itemOf(work, input.trainingItemId);
  work.demandVersion(item, input.version, 'TrainingItem');
  const state = await stateAfter(work, item);
  const { patch, relatedFields } = await decide(item);
  const changed: Partial<TrainingItem> = { state, ...patch };
  await work.change(work.db.trainingItem, item, changed, header(type, item, input.note), relatedFields);
  return item;
}

/** The state of an item after the command, whose improvement is held; refuses where either does not allow it. */
export async function stateAfter(work: UnitOfWork, item: TrainingItem) {
  demandSupported(await lockImprovement(work, item.improvementId));
  return nextTrainingState(item.state, work.command as TrainingVerb);
}

/** A training item of the actor's organization, held against changes by others until the end of this work. */
export async function itemOf(work: UnitOfWork, id: string): Promise<LoadedItem> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "TrainingItem" WHERE "id" = ${id}::uuid AND "organizationId" = ${organizationId}::uuid FOR NO KEY UPDATE`;
  const item = await work.db.trainingItem.findUnique({ where: { id, organizationId }, include: current });
  if (!item) throw notFound('TrainingItem');
  return item;
}

/** The version that is being written, if any. */
export function draftOf({ versions }: LoadedItem): TrainingVersion | undefined {
  return versions.find(({ publishedAt }) => publishedAt === null);
}

/** The version in use, if any. */
export function publishedOf({ versions }: LoadedItem): TrainingVersion | undefined {
  return versions.find(({ publishedAt }) => publishedAt !== null);
}

/** A version of the material as it appears in the events of its item. */
export function eventFields(version: TrainingVersion | undefined): FieldValues | null {
  if (!version) return null;
  const { itemId: _itemId, ...fields } = version;
  return jsonFields(fields);
}

/** What the log says of every event of a training item. */
export function header(type: TrainingItemEventType, { improvementId }: TrainingItem, note: string | null | undefined) {
  return { type, recordType: 'TrainingItem', improvementId, note: note ?? null };
}
