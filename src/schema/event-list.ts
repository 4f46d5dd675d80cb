import type { MaybePromise } from '@pothos/core';
import { selectedFieldNames } from '@pothos/selection-mapper';
import { filterSql } from '../log/event-filter.js';
import { countEvents, readEventPages } from '../log/event-pages.js';
import type { EventLists } from '../log/event-pages.js';
import { groupedLoader } from './batch-loader.js';
import type { Context } from './context.js';
import { EventInterface } from './event.js';
import { EventFilterInput, eventFilterOf } from './event-filter.js';
import { askedOf, listField } from './lists/fields.js';
import type { FieldBuilder } from './lists/fields.js';
import { connectionOf, pageOf } from './lists/page.js';
import { orderType } from './lists/order.js';
import { recordOrder } from './lists/record-order.js';

const EventOrder = orderType('Event', { POSITION: { description: 'By position in the log, which is chronological.' } });

/** Whose events are on a list: those with an id in a column. */
interface EventsOf {
  readonly column: EventLists['column'];
  readonly id: string;
  readonly where?: EventLists['where'];
}

/** A history: a list of events as far as they are not archived. Those below many records are read together. */
export function eventList<Parent>(
  t: FieldBuilder<Parent>,
  options: {
    readonly description: string;
    /** Cost of the list itself. */
    readonly cost?: number;
    readonly of: (parent: Parent, context: Context) => MaybePromise<EventsOf>;
  },
) {
  const { description, cost } = options;
  return listField(
    t,
    EventInterface,
    {
      description: `${description} Archived events are not included.`,
      args: {
        filter: t.arg({ type: EventFilterInput, description: 'Which events. Default: all.' }),
        orderBy: t.arg({ type: EventOrder, description: 'In which order. Default: POSITION, ASC.' }),
      },
      ...(cost === undefined ? {} : { cost }),
    },
    async (parent, args, context, info) => {
      const { organizationId } = await context.actor();
      const { column, id, where = [] } = await options.of(parent, context);
      const filter = filterSql(eventFilterOf(args.filter));
      const lists = { organizationId, column, where: [...where, ...filter] };
      const descending = args.orderBy?.direction === 'desc';
      const order = recordOrder('Event', [{ position: descending ? 'desc' : 'asc' }]);
      const page = pageOf(args, order);
      const isAsked = askedOf(selectedFieldNames(context, info)).items;
      const events = isAsked ? await pages(context).load({ of: { lists, slice: page, descending }, id }) : [];
      return connectionOf(
        page,
        order,
        events,
        ({ position }) => [position],
        () => counts(context).load({ of: lists, id }),
      );
    },
  );
}

const pages = groupedLoader(
  (ids, of: Parameters<typeof readEventPages>[1], { database }) => readEventPages(database.prisma, of, ids),
  [],
);
const counts = groupedLoader((ids, of: EventLists, { database }) => countEvents(database.prisma, of, ids), 0);
