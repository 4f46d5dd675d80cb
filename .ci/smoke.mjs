/** Starts the built demo on the Node that runs this, asks a query and a subscription, and stops it. Fails after 180 s, even on a busy machine. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIMIT = 180_000;
const begun = performance.now();
const folder = await mkdtemp(join(tmpdir(), 'uplift-smoke-'));
const server = spawn(process.execPath, ['dist/cli/uplift.js', 'serve'], {
  env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const timer = setTimeout(() => server.kill('SIGKILL'), LIMIT);
const ended = new Promise((resolve) => {
  server.once('close', (code, signal) => resolve(code ?? signal));
});
try {
  const url = await Promise.race([
    listening(),
    ended.then((how) => {
      throw new Error(`The server ended with ${how}.`);
    }),
  ]);
  const { practice } = await query(url, '{ practice(ref: "OPM SP 3.2") { title } }');
  if (practice?.title !== 'Manage the Deployment') throw new Error(`The query had ${JSON.stringify(practice)}.`);
  const first = await firstResult(url, 'subscription { deploymentProgress { position } }');
  if (!Number.isInteger(first.deploymentProgress?.position))
    throw new Error(`The stream had ${JSON.stringify(first)}.`);
} finally {
  server.kill('SIGTERM');
}
const how = await ended;
clearTimeout(timer);
await rm(folder, { recursive: true });
if (how !== 0) throw new Error(`The server ended with ${how}.`);
console.log(
  `Node ${process.version}: started, a query, a subscription, stopped: ${Math.round(performance.now() - begun)} ms`,
);

/** The address at which the server listens. */
function listening() {
  return new Promise((resolve) => {
    let output = '';
    server.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const [, address] = /"url":"([^"]+)"/.exec(output) ?? [];
      if (address) resolve(address);
    });
  });
}

async function query(url, text) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: text }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** The data of the first result of a subscription over Server-Sent Events. */
async function firstResult(url, text) {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: text }) });
  let received = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    received += chunk;
    const [, result] = /^data: (\{.*\})\n/m.exec(received) ?? [];
    if (result) return JSON.parse(result).data;
  }
  throw new Error(`The stream ended: ${received}`);
}
