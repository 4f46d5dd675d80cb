import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import '../support/services/provided.js';
import { ROOT } from './server-process.js';

const NGINX = inject('nginxPath');

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const found = once(socket, 'connect').then(
    () => true,
    () => false,
  );
  return found.finally(() => socket.destroy());
}

describe.skipIf(!NGINX)('deploy/nginx.conf', () => {
  let folder: string;
  let port: number;
  let alive: Server;
  /** Requests that came to a server, as `name method`. */
  let seen: string[];
  let stop: () => Promise<void>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uplift-nginx-'));
    chmodSync(folder, 0o755);
    seen = [];
    alive = createServer((request, response) => {
      seen.push(`${request.method}`);
      if (request.url === '/dies') return void request.socket.destroy();
      if (request.url === '/busy') return void response.writeHead(503).end();
      const { type } = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams);
      if (type) return void response.writeHead(200, { 'content-type': type }).end('x'.repeat(10_000));
      request.resume().on('end', () => response.end(request.headers.host));
    }).listen(0, '0.0.0.0');
    await once(alive, 'listening');
    const { port: upstream } = alive.address() as AddressInfo;
    port = await freePort();
    const nobody = await freePort();
    const shipped = await readFile(`${ROOT}/deploy/nginx.conf`, 'utf8');
    const site = shipped
      // Twice the same server: passing on would show as a second request. And one that does not listen.
      .replace(
        'server server-a:4000;',
        `server 127.0.0.1:${upstream} max_fails=0; server 127.0.0.2:${upstream} max_fails=0;`,
      )
      .replace('server server-b:4000;', `server 127.0.0.1:${nobody} max_fails=0;`)
      .replace('listen 80;', `listen 127.0.0.1:${port};`);
    await writeFile(join(folder, 'site.conf'), site);
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    await writeFile(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
       events { worker_connections 2048; }
       http { access_log off; ${paths.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
              include ${folder}/site.conf; }`,
    );
    const args = ['-p', folder, '-c', join(folder, 'nginx.conf')];
    execFileSync(NGINX as string, [...args, '-t'], { stdio: 'pipe' });
    const nginx = spawn(NGINX as string, args, { stdio: 'ignore' });
    stop = async () => {
      const ended = once(nginx, 'exit');
      nginx.kill('SIGTERM');
      await ended;
    };
    for (let tries = 0; tries < 200 && !(await answers(port)); tries += 1) await sleep(50);
  });
  afterAll(async () => {
    await stop();
    alive.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = async (method: string, path: string): Promise<{ status: number; text: string; seen: string[] }> => {
    seen = [];
    const body = method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {};
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...body });
    return { status: response.status, text: await response.text(), seen };
  };

  it('passes the host on', async () => {
    expect(await ask('POST', '/graphql')).toMatchObject({ status: 200, text: `127.0.0.1:${port}` });
  });

  it('finds another server for a POST that could not be sent, every time', async () => {
    for (let count = 0; count < 12; count += 1) expect((await ask('POST', '/graphql')).status).toBe(200);
  });

  it.each(['GET', 'POST'])('never repeats a %s that a server has seen', async (method) => {
    for (let count = 0; count < 12; count += 1) {
      for (const path of ['/dies', '/busy']) {
        const { status, seen: requests } = await ask(method, path);
        expect([502, 503]).toContain(status);
        expect(requests.length).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each([
    ['text/csv; charset=utf-8', 'gzip'],
    ['application/json; charset=utf-8', 'gzip'],
    ['text/event-stream', null],
    ['multipart/mixed;boundary="graphql"', null],
  ])('compresses exports and answers, and no stream: %s', async (type, encoding) => {
    const address = `http://127.0.0.1:${port}/?type=${encodeURIComponent(type)}`;
    const { headers } = await fetch(address, { method: 'POST', headers: { 'accept-encoding': 'gzip' } });
    expect(headers.get('content-encoding')).toBe(encoding);
  });

  it('refuses bodies that are too large, and floods', async () => {
    const body = 'x'.repeat(1_100_000);
    expect((await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', body })).status).toBe(413);
    const statuses = await Promise.all(Array.from({ length: 400 }, async () => (await ask('POST', '/graphql')).status));
    expect(statuses).toContain(429);
    expect(statuses).toContain(200);
  });
});

describe('docker-compose.yml', () => {
  it('publishes its one port on this machine only, and limits the memory of every service', async () => {
    const text = await readFile(`${ROOT}/docker-compose.yml`, 'utf8');
    const ports = [...text.matchAll(/^ {6}- '(.+):80'$/gm)].map(([, address]) => address);
    expect(ports).toEqual(['${BIND:-127.0.0.1}:${PORT:-4000}']);
    const services = text.slice(text.indexOf('\nservices:'), text.indexOf('\nvolumes:'));
    for (const [, name, rest = ''] of services.matchAll(/^ {2}([a-z-]+):([^\n]*\n(?: {4}.*\n|\n)*)/gm))
      expect(rest, name).toMatch(/mem_limit|\*server/);
  });
});
