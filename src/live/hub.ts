import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { SharedView } from './shared-view.js';
import type { Render } from './shared-view.js';
import { Subscriber } from './subscriber.js';
import type { Sink } from './sink.js';
import { HubResources } from './hub-resources.js';
import type { LiveSource } from './source.js';
import { TooManyViewsError, ViewQuota } from './view-quota.js';
import type { ViewLimits } from './view-quota.js';

/** What a subscriber comes with. */
export interface Joining {
  /**
   * Identity of the view: subscribers with the same identity get the same results. Null for a view of this subscriber alone.
   *
   * Hazard: too wide a key shows one subscriber what only another may see.
   */
  readonly key: string | null;
  readonly source: LiveSource<unknown>;
  readonly render: Render;
  /** Who subscribes, by an id: each may watch so many views only. Absent for an unlimited subscriber. */
  readonly viewer?: string | undefined;
  /** What one result of the view costs; absent for nothing. */
  readonly cost?: number | undefined;
  /** Charges this subscriber for a result: see `ViewSubscriber`. */
  readonly charge?: (() => void) | undefined;
  /** Where to write results as they come. */
  readonly sink: Sink;
  /** Called once, when it ends. */
  readonly onEnd?: (() => void) | undefined;
}

const UNLIMITED: ViewLimits = {
  maxViews: Number.POSITIVE_INFINITY,
  maxViewsPerPerson: Number.POSITIVE_INFINITY,
  maxViewCostPerPerson: Number.POSITIVE_INFINITY,
};

/** What a subscriber of a view can do. */
export type Subscription = Pick<Subscriber, 'run' | 'stop'>;

/** How much there is of everything, and how much was done since the start. */
export interface HubCounts {
  readonly views: number;
  readonly subscribers: number;
  /** Results made since the start. */
  readonly executions: number;
  /** Results that subscribers took since the start: an execution counts here for each of them. */
  readonly deliveries: number;
  /** Reads and executions since the start for those who began or were behind. */
  readonly catchUps: number;
  /** Subscribers since the start who got a Reset because the history after their cursor is gone. */
  readonly resets: number;
  /** Results that are kept for those who are behind. */
  readonly payloads: number;
  /** Memory of these, in bytes. */
  readonly payloadBytes: number;
}

/** Brings subscribers of the same view together: one execution for each event and view, however many watch. */
export interface Hub {
  /**
   * Lets a subscriber in. Nothing is read or written before it runs, and nothing is missed either.
   * @throws TooManyViewsError where one more view would be too many.
   */
  join(joining: Joining): Subscription;
  readonly counts: HubCounts;
}

/** What a hub needs of its server; bounds that are absent bind nothing. */
export interface HubOptions extends Partial<ViewLimits> {
  /** Whether the database can be reached: what failed for want of it is tried again when it can. */
  readonly isReachable: () => Promise<boolean>;
  readonly clock?: Clock;
  /** Called with the age of an event when its result went out to those who wait, in milliseconds. */
  readonly onDelivered?: ((age: number) => void) | undefined;
}

/** Makes the hub of a server. */
export function createHub({ isReachable, clock = systemClock, onDelivered, ...limits }: HubOptions): Hub {
  const { maxViews, maxViewsPerPerson, maxViewCostPerPerson } = { ...UNLIMITED, ...limits };
  const views = new Map<string | symbol, SharedView>();
  const quota = new ViewQuota<SharedView>();
  const shared = new HubResources();
  let subscribers = 0;

  return {
    join(joining) {
      // Hazard: what the end of a subscription needs is kept as long as it lives, and the rest must not be kept with it.
      const { source, sink, viewer, onEnd, charge, cost = 0 } = joining;
      const key = joining.key ?? Symbol('a view of one');
      const known = views.get(key);
      if (!known && views.size >= maxViews) throw new TooManyViewsError('maxViews', maxViews);
      if (viewer !== undefined) {
        const others = quota.others(viewer, known);
        if (others.count >= maxViewsPerPerson) throw new TooManyViewsError('maxViewsPerPerson', maxViewsPerPerson);
        if (others.cost + cost > maxViewCostPerPerson) {
          throw new TooManyViewsError('maxViewCostPerPerson', maxViewCostPerPerson);
        }
      }
      const group =
        known ?? new SharedView({ source, render: joining.render, shared, isReachable, clock, onDelivered });
      views.set(key, group);
      const subscriber = new Subscriber({
        group,
        source,
        sink,
        shared,
        charge,
        onEnd: () => {
          subscribers -= 1;
          onEnd?.();
          if (viewer !== undefined) quota.remove(viewer, group);
          if (group.remove(subscriber)) views.delete(key);
        },
      });
      subscribers += 1;
      if (viewer !== undefined) quota.add(viewer, group, cost);
      group.add(subscriber);
      return subscriber;
    },
    counts: {
      get views() {
        return views.size;
      },
      get subscribers() {
        return subscribers;
      },
      get executions() {
        return shared.executions;
      },
      get deliveries() {
        return shared.deliveries;
      },
      get catchUps() {
        return shared.limiter.begun;
      },
      get resets() {
        return shared.resets;
      },
      get payloads() {
        return shared.payloads.size;
      },
      get payloadBytes() {
        return shared.payloads.weight;
      },
    },
  };
}
