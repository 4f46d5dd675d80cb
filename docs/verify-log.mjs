#!/usr/bin/env node
// Verifies exported logs of Uplift with Node alone: no Uplift, no database, no network. See log-format.md.
//
//   node verify-log.mjs FILE... [--against CHECKPOINTS] [--public-key KEY]
//
// FILE: archives (`uplift archive --to`) and copies of an organization (`uplift export --to`). For each organization, pass
// archives first, oldest first: each file has to continue where the one before it ends.
// CHECKPOINTS: lines of JSON, such as the log of a server; other lines are ignored.
// KEY: one or more public keys in PEM. With it, every checkpoint has to be signed with one of them.
//
// Prints one line per log. If a log was altered, the line names the first position that is wrong.
// Exit code: 0 if all is well, 1 if something is wrong, 2 for wrong arguments.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

/** The hash before the first event. */
const BEGINNING = '00'.repeat(32);

/** A file or a log is not as it should be. */
class Flaw extends Error {}

const sha256 = (...parts) =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest('hex');
const bytes = (hex) => Buffer.from(hex, 'hex');

/** JSON by RFC 8785. */
function canonical(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
}

/** What stands for a text in the body of an event. */
function commitment({ salt, proof }, path, value) {
  const known = proof?.[path];
  if (known?.is !== undefined) return known.is;
  const own = proof ? (known?.salt ?? '') : sha256(bytes(salt ?? ''), path);
  return sha256(bytes(own), canonical(value));
}

/** What of an event is hashed besides its place. */
function bodyOf(event) {
  const isErased = (path) => event.proof?.[path]?.is !== undefined;
  const isText = (value) => typeof value === 'string' || (typeof value === 'object' && value !== null);
  const committed = (side, fields) =>
    fields &&
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => {
        const path = `${side}.${key}`;
        return [key, isText(value) || isErased(path) ? commitment(event, path, value) : value];
      }),
    );
  return canonical({
    organizationId: event.organizationId,
    type: event.type,
    actorId: event.actorId,
    recordType: event.recordType,
    recordId: event.recordId,
    recordVersion: event.recordVersion,
    improvementId: event.improvementId,
    deploymentId: event.deploymentId,
    unitId: event.unitId,
    note: event.note === null && !isErased('note') ? null : commitment(event, 'note', event.note),
    before: committed('before', event.before),
    after: committed('after', event.after),
    ...(event.signIn
      ? { v: 4, signIn: event.signIn, viaService: event.viaService ?? null, viaTokenId: event.viaTokenId ?? null }
      : event.viaService
        ? { v: 3, viaService: event.viaService, viaTokenId: event.viaTokenId ?? null }
        : event.viaTokenId
          ? { v: 2, viaTokenId: event.viaTokenId }
          : { v: 1 }),
  });
}

/** The hash of an event after one with the hash `previous`. */
function hashAfter(previous, event) {
  const place = `${event.position} ${event.occurredAt} ${event.planId ?? '-'}`;
  return sha256(bytes(previous), bytes(sha256(bodyOf(event))), place);
}

/** A text that was erased and has a value again: the hash does not tell. */
function refilled(event) {
  const valueAt = (path) => {
    if (path === 'note') return event.note;
    const [side, ...key] = path.split('.');
    return event[side]?.[key.join('.')] ?? null;
  };
  return Object.keys(event.proof ?? {}).find((path) => event.proof[path].is !== undefined && valueAt(path) !== null);
}

/** The lines of a file as JSON. Its last one is the SHA-256 of all before it. */
async function* readLines(file) {
  const hash = createHash('sha256');
  let sum;
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (sum !== undefined) throw new Flaw(`${file} has more lines after its checksum`);
    sum = /^\{"sha256":"([0-9a-f]{64})"\}$/.exec(line)?.[1];
    if (sum !== undefined) continue;
    hash.update(`${line}\n`);
    try {
      yield JSON.parse(line);
    } catch {
      throw new Flaw(`${file} has no JSON in line ${number}`);
    }
  }
  if (sum === undefined) throw new Flaw(`${file} is incomplete: its checksum is missing`);
  if (sum !== hash.digest('hex')) throw new Flaw(`${file} was altered: its checksum does not match`);
}

/**
 * The log in a file: first where it begins and ends, `{ organizationId, from, previous, through, hash, isWhole }`, then its
 * events, with bytes in hexadecimal. A copy has the log to its head, an archive a part of it.
 */
async function* readLog(file) {
  let format;
  for await (const line of readLines(file)) {
    if (format === undefined) {
      ({ format } = line);
      if (!['uplift-events', 'uplift-organization'].includes(format) || line.version !== 1)
        throw new Flaw(
          `${file} is neither an archive nor a copy of an organization in a format that this script knows`,
        );
      if (format === 'uplift-events') yield { ...line, previous: line.previousHash, isWhole: false };
    } else if (format === 'uplift-events') {
      yield line;
    } else if (line.EventLog) {
      const { organizationId, archivedThrough, position, hash, archivedHash } = line.EventLog;
      const previous = hash && (archivedHash ? hexOf(archivedHash) : BEGINNING);
      yield {
        organizationId,
        from: archivedThrough + 1,
        previous,
        through: position,
        hash: hexOf(hash),
        isWhole: true,
      };
    } else if (line.Event) {
      const { hash, salt, occurredAt, ...event } = line.Event;
      yield { ...event, hash: hexOf(hash), salt: hexOf(salt), occurredAt: new Date(occurredAt).toISOString() };
    }
  }
}

/** Bytes as Postgres writes them, in hexadecimal. */
const hexOf = (text) => text?.replace(/^\\x/, '') ?? null;

/** The checkpoints among the lines of a file, by organization; those that are not signed by one of the keys are flaws. */
function readCheckpoints(file, keys) {
  const checkpoints = new Map();
  const flaws = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    let found;
    try {
      found = JSON.parse(line);
    } catch {
      continue;
    }
    const { organizationId, position, hash, at, access, signature } = found ?? {};
    if (typeof organizationId !== 'string' || !Number.isInteger(position) || !/^[0-9a-f]{64}$/.test(hash)) continue;
    // Since records of access are chained, it says where they are as well.
    const version = access ? { v: 2, access } : { v: 1 };
    const text = canonical({ type: 'uplift-checkpoint', organizationId, position, hash, at: at ?? null, ...version });
    const isSigned = (key) => verify(null, Buffer.from(text), key, Buffer.from(String(signature ?? ''), 'base64'));
    if (keys && !keys.some(isSigned))
      flaws.push(`${organizationId}: the checkpoint at ${position} is not signed with the given key`);
    else if (checkpoints.has(organizationId)) checkpoints.get(organizationId).push({ position, hash });
    else checkpoints.set(organizationId, [{ position, hash }]);
  }
  if (checkpoints.size === 0 && flaws.length === 0) flaws.push(`${file} has no checkpoint`);
  return { checkpoints, flaws };
}

/** The public keys of a file in PEM. */
function readKeys(file) {
  const blocks = readFileSync(file, 'utf8').match(/-----BEGIN PUBLIC KEY-----[^]+?-----END PUBLIC KEY-----/g) ?? [];
  const keys = blocks.map((pem) => createPublicKey(pem));
  if (keys.length === 0 || keys.some((key) => key.asymmetricKeyType !== 'ed25519'))
    throw new Flaw(`${file} has no public key of Ed25519 in PEM`);
  return keys;
}

/** Follows a log over the files in which it is. */
class Chain {
  #witnesses = new Map();
  #compared = new Set();
  #erased = 0;

  constructor(witnesses) {
    for (const witness of witnesses) {
      const { position } = witness;
      this.#witnesses.set(position, [...(this.#witnesses.get(position) ?? []), witness]);
    }
  }

  /** Goes on with a file. */
  begin({ from, previous, through, hash, isWhole }) {
    if (typeof previous !== 'string') throw new Flaw(`at ${from}: it is not chained yet`);
    if (this.position === undefined) this.first = from;
    else if (from !== this.position + 1) throw new Flaw(`at ${this.position + 1}: the next file begins at ${from}`);
    else if (previous !== this.hash) throw new Flaw(`at ${from}: the next file does not continue the one before it`);
    Object.assign(this, { position: from - 1, hash: previous, through, head: hash, isWhole });
    this.#compare();
  }

  add(event) {
    this.position += 1;
    const flaw = (what) => new Flaw(`at ${this.position}: ${what}`);
    if (event.position !== this.position) throw flaw('there is no event');
    if (this.position > this.through) throw flaw('it is beyond the head');
    if (event.hash === null) throw flaw('it has no hash');
    const path = refilled(event);
    if (path) throw flaw(`${path} was erased, and has a value again`);
    if (hashAfter(this.hash, event) !== event.hash) throw flaw('it is not what was written');
    this.hash = event.hash;
    if (Object.values(event.proof ?? {}).some(({ is }) => is !== undefined)) this.#erased += 1;
    this.#compare();
  }

  /** Ends a file. */
  end() {
    if (this.position < this.through) throw new Flaw(`at ${this.position + 1}: there is no event`);
    if (this.head !== undefined && this.hash !== this.head)
      throw new Flaw(`at ${this.position}: the head has another hash`);
    const lost = this.isWhole && [...this.#witnesses.keys()].find((position) => position > this.through);
    if (lost) throw new Flaw(`at ${this.through + 1}: it ended at ${lost} or later once: its end was cut off`);
  }

  describe() {
    const count = this.#compared.size;
    const said = count > 0 ? `, as ${count} ${count === 1 ? 'checkpoint says' : 'checkpoints say'}` : '';
    const without = this.#erased > 0 ? `, ${this.#erased} with erased texts` : '';
    return `${this.first} to ${this.position} are what was written${without}${said}; hash ${this.hash}`;
  }

  #compare() {
    for (const witness of this.#witnesses.get(this.position) ?? []) {
      if (witness.hash !== this.hash)
        throw new Flaw(
          `at ${this.position}: it is not what it was once: from there to the last place that was known, the log was rewritten`,
        );
      this.#compared.add(witness);
    }
  }
}

async function main() {
  const { values, positionals: files } = parseArgs({
    allowPositionals: true,
    options: { against: { type: 'string' }, 'public-key': { type: 'string' } },
  });
  if (files.length === 0) throw new TypeError('Pass at least one file.');
  const keys = values['public-key'] === undefined ? undefined : readKeys(values['public-key']);
  const { checkpoints, flaws } =
    values.against === undefined ? { checkpoints: new Map(), flaws: [] } : readCheckpoints(values.against, keys);
  const chains = new Map();
  const broken = new Map();
  for (const file of files) {
    let id = file;
    try {
      for await (const part of readLog(file)) {
        if ('through' in part) {
          id = part.organizationId;
          if (!chains.has(id)) chains.set(id, new Chain(checkpoints.get(id) ?? []));
          if (!broken.has(id)) chains.get(id).begin(part);
        } else if (!broken.has(id)) chains.get(id).add(part);
      }
      if (!broken.has(id)) chains.get(id)?.end();
    } catch (error) {
      if (!(error instanceof Flaw) && error.code === undefined) throw error;
      if (!broken.has(id)) broken.set(id, error.message);
    }
  }
  const wrong = [...flaws, ...[...broken].map(([id, what]) => (what.startsWith(id) ? what : `${id}: ${what}`))];
  for (const [id, chain] of chains) if (!broken.has(id)) console.log(`ok     ${id}: ${chain.describe()}`);
  for (const line of wrong) console.log(`WRONG  ${line}`);
  return wrong.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = error instanceof Flaw ? 1 : 2;
}
