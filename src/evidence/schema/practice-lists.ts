import { Practice } from '../../catalog/schema/practice.js';
import { consultingEvents } from '../../consulting/events.js';
import { consultingSessions } from '../../consulting/schema/connections.js';
import { coordinationEvents } from '../../coordination/events.js';
import { coordinationActivities } from '../../coordination/schema/connections.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { tailoringEvents } from '../../processes/events.js';
import { tailorings } from '../../processes/schema/connections.js';
import { builder } from '../../schema/builder.js';
import { trainingDeliveryEvents, trainingItemEvents } from '../../training/events.js';
import { trainingDeliveries, trainingItems } from '../../training/schema/connections.js';
import { ACTION_PROPOSAL_PRACTICE, practicesShownBy } from '../subpractices.js';

// The records below a practice are those whose `practices` lead back to it, by the same table.

type Events = Readonly<Record<string, string>>;

/** Of which improvements records show a practice, by the events of such records; undefined where none do. */
function improvementsShowing(ref: string, events: Events): Prisma.ImprovementWhereInput | undefined {
  const types = Object.keys(events);
  if (practicesShownBy(types, 'improvement').includes(ref)) return {};
  return practicesShownBy(types, 'action proposal').includes(ref) ? { origin: 'CAR_ACTION_PROPOSAL' } : undefined;
}

/** Which practices have such a list. */
const shown = (events: Events): string =>
  `where they show the practice: ${practicesShownBy(Object.keys(events), 'improvement').join(', ')}; for improvements that came from an action proposal ${ACTION_PROPOSAL_PRACTICE}, too.`;

/** What has records that show a practice: a condition on them by their improvements, null where there are none. */
function showing<Where>(events: Events, of: (improvement: Prisma.ImprovementWhereInput) => Where) {
  return ({ ref }: { readonly ref: string }): Where | null => {
    const improvement = improvementsShowing(ref, events);
    return improvement ? of(improvement) : null;
  };
}

builder.objectFields(Practice, (t) => ({
  trainingItems: trainingItems.within(
    t,
    `The training items of your organization, ${shown(trainingItemEvents)}`,
    showing(trainingItemEvents, (improvement) => ({ improvement })),
  ),
  trainingDeliveries: trainingDeliveries.within(
    t,
    `Where training was delivered in your organization, ${shown(trainingDeliveryEvents)}`,
    showing(trainingDeliveryEvents, (improvement) => ({ item: { improvement } })),
  ),
  consultingSessions: consultingSessions.within(
    t,
    `The help that projects of your organization asked for and got, ${shown(consultingEvents)}`,
    showing(consultingEvents, (improvement) => ({ improvement })),
  ),
  tailorings: tailorings.within(
    t,
    `What improvements changed in projects' defined processes, ${shown(tailoringEvents)}`,
    showing(tailoringEvents, (improvement) => ({ improvement })),
  ),
  coordinationActivities: coordinationActivities.within(
    t,
    `What units of your organization do together, ${shown(coordinationEvents)}`,
    showing(coordinationEvents, (improvement) => ({ improvement })),
  ),
}));
