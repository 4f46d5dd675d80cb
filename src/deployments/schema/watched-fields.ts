import { encodeCursor } from '../../log/cursor.js';
import { EventInterface } from '../../schema/event.js';
import type { FieldBuilder } from '../../schema/lists/fields.js';
import type { Snapshot, WatchedState } from './watching.js';

/** What all states of a stream of states say: of which moment they are, and the change that brought them. */
export function watchedFields<State extends WatchedState<unknown, Snapshot>>(t: FieldBuilder<State>) {
  return {
    position: t.int({
      description: 'Position of the log at that moment.',
      resolve: ({ snapshot }: State) => snapshot.position,
    }),
    cursor: t.field({
      type: 'LogCursor',
      description: 'Cursor of the log at that moment: pass it to `events` to continue from there.',
      resolve: ({ snapshot }: State) => encodeCursor(snapshot),
    }),
    latest: t.field({
      type: EventInterface,
      nullable: true,
      description: 'The newest change since the previous state; null in the first.',
      resolve: ({ latest }: State) => latest,
    }),
  };
}
