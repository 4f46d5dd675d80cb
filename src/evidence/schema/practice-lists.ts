import { Practice } from '../../catalog/schema/practice.js';
import { consultingEvents } from '../../consulting/events.js';
import { ConsultingFilter, sessions } from '../../consulting/schema/connections.js';
import { ConsultingSession } from '../../consulting/schema/session.js';
import { coordinationEvents } from '../../coordination/events.js';
import { CoordinationActivity } from '../../coordination/schema/activity.js';
import { activities, CoordinationFilter } from '../../coordination/schema/connections.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { tailoringEvents } from '../../processes/events.js';
import { TailoringFilter, tailorings } from '../../processes/schema/connections.js';
import { Tailoring } from '../../processes/schema/tailoring.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import type { Context } from '../../schema/context.js';
import { trainingDeliveryEvents, trainingItemEvents } from '../../training/events.js';
import { deliveries, items, TrainingDeliveryFilter, TrainingItemFilter } from '../../training/schema/connections.js';
import { TrainingDelivery } from '../../training/schema/training-delivery.js';
import { TrainingItem } from '../../training/schema/training-item.js';
import { ACTION_PROPOSAL_PRACTICE, practicesShownBy } from '../subpractices.js';

// The records below a practice are those whose `practices` lead back to it, by the same table.

type Events = Readonly<Record<string, string>>;

/** Of which improvements records show a practice, by the events that tell of such records; undefined where none do. */
function improvementsShowing(ref: string, events: Events): Prisma.ImprovementWhereInput | undefined {
  const types = Object.keys(events);
  if (practicesShownBy(types, false).includes(ref)) return {};
  return practicesShownBy(types, true).includes(ref) ? { origin: 'CAR_ACTION_PROPOSAL' } : undefined;
}

/** The records that show a practice: `read` is told which improvements they are of. Only members are told of any. */
async function showing<Row>(
  ref: string,
  events: Events,
  context: Context,
  read: (improvement: Prisma.ImprovementWhereInput) => Promise<Row[]>,
): Promise<Row[]> {
  const improvement = improvementsShowing(ref, events);
  if (!improvement) return [];
  await context.actor();
  return read(improvement);
}

/** Which practices have such a list. */
const shown = (events: Events): string =>
  `where they show the practice: ${practicesShownBy(Object.keys(events), false).join(', ')}; for improvements that came from an action proposal ${ACTION_PROPOSAL_PRACTICE}, too.`;

const page = { cursor: 'id', complexity: connectionCost } as const;

builder.objectFields(Practice, (t) => ({
  trainingItems: t.prismaConnection({
    ...page,
    type: TrainingItem,
    description: `The training items of your organization, newest first, ${shown(trainingItemEvents)}`,
    args: { filter: t.arg({ type: TrainingItemFilter, description: 'Which of them.' }) },
    resolve: (query, { ref }, { filter }, context) =>
      showing(ref, trainingItemEvents, context, (improvement) => {
        const { where, orderBy } = items(filter, context);
        const narrowed = { AND: [where, { improvement }] };
        return context.services.database.prisma.trainingItem.findMany({ ...query, where: narrowed, orderBy });
      }),
  }),
  trainingDeliveries: t.prismaConnection({
    ...page,
    type: TrainingDelivery,
    description: `Where training was delivered in your organization, latest first, ${shown(trainingDeliveryEvents)}`,
    args: { filter: t.arg({ type: TrainingDeliveryFilter, description: 'Which of them.' }) },
    resolve: (query, { ref }, { filter }, context) =>
      showing(ref, trainingDeliveryEvents, context, (improvement) => {
        const { where, orderBy } = deliveries(filter, context);
        const narrowed = { AND: [where, { item: { improvement } }] };
        return context.services.database.prisma.trainingDelivery.findMany({ ...query, where: narrowed, orderBy });
      }),
  }),
  consultingSessions: t.prismaConnection({
    ...page,
    type: ConsultingSession,
    description: `The help that projects of your organization asked for and got, newest first, ${shown(consultingEvents)}`,
    args: { filter: t.arg({ type: ConsultingFilter, description: 'Which of them.' }) },
    resolve: (query, { ref }, { filter }, context) =>
      showing(ref, consultingEvents, context, (improvement) => {
        const { where, orderBy } = sessions(filter, context);
        const narrowed = { AND: [where, { improvement }] };
        return context.services.database.prisma.consultingSession.findMany({ ...query, where: narrowed, orderBy });
      }),
  }),
  tailorings: t.prismaConnection({
    ...page,
    type: Tailoring,
    description: `What improvements changed in projects' defined processes, newest first, ${shown(tailoringEvents)}`,
    args: { filter: t.arg({ type: TailoringFilter, description: 'Which of them.' }) },
    resolve: (query, { ref }, { filter }, context) =>
      showing(ref, tailoringEvents, context, (improvement) => {
        const { where, orderBy } = tailorings(filter, context);
        const narrowed = { AND: [where, { improvement }] };
        return context.services.database.prisma.tailoring.findMany({ ...query, where: narrowed, orderBy });
      }),
  }),
  coordinationActivities: t.prismaConnection({
    ...page,
    type: CoordinationActivity,
    description: `What units of your organization do together, by the day on which it is due, ${shown(coordinationEvents)}`,
    args: { filter: t.arg({ type: CoordinationFilter, description: 'Which of them.' }) },
    resolve: (query, { ref }, { filter }, context) =>
      showing(ref, coordinationEvents, context, (improvement) => {
        const { where, orderBy } = activities(filter, context);
        const narrowed = { AND: [where, { improvement }] };
        return context.services.database.prisma.coordinationActivity.findMany({ ...query, where: narrowed, orderBy });
      }),
  }),
}));
