import { id, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Improvement, Prisma, TrainingItem, TrainingVersion } from '../../generated/prisma/client.js';
import type { TrainingState } from '../../generated/prisma/enums.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { notFound } from '../../user-error.js';
import type { TrainingItemEventType } from '../events.js';
import { trainingStates } from '../rules.js';
import type { TrainingVerb } from '../rules.js';

/** A training item as it is loaded for a change: with the version in use and the one that is being written. */
export type LoadedItem = TrainingItem & { versions: TrainingVersion[]; improvement: Improvement };

/** A training item as far as permission and state depend on it. */
type JudgedItem = Pick<TrainingItem, 'state'> & { readonly improvement: Pick<Improvement, 'state'> };

/** What a command changes: fields of the item, and its versions, already written. */
interface ItemChange {
  readonly patch?: Partial<Omit<TrainingItem, 'id' | 'version' | 'state'>>;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
}

/** How an item is loaded with the versions that are not superseded. */
const current = {
  versions: { where: { supersededAt: null }, orderBy: { number: 'asc' } },
} satisfies Prisma.TrainingItemInclude;

/** The training item of a command. */
export const trainingItemId = id('TrainingItem', 'The training item.');

const target = { trainingItemId, version: version('TrainingItem') };

/** Describes a command on a training item. */
export const itemCommand = recordCommands<
  LoadedItem,
  JudgedItem,
  ItemChange,
  TrainingVerb,
  TrainingItemEventType,
  typeof target
>({
  record: 'TrainingItem',
  target,
  load: itemOf,
  guard: (verb, item) => void stateAfter(verb, item),
  write(work, item, { patch, relatedFields } = {}, { verb, type, note }) {
    const changed: Partial<TrainingItem> = { state: stateAfter(verb, item), ...patch };
    return work.change(work.db.trainingItem, item, changed, header(type, item, note), relatedFields);
  },
});

/** The state of an item after a verb; refuses where it or its improvement does not allow that. */
export function stateAfter(verb: TrainingVerb, { state, improvement }: JudgedItem): TrainingState {
  demandSupported(improvement);
  return trainingStates.next(state, verb);
}

/** A training item of the actor's organization, locked with its improvement; the item is locked first. */
export async function itemOf(work: UnitOfWork, itemId: string): Promise<LoadedItem> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "TrainingItem" WHERE "id" = ${itemId}::uuid AND "organizationId" = ${organizationId}::uuid FOR NO KEY UPDATE`;
  const item = await work.db.trainingItem.findUnique({ where: { id: itemId, organizationId }, include: current });
  if (!item) throw notFound('TrainingItem');
  return { ...item, improvement: await lockImprovement(work, item.improvementId) };
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
export function eventFields(written: TrainingVersion | undefined): FieldValues | null {
  if (!written) return null;
  const { organizationId: _organizationId, itemId: _itemId, ...fields } = written;
  return jsonFields(fields);
}

/** What the log says of every event of a training item. */
export function header(type: TrainingItemEventType, { improvementId }: TrainingItem, note: string | null) {
  return { type, recordType: 'TrainingItem', improvementId, note };
}
