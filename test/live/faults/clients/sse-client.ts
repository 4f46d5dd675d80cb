import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { ResumingClient } from './resuming-client.js';

const NEXT = /^event: ?next$/m;
const DATA = /^data: ?(.*)$/m;

/** A client over Server-Sent Events. */
export class SseClient extends ResumingClient {
  #request: ClientRequest | undefined;
  #response: IncomingMessage | undefined;

  protected open(url: string): void {
    const asking = request(url, {
      method: 'POST',
      agent: false,
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: this.spec.bearer },
    });
    this.#request = asking;
    const end = (): void => {
      if (asking !== this.#request) return;
      this.#request = undefined;
      this.lost();
    };
    asking.on('error', end).on('close', end);
    asking.on('response', (response) => {
      this.#response = response;
      response.on('error', end).on('end', end).on('close', end);
      if (response.statusCode !== 200 || !response.headers['content-type']?.startsWith('text/event-stream')) {
        asking.destroy();
        return;
      }
      this.acknowledged();
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          if (asking === this.#request) this.#read(text.slice(0, end));
          text = text.slice(end + 2);
        }
      });
    });
    const body = JSON.stringify({ query: this.spec.query, variables: this.variables });
    asking.setHeader('content-length', Buffer.byteLength(body));
    asking.end(body);
  }

  protected break(): void {
    const asking = this.#request;
    this.#request = undefined;
    asking?.destroy();
  }

  stall(): void {
    this.#response?.pause();
  }

  goOn(): void {
    this.#response?.resume();
  }

  #read(message: string): void {
    const [, data] = DATA.exec(message) ?? [];
    if (data === undefined || !NEXT.test(message)) return;
    // A database that is away while a client comes: told as the only result of a stream, which ends with it.
    if (!data.includes('"cursor"') && data.includes('"INTERNAL_SERVER_ERROR"')) return;
    this.update(Buffer.from(data));
  }
}
