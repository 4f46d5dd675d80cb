import { signToken } from '../../../src/auth/tokens.js';
import { SECRET } from '../../support/app.js';
import type { Random } from '../random.js';
import type { Stage } from '../stage.js';
import type { ClientSpec } from './clients/messages.js';
import type { Crowd } from './clients/crowd.js';
import type { Observer } from './observer.js';
import type { View } from './views.js';

/** Of this many clients one is a stock client, and one comes over SSE. */
const STOCK_EVERY = 30;

/** How far back in the log clients begin that join late, in events. */
const FAR_BACK = 1_000;

/** Clients that join at once, and the pause after them in milliseconds: joining is no fault by itself. */
export const JOIN_STEP = { clients: 50, pause: 50 } as const;

/** Who watches: makes the clients of a run, and tells the checker what each of them must get. */
export class Audience {
  readonly staying: number[] = [];
  readonly #stage: Stage;
  readonly #views: readonly View[];
  readonly #observer: Observer;
  readonly #crowd: Crowd;
  readonly #bearers: readonly string[];
  /** What each client waits at most before it comes back for the first time, in milliseconds; soon where undefined. */
  pause: number | undefined;
  #nextId = 0;

  constructor(stage: Stage, views: readonly View[], bearers: readonly string[], observer: Observer, crowd: Crowd) {
    this.#stage = stage;
    this.#views = views;
    this.#bearers = bearers;
    this.#observer = observer;
    this.#crowd = crowd;
  }

  /** Lets some clients in that stay for the whole run: most from the beginning of the log, some from now on. */
  letIn(count: number): void {
    const clients = Array.from({ length: count }, () => this.#client(this.#nextId % 5 === 4 ? undefined : 0));
    this.staying.push(...clients.map(({ id }) => id));
    this.#crowd.join(clients);
  }

  /** Lets some clients in that begin at random places of the log; returns who they are. */
  joinSome(count: number, random: Random): number[] {
    const { head } = this.#observer.checker;
    const clients = Array.from({ length: count }, () =>
      this.#client(random.integer(Math.max(0, head - FAR_BACK), head)),
    );
    this.#crowd.join(clients);
    return clients.map(({ id }) => id);
  }

  /** Cursors of the beginning have the form of versions without hashes, which is good there for ever. */
  #cursorAt(position: number): string {
    return position === 0 ? this.#stage.beginning : this.#observer.cursorAt(position);
  }

  #client(position: number | undefined): ClientSpec {
    const id = this.#nextId;
    this.#nextId += 1;
    const index = id % this.#views.length;
    const view = this.#views[index] as View;
    const place = id % STOCK_EVERY;
    const transport = place === 0 ? 'stock' : place === 1 ? 'SSE' : 'raw';
    const after = view.kind === 'state' ? undefined : position;
    this.#observer.checker.join(id, `${transport} client ${id} (${view.name})`, index, after);
    return {
      id,
      transport,
      query: view.query,
      variables: view.variables,
      after: after === undefined ? undefined : this.#cursorAt(after),
      bearer: this.#bearers[id % this.#bearers.length] as string,
      ...(this.pause === undefined ? {} : { pause: this.pause }),
    };
  }
}

/** Tokens of people of different roles, for longer than any run. */
export function bearersOf({ organization: { slug } }: Stage): Promise<string[]> {
  const subjects = ['VIEWER', 'DEPLOYMENT_LEAD', 'SPONSOR'].map((role) => `${slug}-${role}`);
  return Promise.all(subjects.map(async (subject) => `Bearer ${await signToken(SECRET, subject, slug, '48h')}`));
}
