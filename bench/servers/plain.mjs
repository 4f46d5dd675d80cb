/** `node:http` that answers each request with the JSON of one object: the least that any server does for it. */
import { createServer } from 'node:http';
import { answer } from '../lib/child.mjs';
import { createMeter } from '../lib/meter.mjs';

const { result } = JSON.parse(process.argv[2]);
const http = createServer((request, response) => {
  request.resume().on('end', () => {
    const body = JSON.stringify(result);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
});
await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
const meter = createMeter();
answer({ ...meter.handlers, begin: () => meter.begin() }, `http://127.0.0.1:${http.address().port}/graphql`);
