import { STATUS_SUBJECTS } from '../../status/rules.js';
import type { Figures } from '../../status/rules.js';
import { idOf, inOrder, list, recordIn, several, stamps, subject } from './list.js';
import type { List } from './list.js';

const figuresOf = (update: { readonly figures: unknown }): Figures => update.figures as Figures;

const statusUpdates = list({
  name: 'status-updates',
  of: 'StatusUpdate',
  read: (where, { db }) => db.statusUpdate.findMany({ where, ...inOrder, include: { author: subject } }),
})({
  record: recordIn(STATUS_SUBJECTS),
  health: (update) => update.health,
  text: (update) => update.text,
  author: (update) => update.author.subject,
  cadenceDays: (update) => update.cadenceDays,
  total: (update) => figuresOf(update).total,
  percent: (update) => figuresOf(update).percent,
  late: (update) => figuresOf(update).late,
  atRisk: (update) => figuresOf(update).atRisk,
  states: (update) => several(figuresOf(update).states.map(({ state, count }) => `${state} ${count}`)),
  id: idOf('StatusUpdate'),
  ...stamps,
});

/** The list of what people say of how records stand. */
export const statusLists: readonly List[] = [statusUpdates];
