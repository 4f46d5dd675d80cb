import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import WebSocket from 'ws';
import { ResumingClient } from './resuming-client.js';

/** The client of graphql-ws as it is recommended: it comes back by itself, with the cursor that its variables hold by then. */
export class StockClient extends ResumingClient {
  #client: Client | undefined;
  #socket: WebSocket | undefined;

  protected open(): void {
    if (this.#client) return;
    const { surroundings } = this;
    const variables = { ...this.variables };
    const client = createClient({
      url: () => surroundings.server().replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: this.spec.bearer },
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: () => new Promise((resolve) => void setTimeout(resolve, 100 + Math.random() * 1_000)),
      shouldRetry: () => true,
      on: {
        connected: (socket) => {
          this.#socket = socket as WebSocket;
          this.acknowledged();
        },
      },
    });
    this.#client = client;
    client.subscribe(
      { query: this.spec.query, variables },
      {
        next: (result) => {
          this.update(Buffer.from(JSON.stringify(result)));
          Object.assign(variables, this.variables);
        },
        error: (error) => this.refused(`the stock client gave up: ${describe(error)}`),
        complete: () => this.refused('the stock client was told that its subscription is complete'),
      },
    );
  }

  override cut(): void {
    this.#socket?.terminate();
  }

  protected break(): void {
    // Hazard: while it connects, it rejects with what became of that.
    Promise.resolve(this.#client?.dispose()).catch(() => undefined);
  }

  stall(): void {
    this.#socket?.pause();
  }

  goOn(): void {
    this.#socket?.resume();
  }
}

function describe(error: unknown): string {
  const { code, reason } = error as { code?: number; reason?: string };
  return code === undefined ? JSON.stringify(error) : `${code} ${reason ?? ''}`;
}
