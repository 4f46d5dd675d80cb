import { expect } from 'vitest';
import type { App } from '../../src/server/app.js';
import { act, takesVersion } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import type { TestOrganization } from '../support/app.js';

/** What is read of a plan. */
export const PLAN = `id version state planVersion reason
  unmetForActivation { rule missing }
  content { number plannedStart plannedEnd targets { id } exclusions { unit { id } reason }
    barriers { barrier counterStrategy } risks { risk mitigation } trainingNotes consultingNotes
    agreements { person { id } unit { id } agreed note } }
  activatedBy { id } confirmedBy { id } confirmedAt`;

/** What is read of an increment. */
export const INCREMENT = `id version state ordinal title overrideReason gateReason actualStart actualEnd
  overriddenBy { id } gateDecidedBy { id } conditions { id kind text met evidence metBy { id } } deployments { id }`;

/** Somebody who acts on plans, and remembers the version of each record that they have seen. */
export interface Hand {
  /** Does a mutation on a record seen before and expects it to be done; gives the record as it is now. */
  done(mutation: string, input: Record<string, unknown>): Promise<Result>;
  /** Does a mutation and gives the refusal. */
  refused(mutation: string, input: Record<string, unknown>): Promise<Result>;
}

const READ: Readonly<Record<string, string>> = { planId: PLAN, incrementId: INCREMENT };

/** Mutations that name the version of what a plan says. */
const RESPONSES: readonly string[] = ['agreeToPlan', 'declinePlan'];

/** Versions of records by their id, as last seen by anybody of a test. */
export class Stage {
  readonly versions = new Map<string, number>();
  readonly #planVersions = new Map<string, number>();

  constructor(
    readonly app: App,
    readonly url: string,
  ) {}

  /** Acts as somebody. */
  as({ bearer }: { bearer: string }): Hand {
    const run = async (mutation: string, input: Record<string, unknown>): Promise<Result> => {
      const field = ['incrementId', 'planId', 'deploymentId', 'improvementId'].find((name) => name in input) ?? '';
      const version = this.versions.get(String(input[field]));
      const planVersion = this.#planVersions.get(String(input['planId']));
      const named = takesVersion(mutation) ? { version } : RESPONSES.includes(mutation) ? { planVersion } : {};
      const read =
        mutation === 'addIncrement' ? INCREMENT : mutation === 'draftPlan' ? PLAN : (READ[field] ?? 'id version state');
      const result = await act(this.url, mutation, { ...named, ...input }, bearer, read);
      const record = result['record'] as Result | undefined;
      if (record) {
        this.versions.set(record['id'] as string, record['version'] as number);
        if (record['planVersion']) this.#planVersions.set(record['id'] as string, record['planVersion'] as number);
      }
      return result;
    };
    return {
      done: async (mutation, input) => {
        const result = await run(mutation, input);
        expect(result, `${mutation} ${JSON.stringify(result)}`).toHaveProperty('record');
        return result['record'] as Result;
      },
      refused: async (mutation, input) => {
        const result = await run(mutation, input);
        expect(result, `${mutation} ${JSON.stringify(result)}`).not.toHaveProperty('record');
        return result;
      },
    };
  }

  /** Puts an improvement there, at version 1. */
  async improvement(
    { id }: TestOrganization,
    state: 'SELECTED' | 'DEPLOYING' | 'DEPLOYED' = 'SELECTED',
    title?: string,
  ): Promise<Put> {
    const improvement = await putImprovement(this.app, id, { state, ...(title ? { title } : {}) });
    this.versions.set(improvement.globalId, 1);
    return improvement;
  }
}

/** The days of plans in tests. */
export const DAYS = { plannedStart: '2026-02-01', plannedEnd: '2026-06-01' };
