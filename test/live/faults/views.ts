import { encodeGlobalId } from '../../../src/ids.js';
import type { LoggedEvent } from '../../../src/log/event.js';
import { EVENTS, expectedOf } from '../history.js';
import type { Stage } from '../stage.js';

/** What a client watches, and what it should get for each event of the log. */
export interface View {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether each event counts, or only that the newest state comes in the end. */
  readonly kind: 'log' | 'state';
  /** Whether an event passes the filter of the view. */
  passes(event: LoggedEvent): boolean;
  /** The whole result of an event as JSON, byte for byte; undefined where the result is not known beforehand. */
  text(event: LoggedEvent, epoch: string): string | undefined;
}

interface Document {
  readonly name: string;
  readonly query: string;
  /** What it selects of an event. */
  select(event: LoggedEvent): Readonly<Record<string, unknown>>;
}

const document = (name: string, selection: string, select: Document['select']): Document => ({
  name,
  query: `subscription Events($filter: EventFilter, $after: LogCursor) {
    events(filter: $filter, after: $after) { ${selection} }
  }`,
  select,
});

const DOCUMENTS: readonly Document[] = [
  document('brief', '__typename position', ({ type, position }) => ({ __typename: type, position })),
  // Something that is read from the database for each event, and never changes.
  document(
    'with records',
    '__typename position improvement { id } deployment { id }',
    ({ type, position, improvementId, deploymentId }) => ({
      __typename: type,
      position,
      improvement: improvementId === null ? null : { id: encodeGlobalId('Improvement', improvementId) },
      deployment: deploymentId === null ? null : { id: encodeGlobalId('Deployment', deploymentId) },
    }),
  ),
];

interface Filter {
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly passes: View['passes'];
}

function filtersOf({ organization, lanes }: Stage): Filter[] {
  const { ledUnit } = organization;
  const followed = lanes.slice(0, Math.ceil(lanes.length / 2)).map(({ improvement }) => improvement);
  const ids = followed.map(({ id }) => id);
  return [
    { name: 'all', variables: {}, passes: () => true },
    {
      name: 'by type',
      variables: { filter: { types: ['PROGRESS_RECORDED'] } },
      passes: ({ type }) => type === 'ProgressRecorded',
    },
    {
      name: 'by improvement',
      variables: { filter: { improvementIds: followed.map(({ globalId }) => globalId) } },
      passes: ({ improvementId }) => improvementId !== null && ids.includes(improvementId),
    },
    {
      name: 'by unit',
      variables: { filter: { unitIds: [ledUnit.globalId] } },
      passes: ({ unitId }) => unitId === ledUnit.id,
    },
  ];
}

/** The views of a run: each document with each filter, and a stream of states. */
export function viewsOf(stage: Stage): View[] {
  const filters = filtersOf(stage);
  const full = filters.map(({ name, variables, passes }): View => ({
    name: `whole events, ${name}`,
    query: EVENTS,
    variables,
    kind: 'log',
    passes,
    text: (event, epoch) => JSON.stringify(expectedOf({ epoch, events: [event] })[0]),
  }));
  const others = DOCUMENTS.flatMap(({ name: documentName, query, select }) =>
    filters.map(({ name, variables, passes }): View => ({
      name: `${documentName}, ${name}`,
      query,
      variables,
      kind: 'log',
      passes,
      text: (event, epoch) => {
        const { extensions } = expectedOf({ epoch, events: [event] })[0] ?? {};
        return JSON.stringify({ data: { events: select(event) }, extensions });
      },
    })),
  );
  const states: View = {
    name: 'progress',
    query: 'subscription { deploymentProgress { position percent } }',
    variables: {},
    kind: 'state',
    passes: ({ deploymentId }) => deploymentId !== null,
    text: () => undefined,
  };
  return [...full, ...others, states];
}
