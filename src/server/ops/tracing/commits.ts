import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { Context, SpanContext } from '@opentelemetry/api';

/** Positions of which it is known in which trace they were committed. */
const REMEMBERED = 1_000;

/** In which traces the newest commits were made, as far as this server knows. */
export class Commits {
  readonly #spans = new Map<string, SpanContext>();

  remember(organizationId: string, position: number, span: SpanContext): void {
    this.#spans.set(`${organizationId} ${position}`, span);
    const [oldest] = this.#spans.keys();
    if (this.#spans.size > REMEMBERED && oldest !== undefined) this.#spans.delete(oldest);
  }

  /** The context of a commit, for what follows from it; the root where it is not known, or has been forgotten. */
  contextOf(organizationId: string, position: number): Context {
    const span = this.#spans.get(`${organizationId} ${position}`);
    return span ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT;
  }
}
