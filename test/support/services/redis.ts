import { Redis } from 'ioredis';
import { runInDocker } from './container.js';
import { requireService, type DockerEngine } from './ensure.js';
import type { RedisBinaries } from './find.js';
import { runLocally } from './local.js';
import { takePlace, type Place } from './place.js';
import { launchUntilItAnswers, type Runtime } from './runtime.js';

export interface RedisOptions {
  /** More server settings, such as `{ maxclients: '50' }`; those with several arguments as a list. */
  readonly settings?: Readonly<Record<string, string | readonly string[]>>;
  /** Where the server comes from; found on this machine unless given. */
  readonly source?: RedisBinaries | DockerEngine;
}

export interface PrivateRedis {
  readonly port: number;
  readonly url: string;
  /** Sends one command on a connection of its own: `cli('CLIENT', 'KILL', 'TYPE', 'pubsub')`. Rejects with its error. */
  cli(command: string, ...args: string[]): Promise<unknown>;
  /** An orderly shutdown; what it held is gone, since nothing is persisted. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port, and waits until it answers. Nothing to do when it runs. */
  start(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing answers, until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** The last lines of the server's log. */
  log(): Promise<string>;
  /** Ends it and removes its folder. Idempotent. */
  dispose(): Promise<void>;
}

const IMAGE = 'redis:7-alpine';
const COMMAND_LIMIT_MS = 5_000;

/** Sends one command to a Redis on a connection of its own. Rejects with the server's error, or after 5 s. */
export async function redisCommand(url: string, command: string, ...args: string[]): Promise<unknown> {
  const connection = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: COMMAND_LIMIT_MS,
    commandTimeout: COMMAND_LIMIT_MS,
  });
  connection.on('error', () => undefined); // the command rejects with it
  try {
    await connection.connect();
    return await connection.call(command, ...args);
  } finally {
    connection.disconnect();
  }
}

function settingArguments({ settings = {} }: RedisOptions): string[] {
  const all = { save: '', appendonly: 'no', ...settings };
  return Object.entries(all).flatMap(([name, value]) => [
    `--${name}`,
    ...(typeof value === 'string' ? [value] : value),
  ]);
}

function preparedLocally({ server }: RedisBinaries, place: Place, options: RedisOptions): Runtime {
  const { folder, port } = place;
  const local = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  return runLocally({ place, command: server, args: [...local, ...settingArguments(options)], user: undefined });
}

function preparedInDocker({ docker }: DockerEngine, place: Place, options: RedisOptions): Runtime {
  const args = ['redis-server', ...settingArguments(options)];
  return runInDocker({ docker, place, image: IMAGE, innerPort: 6379, environment: {}, args });
}

/**
 * Starts a Redis of one's own: without persistence, on a free port of 127.0.0.1. It goes with this process, however that
 * ends; `dispose` it before. Throws MissingServiceError when this machine has no Redis, and an Error with the log when
 * the server does not come up.
 */
export async function startRedis(options: RedisOptions = {}): Promise<PrivateRedis> {
  const source = options.source ?? (await requireService('redis'));
  const place = await takePlace({ signal: 'KILL', ...(source.kind === 'docker' && { docker: source.docker }) });
  const runtime =
    source.kind === 'docker' ? preparedInDocker(source, place, options) : preparedLocally(source, place, options);
  const url = `redis://127.0.0.1:${place.port}`;

  const redis: PrivateRedis = {
    port: place.port,
    url,
    cli: (command, ...args) => redisCommand(url, command, ...args),
    stop: () => runtime.end('SIGTERM'),
    kill: () => runtime.kill(),
    start: () => launchUntilItAnswers(runtime, () => redisCommand(url, 'PING')),
    pause: () => runtime.pause(),
    resume: () => runtime.resume(),
    log: () => runtime.log(),
    dispose: () => runtime.dispose(),
  };
  try {
    await redis.start();
    return redis;
  } catch (error) {
    await redis.dispose();
    throw error;
  }
}
