import { Group } from './group.js';
import type { Render } from './group.js';
import { createMember } from './member.js';
import type { Outlet } from './outlet.js';
import type { Payload } from './payload.js';
import { Payloads } from './payloads.js';
import type { LiveSource } from './source.js';
import { TooManyViewsError, Viewers } from './viewers.js';

/** What a subscriber comes with. */
export interface Joining {
  /**
   * Identity of the view: whoever comes with the same gets the same results. Null for a view of this subscriber alone.
   *
   * Hazard: too wide a key shows one subscriber what only another may see.
   */
  readonly key: string | null;
  readonly source: LiveSource<unknown>;
  readonly render: Render;
  /** Who subscribes, by an id: each may watch so many views only. Absent for nobody in particular. */
  readonly viewer?: string | undefined;
  /** Where to write results as they come; without it, they are asked for one by one. */
  readonly outlet?: Outlet | undefined;
}

/** Bounds on a hub. */
export interface HubLimits {
  /** Distinct views at once, over all. */
  readonly maxViews: number;
  /** Distinct views at once that one viewer watches. */
  readonly maxViewsPerPerson: number;
}

const UNLIMITED: HubLimits = { maxViews: Number.POSITIVE_INFINITY, maxViewsPerPerson: Number.POSITIVE_INFINITY };

/** How much there is of everything. */
export interface HubCounts {
  readonly groups: number;
  readonly members: number;
  /** Results made since the start. */
  readonly executions: number;
  /** Results handed to subscribers since the start, and of these to those who were behind. */
  readonly deliveries: number;
  readonly catchUps: number;
  /** Results that are kept for those who are behind, and their size together, in characters. */
  readonly payloads: number;
  readonly payloadCharacters: number;
}

/** Brings subscribers of the same view together: one execution for each event and view, however many watch. */
export interface Hub {
  /**
   * Lets a subscriber in. Nothing is read or written before the first `next`, and nothing is missed either.
   * @throws TooManyViewsError where one more view would be too many.
   */
  join(joining: Joining): AsyncIterableIterator<Payload, undefined>;
  readonly counts: HubCounts;
}

/** What a hub needs of its server; bounds that are absent bind nothing. */
export interface HubOptions extends Partial<HubLimits> {
  /** Whether the database can be reached: what failed for want of it is tried again when it can. */
  readonly isReachable: () => Promise<boolean>;
  /** Told how old an event was when its result went out to those who wait, in milliseconds. */
  readonly onTold?: ((age: number) => void) | undefined;
}

/** Makes the hub of a server. */
export function createHub({ isReachable, onTold, ...limits }: HubOptions): Hub {
  const { maxViews, maxViewsPerPerson } = { ...UNLIMITED, ...limits };
  const groups = new Map<string | symbol, Group>();
  const viewers = new Viewers<Group>();
  const payloads = new Payloads();
  let members = 0;
  let executions = 0;
  const tally = { deliveries: 0, catchUps: 0 };

  const open = ({ source, render }: Joining): Group =>
    new Group({
      source,
      render: (delivered) => {
        executions += 1;
        return render(delivered);
      },
      shelf: payloads.shelf(),
      isReachable,
      onTold,
    });

  return {
    join(joining) {
      const key = joining.key ?? Symbol('a view of one');
      const known = groups.get(key);
      const { viewer } = joining;
      if (!known && groups.size >= maxViews) throw new TooManyViewsError('server', maxViews);
      if (viewer !== undefined && viewers.countOthers(viewer, known) >= maxViewsPerPerson) {
        throw new TooManyViewsError('person', maxViewsPerPerson);
      }
      const group = known ?? open(joining);
      groups.set(key, group);
      const { member, iterator } = createMember({
        group,
        source: joining.source,
        outlet: joining.outlet,
        tally,
        onEnd: () => {
          members -= 1;
          if (viewer !== undefined) viewers.remove(viewer, group);
          if (group.remove(member)) groups.delete(key);
        },
      });
      members += 1;
      if (viewer !== undefined) viewers.add(viewer, group);
      group.add(member);
      return iterator;
    },
    counts: {
      get groups() {
        return groups.size;
      },
      get members() {
        return members;
      },
      get executions() {
        return executions;
      },
      get deliveries() {
        return tally.deliveries;
      },
      get catchUps() {
        return tally.catchUps;
      },
      get payloads() {
        return payloads.size;
      },
      get payloadCharacters() {
        return payloads.characters;
      },
    },
  };
}
