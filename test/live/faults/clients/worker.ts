import type { Order, Report } from './messages.js';
import { RawClient } from './raw-client.js';
import { Reporter } from './reporter.js';
import type { ResumingClient } from './resuming-client.js';
import { SseClient } from './sse-client.js';
import { StockClient } from './stock-client.js';

// A process of clients: does what it is ordered to, and reports what its clients see. Ends with its parent.

const kinds = { raw: RawClient, stock: StockClient, SSE: SseClient } as const;
const clients = new Map<number, ResumingClient>();
let urls: readonly string[] = [];

const tell = (report: Report): void => void process.send?.(report);
const reporter = new Reporter(tell);
const surroundings = { server: () => urls[Math.floor(Math.random() * urls.length)] as string, reporter };

function named(ids: readonly number[]): ResumingClient[] {
  return ids.map((id) => clients.get(id)).filter((client) => client !== undefined);
}

process.on('message', (order: Order) => {
  switch (order.order) {
    case 'servers':
      urls = order.urls;
      break;
    case 'join':
      for (const spec of order.clients) {
        const client = new kinds[spec.transport](spec, surroundings);
        clients.set(spec.id, client);
        client.start();
      }
      break;
    case 'leave':
      for (const client of named(order.ids)) client.leave();
      for (const id of order.ids) clients.delete(id);
      reporter.flush();
      tell({ report: 'left', ids: order.ids });
      break;
    case 'cut': {
      const [least, most] = order.offline;
      for (const client of named(order.ids)) client.cut(least + Math.random() * (most - least));
      break;
    }
    case 'stall':
      for (const client of named(order.ids)) client.stall();
      break;
    case 'go on':
      for (const client of named(order.ids)) client.goOn();
  }
});
process.on('disconnect', () => process.exit(0));
