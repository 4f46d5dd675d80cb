// Answers whatever is asked, and does nothing else: what the machine adds to any answer.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end('{}'));
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.stdout.write(`http://127.0.0.1:${port}/\n`);
});
process.on('disconnect', () => process.exit());
