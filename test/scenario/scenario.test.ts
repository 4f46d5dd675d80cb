import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { changeOfPlan } from './chapters/change-of-plan.js';
import { decision } from './chapters/decision.js';
import { earlyAdopters } from './chapters/early-adopters.js';
import { organization } from './chapters/organization.js';
import { planning } from './chapters/plan.js';
import { results } from './chapters/results.js';
import { secondIncrement } from './chapters/second-increment.js';
import { Play } from './play.js';

const story = [organization, decision, planning, earlyAdopters, changeOfPlan, secondIncrement, results];

const TIMEOUT = 120_000;

/** Plays the whole story on some servers, which share what they store. */
function tell(start: (clock: { now: Date }) => Promise<readonly TestApp[]>): void {
  const clock = { now: new Date('2026-01-05T09:00:00.000Z') };
  let play: Play;
  let servers: readonly TestApp[] = [];

  beforeAll(async () => {
    servers = await start(clock);
    play = await Play.begin(servers, clock);
  });
  afterAll(async () => {
    await play.end();
    await Promise.all(servers.map((server) => server.stop()));
  });

  it.each(story.map((chapter) => [chapter.title, chapter] as const))(
    '%s',
    { timeout: TIMEOUT },
    async (_, { steps }) => {
      for (const step of steps) {
        const expected = step.seen.split('\n').map((line) => line.trim());
        expect(await play.play(step), `${step.on} ${step.who} ${step.does}`).toEqual(expected.filter(Boolean).sort());
      }
    },
  );

  it('is the same at its end, looked back at from there', { timeout: TIMEOUT }, async () => {
    play.expectSilence();
    await play.expectEffect();
    await play.expectPastToStand();
  });
}

describe('an improvement from its suggestion to its end, on one server', () => {
  tell(async (clock) => [await startApp({ clock: () => clock.now })]);
});

describeWithServices('an improvement from its suggestion to its end, on two servers', ({ postgresUrl, redisUrl }) => {
  let databaseUrl: string;
  // Runs after what `tell` does at the end: the last is the first.
  afterAll(() => dropDatabase(databaseUrl));
  tell(async (clock) => {
    databaseUrl = await createDatabase(postgresUrl);
    const start = () => startApp({ databaseUrl, redisUrl, clock: () => clock.now });
    return [await start(), await start()];
  });
});
