import { Practice } from '../../catalog/schema/practice.js';
import { consultingEvents } from '../../consulting/events.js';
import { ConsultingSession } from '../../consulting/schema/session.js';
import { coordinationEvents } from '../../coordination/events.js';
import { CoordinationActivity } from '../../coordination/schema/activity.js';
import { deploymentEvents } from '../../deployments/events.js';
import { Deployment } from '../../deployments/schema/deployment.js';
import { revisionEvents } from '../../improvements/events.js';
import { Revision } from '../../improvements/schema/revision.js';
import { issueEvents } from '../../issues/events.js';
import { Issue } from '../../issues/schema/issue.js';
import { measureEvents, readingEvents } from '../../measures/events.js';
import { Measure, MeasureReading } from '../../measures/schema/measure.js';
import { incrementEvents, planEvents } from '../../plans/events.js';
import { Increment } from '../../plans/schema/increment.js';
import { DeploymentPlan } from '../../plans/schema/plan.js';
import { definedProcessEvents, tailoringEvents } from '../../processes/events.js';
import { DefinedProcess } from '../../processes/schema/defined-process.js';
import { Tailoring } from '../../processes/schema/tailoring.js';
import { reviewEvents } from '../../reviews/events.js';
import { ResultReview } from '../../reviews/schema/review.js';
import { trainingDeliveryEvents, trainingItemEvents, trainingWaiverEvents } from '../../training/events.js';
import { TrainingDelivery, TrainingWaiver } from '../../training/schema/training-delivery.js';
import { TrainingItem } from '../../training/schema/training-item.js';
import type { ImprovementOrigin } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { concernedBy, practicesShownBy } from '../subpractices.js';

// The way back from a record to the practices that it shows, by the same table that leads from a practice to its evidence.

/** What decides whether an improvement shows CAR SP 2.1, too. */
const origin = { improvement: { select: { origin: true } } } as const;

interface OfImprovement {
  readonly improvement: { readonly origin: ImprovementOrigin };
}

/** The field of a record that has these events; `of` finds its improvement. */
function shows<Row>(events: Readonly<Record<string, string>>, of: (record: Row) => OfImprovement | null) {
  const types = Object.keys(events);
  return {
    type: [Practice] as [typeof Practice],
    description:
      'The practices for which it is evidence: the `Practice.evidence` of each lists it. Practices that the model in force does not have are omitted.',
    resolve: (record: Row, _args: object, { catalog }: Context) =>
      practicesShownBy(types, concernedBy(of(record)?.improvement.origin)).flatMap(
        (ref) => catalog.practice(ref) ?? [],
      ),
  };
}

builder.prismaObjectField(Deployment, 'practices', (t) =>
  t.field({ ...shows(deploymentEvents, (record: OfImprovement) => record), select: origin }),
);

builder.prismaObjectField(DeploymentPlan, 'practices', (t) =>
  t.field({ ...shows(planEvents, (record: OfImprovement) => record), select: origin }),
);

builder.prismaObjectField(Increment, 'practices', (t) =>
  t.field({
    ...shows(incrementEvents, (record: { plan: OfImprovement }) => record.plan),
    select: { plan: { select: origin } },
  }),
);

builder.prismaObjectField(Issue, 'practices', (t) =>
  t.field({ ...shows(issueEvents, (record: OfImprovement) => record), select: origin }),
);

builder.prismaObjectField(Tailoring, 'practices', (t) =>
  t.field({ ...shows(tailoringEvents, (record: OfImprovement) => record), select: origin }),
);

builder.prismaObjectField(TrainingItem, 'practices', (t) =>
  t.field({ ...shows(trainingItemEvents, (record: OfImprovement) => record), select: origin }),
);

builder.prismaObjectField(TrainingDelivery, 'practices', (t) =>
  t.field({
    ...shows(trainingDeliveryEvents, (record: { item: OfImprovement }) => record.item),
    select: { item: { select: origin } },
  }),
);

builder.prismaObjectField(TrainingWaiver, 'practices', (t) =>
  t.field({
    ...shows(trainingWaiverEvents, (record: { item: OfImprovement }) => record.item),
    select: { item: { select: origin } },
  }),
);

builder.prismaObjectField(ConsultingSession, 'practices', (t) =>
  t.field({ ...shows(consultingEvents, (record: OfImprovement) => record), select: origin }),
);

builder.prismaObjectField(CoordinationActivity, 'practices', (t) =>
  t.field({ ...shows(coordinationEvents, (record: OfImprovement) => record), select: origin }),
);

builder.prismaObjectField(Measure, 'practices', (t) =>
  t.field({ ...shows(measureEvents, (record: OfImprovement) => record), select: origin }),
);

builder.prismaObjectField(MeasureReading, 'practices', (t) =>
  t.field({
    ...shows(readingEvents, (record: { measure: OfImprovement }) => record.measure),
    select: { measure: { select: origin } },
  }),
);

builder.prismaObjectField(ResultReview, 'practices', (t) =>
  t.field({
    ...shows(reviewEvents, (record: { plan: OfImprovement }) => record.plan),
    select: { plan: { select: origin } },
  }),
);

builder.prismaObjectField(Revision, 'practices', (t) =>
  t.field({ ...shows(revisionEvents, (record: OfImprovement) => record), select: origin }),
);

builder.prismaObjectField(DefinedProcess, 'practices', (t) =>
  t.field({ ...shows(definedProcessEvents, () => null), select: { id: true } }),
);
