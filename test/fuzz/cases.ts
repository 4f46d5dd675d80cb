import type { GraphQLSchema } from 'graphql';
import { randomFrom } from '../live/random.js';
import type { Random } from '../live/random.js';
import { Documents } from './documents.js';
import type { Kind } from './documents.js';
import { hostileBytes } from './hostile-bytes.js';
import { hostileFrames, hostileInits } from './hostile-frames.js';
import type { Step } from './hostile-frames.js';
import { hostileOperations } from './hostile-operations.js';
import type { Known } from './known.js';
import { mistake } from './nearly.js';
import { Values } from './values.js';

/** Ways to send an operation. */
export const OPERATION_TRANSPORTS = ['POST', 'GET', 'SSE', 'WebSocket'] as const;

/** What one client does: an operation over some transport, bytes instead of HTTP, or frames on a WebSocket. */
export type Input =
  | { readonly by: (typeof OPERATION_TRANSPORTS)[number]; readonly body: string }
  | { readonly by: 'bytes'; readonly bytes: string }
  | { readonly by: 'frames'; readonly init: boolean; readonly steps: readonly Step[] };

/** Whether a server should do what is asked. */
export const CLASSES = ['valid', 'nearly valid', 'hostile'] as const;

/** One thing that a client does, and what there is to know about it. */
export interface Case {
  readonly index: number;
  readonly class: (typeof CLASSES)[number];
  /** What is tried. */
  readonly name: string;
  /** Subject of who does it; undefined for somebody without credentials. */
  readonly who: string | undefined;
  readonly input: Input;
}

/** Makes the cases of a seed: each by its index, whatever came before. */
export class Cases {
  readonly #schema: GraphQLSchema;
  readonly #known: Known;
  readonly #people: readonly string[];
  readonly #seed: number;

  /** `people` are subjects with credentials. */
  constructor(schema: GraphQLSchema, known: Known, people: readonly string[], seed: number) {
    this.#schema = schema;
    this.#known = known;
    this.#people = people;
    this.#seed = seed;
  }

  /** The case with an index. */
  at(index: number): Case {
    const random = randomFrom(Math.imul(this.#seed ^ 0x9e3779b9, 2 * index + 1) ^ index);
    const who = random.chance(0.15) ? undefined : random.pick(this.#people);
    const dice = random.unit();
    if (dice < 0.45) return { index, who, ...this.#valid(random) };
    return { index, who, ...(dice < 0.72 ? this.#nearlyValid(random) : this.#hostile(random)) };
  }

  #operation(random: Random, allVariables: boolean): { kind: Kind; query: string; variables: Record<string, unknown> } {
    const kind = random.pick<Kind>(['query', 'query', 'query', 'mutation', 'subscription']);
    const documents = new Documents(this.#schema, random, new Values(random, this.#known));
    return { kind, ...documents.next(kind, allVariables) };
  }

  #valid(random: Random): Omit<Case, 'index' | 'who'> {
    const { kind, ...operation } = this.#operation(random, random.chance(0.3));
    return { class: 'valid', name: kind, input: { by: transportOf(kind, random), body: JSON.stringify(operation) } };
  }

  #nearlyValid(random: Random): Omit<Case, 'index' | 'who'> {
    const { kind, ...operation } = this.#operation(random, true);
    const { mistake: name, ...mistaken } = mistake(operation, random, this.#known);
    const by = random.chance(0.1) ? random.pick(OPERATION_TRANSPORTS) : transportOf(kind, random);
    return { class: 'nearly valid', name, input: { by, body: JSON.stringify(mistaken) } };
  }

  #hostile(random: Random): Omit<Case, 'index' | 'who'> {
    const dice = random.unit();
    if (dice < 0.2) {
      const name = random.pick(Object.keys(hostileBytes));
      return { class: 'hostile', name, input: { by: 'bytes', bytes: hostileBytes[name]?.(random) ?? '' } };
    }
    if (dice < 0.25) {
      return {
        class: 'hostile',
        name: 'a first message',
        input: { by: 'frames', init: false, steps: random.pick(hostileInits) },
      };
    }
    if (dice < 0.5) {
      const name = random.pick(Object.keys(hostileFrames));
      const steps = hostileFrames[name]?.(random, this.#known) ?? [];
      return { class: 'hostile', name, input: { by: 'frames', init: true, steps } };
    }
    const name = random.pick(Object.keys(hostileOperations));
    const body = hostileOperations[name]?.(random, this.#known) ?? '';
    return { class: 'hostile', name, input: { by: random.pick(OPERATION_TRANSPORTS), body } };
  }
}

/** A transport that does operations of a kind. */
function transportOf(kind: Kind, random: Random): (typeof OPERATION_TRANSPORTS)[number] {
  if (kind === 'subscription') return random.pick(['SSE', 'WebSocket']);
  return random.pick(kind === 'query' ? OPERATION_TRANSPORTS : ['POST', 'SSE', 'WebSocket']);
}
