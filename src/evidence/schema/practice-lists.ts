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
import { recordList } from '../../schema/lists/fields.js';
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

/** The records that show a practice, by the improvements that they are of; null where there are none. */
async function showing<Records>(
  ref: string,
  events: Events,
  select: (improvement: Prisma.ImprovementWhereInput) => Promise<Records>,
): Promise<Records | null> {
  const improvement = improvementsShowing(ref, events);
  return improvement ? select(improvement) : null;
}

/** Which practices have such a list. */
const shown = (events: Events): string =>
  `where they show the practice: ${practicesShownBy(Object.keys(events), false).join(', ')}; for improvements that came from an action proposal ${ACTION_PROPOSAL_PRACTICE}, too.`;

builder.objectFields(Practice, (t) => ({
  trainingItems: recordList(t, {
    type: TrainingItem,
    description: `The training items of your organization, newest first, ${shown(trainingItemEvents)}`,
    args: { filter: t.arg({ type: TrainingItemFilter, description: 'Which of them.' }) },
    records: (practice, { filter }, context) =>
      showing(practice.ref, trainingItemEvents, async (improvement) => {
        const { where, orderBy } = await items(filter, context);
        return { where: { AND: [where, { improvement }] }, orderBy };
      }),
  }),
  trainingDeliveries: recordList(t, {
    type: TrainingDelivery,
    description: `Where training was delivered in your organization, latest first, ${shown(trainingDeliveryEvents)}`,
    args: { filter: t.arg({ type: TrainingDeliveryFilter, description: 'Which of them.' }) },
    records: (practice, { filter }, context) =>
      showing(practice.ref, trainingDeliveryEvents, async (improvement) => {
        const { where, orderBy } = await deliveries(filter, context);
        return { where: { AND: [where, { item: { improvement } }] }, orderBy };
      }),
  }),
  consultingSessions: recordList(t, {
    type: ConsultingSession,
    description: `The help that projects of your organization asked for and got, newest first, ${shown(consultingEvents)}`,
    args: { filter: t.arg({ type: ConsultingFilter, description: 'Which of them.' }) },
    records: (practice, { filter }, context) =>
      showing(practice.ref, consultingEvents, async (improvement) => {
        const { where, orderBy } = await sessions(filter, context);
        return { where: { AND: [where, { improvement }] }, orderBy };
      }),
  }),
  tailorings: recordList(t, {
    type: Tailoring,
    description: `What improvements changed in projects' defined processes, newest first, ${shown(tailoringEvents)}`,
    args: { filter: t.arg({ type: TailoringFilter, description: 'Which of them.' }) },
    records: (practice, { filter }, context) =>
      showing(practice.ref, tailoringEvents, async (improvement) => {
        const { where, orderBy } = await tailorings(filter, context);
        return { where: { AND: [where, { improvement }] }, orderBy };
      }),
  }),
  coordinationActivities: recordList(t, {
    type: CoordinationActivity,
    description: `What units of your organization do together, by the day on which it is due, ${shown(coordinationEvents)}`,
    args: { filter: t.arg({ type: CoordinationFilter, description: 'Which of them.' }) },
    records: (practice, { filter }, context) =>
      showing(practice.ref, coordinationEvents, async (improvement) => {
        const { where, orderBy } = await activities(filter, context);
        return { where: { AND: [where, { improvement }] }, orderBy };
      }),
  }),
}));
