// Verifies an Annals evidence bundle. Needs Node 18 or newer and nothing else; writes nothing.
// Written from docs/evidence-bundle.md, which explains every step; shares no code with Annals.
//
//   node verify.mjs [BUNDLE.zip | FOLDER] [--key FINGERPRINT]... [--seal FILE]... [--json]

import { createHash, createPublicKey, verify as isSignature } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { createInflateRaw } from 'node:zlib';

const LISTED = `README.txt verify.mjs proof.json chain.jsonl leaves.bin runs.bin events.jsonl
  originals.jsonl review.jsonl holds.jsonl`.split(/\s+/u);
const NAMES = ['manifest.json', 'signature.json', ...LISTED];
const FIELDS = `id occurred_at recorded_at category action outcome severity source actor_id
  actor_name actor_type targets intent message changes metadata affected_count total_count
  duration_ms ip user_agent host session_id correlation_id error_type error_message stack_trace
  sensitive batch batch_file raw_hash`.split(/\s+/u);
const SEVERITIES = { 2: 'critical', 3: 'error', 4: 'warning', 5: 'notice', 6: 'info', 7: 'debug' };
const MIB = 2 ** 20;

/** Why a bundle is not intact: something contradicts (tampered), or is missing (undecided). */
class Finding extends Error {
  constructor(verdict, reason, seq) {
    super(reason);
    Object.assign(this, { verdict, seq });
  }
}

function must(holds, reason, seq = null) {
  if (!holds) throw new Finding('tampered', reason, seq);
}

function need(holds, reason) {
  if (!holds) throw new Finding('undecided', reason, null);
}

// ---- Files, in a folder or in a zip ----

function openFolder(path) {
  return {
    names: fs.readdirSync(path).filter((name) => fs.lstatSync(join(path, name)).isFile()),
    size: (name) => fs.lstatSync(join(path, name)).size,
    open: (name) => fs.createReadStream(join(path, name)),
  };
}

function openZip(path) {
  const fd = fs.openSync(path, 'r');
  let entries;
  try {
    entries = zipEntries(fd);
  } finally {
    fs.closeSync(fd);
  }
  return {
    names: [...entries.keys()],
    size: (name) => entries.get(name).size,
    open: (name) => {
      const { start, packed, method } = entries.get(name);
      if (packed === 0) return [];
      const source = fs.createReadStream(path, { start, end: start + packed - 1 });
      // Where the source fails, reading the result does.
      return method === 8 ? pipeline(source, createInflateRaw(), () => undefined) : source;
    },
  };
}

/** What a zip says that it has, by name. Every number in it may be a lie. */
function zipEntries(fd) {
  const read = (offset, length) => {
    const bytes = Buffer.alloc(length);
    need(fs.readSync(fd, bytes, 0, length, offset) === length, 'The zip is cut off.');
    return bytes;
  };
  const fileSize = fs.fstatSync(fd).size;
  const end = read(Math.max(0, fileSize - 22), 22);
  need(end.readUInt32LE(0) === 0x06054b50, 'This is no zip file, or its end is missing.');
  let [count, at] = [end.readUInt16LE(10), end.readUInt32LE(16)];
  if (count === 0xffff || at === 0xffffffff) {
    const zip64 = read(Number(read(fileSize - 42, 20).readBigUInt64LE(8)), 56);
    [count, at] = [32, 48].map((place) => Number(zip64.readBigUInt64LE(place)));
  }
  const entries = new Map();
  let unpacked = 0;
  while (entries.size < count) {
    const head = read(at, 46);
    const [nameLength, extraLength, rest] = [28, 30, 32].map((place) => head.readUInt16LE(place));
    const name = read(at + 46, nameLength).toString();
    need(NAMES.includes(name), `The zip has a file that is not part of a bundle: ${name}`);
    need(!entries.has(name), `The zip has ${name} twice.`);
    const extra = read(at + 46 + nameLength, extraLength);
    const [size, packed, offset] = sizesOf(head, extra);
    const local = read(offset, 30 + nameLength);
    const [flags, method] = [head.readUInt16LE(8), head.readUInt16LE(10)];
    const isEntry = head.readUInt32LE(0) === 0x02014b50 && local.readUInt32LE(0) === 0x04034b50;
    const isPlain = isEntry && (method === 0 || method === 8) && flags % 2 === 0;
    need(isPlain && local.toString('utf8', 30) === name, `The zip has ${name} in no usual way.`);
    const start = offset + local.length + local.readUInt16LE(28);
    need(start + packed <= fileSize, 'The zip is cut off.');
    unpacked += size;
    need(unpacked < 65_536 * MIB, 'The zip is larger than 64 GiB: unpack it, verify the folder.');
    entries.set(name, { start, packed, size, method });
    at += 46 + nameLength + extraLength + rest;
  }
  return entries;
}

/** Size, packed size and offset of an entry; what needs more than four bytes is in an extra field. */
function sizesOf(head, extra) {
  let at = 0;
  while (at + 4 < extra.length && extra.readUInt16LE(at) !== 1)
    at += 4 + extra.readUInt16LE(at + 2);
  return [24, 20, 42].map((place) => {
    const value = head.readUInt32LE(place);
    if (value !== 0xffffffff) return value;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 4));
  });
}

/** Reads the files of a bundle, and remembers what was read. */
class Files {
  #digests = new Map();

  constructor(path) {
    const stat = fs.statSync(path, { throwIfNoEntry: false });
    need(stat?.isDirectory() || stat?.isFile(), 'There is no such file or folder.');
    this.place = stat.isDirectory() ? openFolder(path) : openZip(path);
    const missing = NAMES.find((name) => !this.place.names.includes(name));
    need(missing === undefined, `${missing} is missing: this is no bundle, or not all of one.`);
  }

  /** The bytes of a file, and no more of them than it claims to have. */
  async *pieces(name) {
    const size = this.place.size(name);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of this.place.open(name)) {
      bytes += piece.length;
      must(bytes <= size, `${name} is longer than it claims to be.`);
      hash.update(piece);
      yield piece;
    }
    must(bytes === size, `${name} is shorter than it claims to be.`);
    this.#digests.set(name, { bytes, sha256: hash.digest('hex') });
  }

  async whole(name) {
    const atMost = (name.endsWith('.json') ? 256 : 2_000) * MIB;
    need(this.place.size(name) <= atMost, `${name} is too large to be read.`);
    const pieces = [];
    for await (const piece of this.pieces(name)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** The values of a file with one JSON value a line. */
  async *lines(name) {
    let rest = [];
    let length = 0;
    for await (const piece of this.pieces(name)) {
      let start = 0;
      for (let end = piece.indexOf(10); end !== -1; end = piece.indexOf(10, start)) {
        yield JSON.parse(Buffer.concat([...rest, piece.subarray(start, end)]).toString());
        [rest, length, start] = [[], 0, end + 1];
      }
      rest.push(piece.subarray(start));
      length += piece.length - start;
      must(length < 64 * MIB, `${name} has a line that is too long.`);
    }
    must(length === 0, `${name} ends within a line.`);
  }

  async check(name, manifest) {
    if (!this.#digests.has(name)) for await (const piece of this.pieces(name)) void piece;
    const isSame = isDeepStrictEqual(this.#digests.get(name), manifest.files?.[name]);
    must(isSame, `${name} is not the file that the manifest names.`);
  }
}

// ---- Formulas ----

const isHex = (text, bytes) => new RegExp(`^[0-9a-f]{${2 * bytes}}$`, 'u').test(text);
const bytesOf = (hex) => Buffer.from(String(hex), 'hex');
const sha256 = (...parts) =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest();
const fingerprintOf = (publicKey) => sha256(bytesOf(publicKey)).toString('hex');
const linkOf = (previous, leaf) => sha256('annals.link.v1\0', previous, leaf);

function i64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

function field(value) {
  if (value === null) return Buffer.from([0]);
  if (typeof value === 'number') return Buffer.concat([Buffer.from([1]), i64(value)]);
  const isText = typeof value === 'string';
  const bytes = isText ? Buffer.from(value) : bytesOf(value.hex);
  const length = Buffer.from([isText ? 2 : 3, 0, 0, 0, 0]);
  length.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([length, bytes]);
}

/** The link of an event, computed from its fields; null if they are no fields. */
function eventLink(chain, { seq, salt, row }, previous) {
  if (!isHex(salt, 16) || row?.length !== FIELDS.length) return null;
  try {
    const fields = row.map((value) => field(value));
    return linkOf(previous, sha256('annals.row.v1\0', chain, i64(seq), bytesOf(salt), ...fields));
  } catch {
    return null;
  }
}

const columnOf = ({ row }, name) => row[FIELDS.indexOf(name)];

/** How a field is to be read, where it is not read as it is. */
const READ = {
  occurred_at: (ms) => new Date(ms).toISOString(),
  recorded_at: (ms) => new Date(ms).toISOString(),
  severity: (number) => SEVERITIES[number],
  targets: (json) => JSON.parse(json).map(([type, id, name]) => ({ type, id, name })),
  changes: (json) => JSON.parse(json),
  metadata: (json) => JSON.parse(json),
  sensitive: (number) => number === 1,
};
const CAMEL = FIELDS.map((name) => name.replace(/_(.)/gu, (_, letter) => letter.toUpperCase()));

/** An event as events.jsonl should have it: all fields but the last two. */
function readable({ seq, link, row }) {
  const event = { seq, hash: link };
  for (const [index, name] of FIELDS.slice(0, -2).entries()) {
    event[CAMEL[index]] = READ[name] ? READ[name](row[index]) : row[index];
  }
  return event;
}

/** The text of a statement: a head, a checkpoint or a seal. */
function textOf(chain, { kind, seq, link, retained, pruned, at, previous }) {
  const base64 = (hex) => bytesOf(hex).toString('base64');
  const lines = [`annals.${kind}.v1`, chain, seq, base64(link), retained, pruned, at];
  if (kind === 'checkpoint') lines.push(base64(previous));
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

function isSigned(publicKey, text, signature) {
  if (!isHex(publicKey, 32) || !isHex(signature, 64)) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytesOf(publicKey).toString('base64url') };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return isSignature(null, text, key, bytesOf(signature));
}

// ---- The proof ----

/** The next value that a file has for an event; what is wrong with it, is wrong with the event. */
async function next(values, name, seq) {
  const { value } = await values.next().catch(() => ({}));
  must(typeof value === 'object' && value, `${name} is damaged at event ${seq}.`, seq);
  return value;
}

/** Follows the chain over the range. @returns what was counted, and the wanted links by seq */
async function walk(files, proof, wanted, watch) {
  const names = ['chain.jsonl', 'events.jsonl', 'originals.jsonl'];
  const readers = names.map((name) => files.lines(name));
  try {
    return await follow(files, readers, proof, wanted, watch);
  } finally {
    // Closes what was not read to its end.
    for (const reader of readers) await reader.return();
  }
}

async function follow(files, readers, proof, wanted, { signal, onProgress }) {
  const [lines, events, originals] = readers;
  const chain = bytesOf(proof.chain);
  const { runs, acts } = await readPrunes(files, proof);
  const leaves = await files.whole('leaves.bin');
  const counts = { events: 0, proofEvents: 0, leaves: 0, pruned: 0, originals: 0 };
  const links = new Map();
  let [seq, link] = [0, null];
  const arrive = (at, value) => {
    [seq, link] = [at, value];
    if (wanted.has(seq)) links.set(seq, link.toString('hex'));
  };
  arrive(proof.first - 1, bytesOf(proof.linkBefore));
  let or = '';
  while (seq < proof.last) {
    const line = await next(lines, 'chain.jsonl', seq + 1);
    const [first, last] = line.leaves ?? line.pruned ?? [line.seq, line.seq];
    const follows = first === seq + 1 && last >= first && last <= proof.last;
    must(follows, `Event ${seq + 1} is missing, or not in its place.`, seq + 1);
    if (line.leaves) {
      for (let at = first; at <= last; at += 1) {
        const leaf = leaves.subarray(counts.leaves * 32, (counts.leaves + 1) * 32);
        must(leaf.length === 32, `leaves.bin has nothing for event ${at}.`, at);
        arrive(at, linkOf(link, leaf));
        counts.leaves += 1;
      }
    } else if (line.pruned) {
      const run = runs.get(first);
      must(run?.last === last, `Nothing says that events ${first} to ${last} were pruned.`, first);
      must(run.before.equals(link), `Event ${first} was pruned from another place.`, first);
      arrive(last, run.link);
      counts.pruned += last - first + 1;
    } else {
      const computed = eventLink(chain, line, link);
      const isWhole = computed !== null && typeof line.in === 'boolean';
      const isSame = isWhole && computed.toString('hex') === line.link;
      must(isSame, `Event ${seq + 1}${or} is not what it was when it was recorded.`, seq + 1);
      arrive(first, computed);
      if (acts.has(seq)) checkAct(acts, line);
      if (line.in) counts.originals += await checkReadable(line, events, originals);
      counts[line.in ? 'events' : 'proofEvents'] += 1;
      signal?.throwIfAborted();
      onProgress?.({ done: seq - proof.first, total: proof.last - proof.first });
    }
    or = line.leaves ? ' (or one before it that is here as a hash only)' : '';
  }
  must((await lines.next()).done, 'chain.jsonl goes on behind its range.', proof.last + 1);
  must((await events.next()).done, 'events.jsonl has events that are not in the chain.');
  must((await originals.next()).done, 'originals.jsonl has originals of no event.');
  must(leaves.length === counts.leaves * 32, 'leaves.bin has leaves of no event.');
  must(acts.size === 0, 'The event of a prune is missing.', [...acts.keys()][0]);
  return { counts, links };
}

/** The pruned runs by their first event, and what the events of the prunes must say of them. */
async function readPrunes(files, { chain, prunes }) {
  const bytes = await files.whole('runs.bin');
  const runs = new Map();
  const acts = new Map();
  let at = 0;
  for (const { act, runs: count } of prunes) {
    const all = bytes.subarray(at, at + count * 80);
    const hash = sha256('annals.prune.v1\0', bytesOf(chain), all).toString('hex');
    acts.set(act, { runs: count, runsHash: hash });
    for (const end = at + all.length; at < end; at += 80) {
      const [first, last] = [at, at + 8].map((place) => Number(bytes.readBigInt64BE(place)));
      const [before, link] = [at + 16, at + 48].map((place) => bytes.subarray(place, place + 32));
      runs.set(first, { last, before, link });
    }
  }
  must(at === bytes.length, 'runs.bin does not have the runs that proof.json names.');
  return { runs, acts };
}

function checkAct(acts, line) {
  const { runs, runsHash } = JSON.parse(columnOf(line, 'metadata'));
  const isPrune = ['prune', 'clear', 'batch.undo'].includes(columnOf(line, 'action'));
  const isSame = isPrune && isDeepStrictEqual({ runs, runsHash }, acts.get(line.seq));
  must(isSame, `Event ${line.seq} does not say that this was pruned.`, line.seq);
  acts.delete(line.seq);
}

/** @returns the number of originals of the event */
async function checkReadable(line, events, originals) {
  const { seq } = line;
  const isSame = isDeepStrictEqual(await next(events, 'events.jsonl', seq), readable(line));
  must(isSame, `events.jsonl does not say of event ${seq} what was recorded.`, seq);
  const rawHash = columnOf(line, 'raw_hash');
  if (rawHash === null) return 0;
  const original = await next(originals, 'originals.jsonl', seq);
  const encoding = 'text' in original ? 'utf8' : 'base64';
  const name = encoding === 'utf8' ? 'text' : encoding;
  const bytes = Buffer.from(String(original[name]), encoding);
  const isPlain = isDeepStrictEqual(original, { seq, [name]: bytes.toString(encoding) });
  const isRaw = isPlain && sha256(bytes).toString('hex') === rawHash.hex;
  must(isRaw, `The original of event ${seq} is not what was imported.`, seq);
  return 1;
}

/** @returns the statement over the end of the range, with the fingerprint of its key */
function checkStatements({ chain, keys, statements, head, last }, links) {
  const byId = new Map(keys.map((key) => [fingerprintOf(key.publicKey).slice(0, 16), key]));
  let before = null;
  for (const statement of [...statements, head]) {
    const { kind, seq, link, key, signature, retained, pruned, previous } = statement;
    const text = textOf(chain, statement);
    need(byId.has(key), `The public key ${key} is missing.`);
    const holds = isSigned(byId.get(key).publicKey, text, signature) && retained + pruned === seq;
    must(holds, `The statement over event ${seq} does not hold.`, seq);
    const isHere = (links.get(seq) ?? link) === link;
    must(isHere, `The events up to ${seq} are not those that were signed.`, seq);
    if (kind !== 'checkpoint') continue;
    must((before ?? previous) === previous, `A statement before event ${seq} is missing.`, seq);
    before = sha256(text, bytesOf(signature)).toString('hex');
  }
  const closing = statements.find(({ seq }) => seq === last);
  must(closing, `No statement is there over event ${last}.`, last);
  return { at: closing.at, key: fingerprintOf(byId.get(closing.key).publicKey) };
}

// ---- Evidence from outside ----

function readSeal(path) {
  const file = basename(path);
  try {
    const { publicKey, link, signature, ...rest } = JSON.parse(fs.readFileSync(path, 'utf8'));
    const hex = [publicKey, link, signature].map((part) =>
      Buffer.from(part, 'base64').toString('hex'),
    );
    const seal = { ...rest, kind: 'seal', publicKey: hex[0], link: hex[1], signature: hex[2] };
    const text = textOf(seal.chain, seal);
    if (isSigned(seal.publicKey, text, seal.signature)) return { ...seal, file };
  } catch {
    // No seal, said below.
  }
  throw new Finding('undecided', `${file} is no seal that holds.`, null);
}

/** What named keys and seals say of the two keys that signed, and of the events. */
function trustOf({ keys, seals }, { chain, links, events, manifest }) {
  const isNamed = (key) => keys.length === 0 || keys.some((start) => key.startsWith(start));
  must(isNamed(events), `Another key than you named signed the events: ${events}`);
  need(isNamed(manifest), `The events hold, but another key signed the manifest: ${manifest}`);
  const sealed = [];
  for (const { file, seq, link, at, ...seal } of seals) {
    need(seal.chain === chain, `${file} is about another store.`);
    const isSame = (links.get(seq) ?? link) === link;
    must(isSame, `The events up to ${seq} are not those that ${file} sealed.`, seq);
    const isVouching = links.has(seq) || fingerprintOf(seal.publicKey) === events;
    need(isVouching, `${file} is about event ${seq} and says nothing of these, nor of their key.`);
    if (links.has(seq)) sealed.push({ file, seq, at });
  }
  const isKnown = keys.length + seals.length > sealed.length;
  const mode = sealed.length > 0 ? 'seal' : isKnown ? 'key' : 'bundle';
  return { trust: { mode, keys: { events, manifest } }, sealed };
}

// ---- The verdict ----

/**
 * Verifies a bundle. @returns the verdict; fails only when `signal` is aborted
 * @param path of a zip or a folder
 */
export async function verifyBundle(path, { keys = [], seals = [], ...watch } = {}) {
  let files = null;
  try {
    const named = keys.map((key) => key.toLowerCase().replace(/[\s:]/gu, ''));
    const areKeys = named.every((key) => /^[0-9a-f]{16,64}$/u.test(key));
    need(areKeys, 'A fingerprint has 64 hexadecimal digits; at least the first 16 must be named.');
    const outside = { keys: named, seals: seals.map((file) => readSeal(file)) };
    files = new Files(path);
    return await verify(files, outside, watch);
  } catch (error) {
    if (watch.signal?.aborted) throw error;
    // Whatever else cannot be read is not what Annals wrote.
    const isReadable = files !== null && error.syscall === undefined;
    const { verdict = isReadable ? 'tampered' : 'undecided', seq = null, message } = error;
    return { verdict, firstBad: seq, reason: message, events: 0, unknown: [] };
  }
}

async function verify(files, outside, watch) {
  const bytes = await files.whole('manifest.json');
  const manifest = JSON.parse(bytes);
  const signatureBytes = await files.whole('signature.json');
  const { publicKey, signature } = JSON.parse(signatureBytes);
  const proof = JSON.parse(await files.whole('proof.json'));
  const text = Buffer.concat([Buffer.from('annals.bundle.v1\n'), bytes]);
  const plain = { format: 'annals.bundle-signature.v1', publicKey, signature };
  const isPlain = signatureBytes.toString() === `${JSON.stringify(plain)}\n`;
  const isSame = isPlain && fingerprintOf(publicKey) === manifest.key;
  const isMade = isSame && isSigned(publicKey, text, signature);
  const isKnown = manifest.format === 'annals.bundle.v1';
  must(isMade || isKnown, 'The manifest is not the one that was signed.');
  need(isKnown, 'This is a bundle of a newer version: use the verifier that came with it.');
  await files.check('proof.json', manifest);

  const { chain, first, last, head, statements } = proof;
  const agree = manifest.chain === chain && isDeepStrictEqual(manifest.range, { first, last });
  must(agree, 'manifest.json and proof.json contradict each other.');
  const genesis = sha256('annals.genesis.v1\0', bytesOf(chain)).toString('hex');
  must(first > 1 || proof.linkBefore === genesis, 'The chain begins with another link.', 1);
  const wanted = new Set([...statements, head, ...outside.seals].map(({ seq }) => seq));
  const { counts, links } = await walk(files, proof, wanted, watch);
  const closing = checkStatements(proof, links);
  for (const name of LISTED) await files.check(name, manifest);
  must(isMade, 'The manifest is not the one that was signed.');
  const isCounted = isDeepStrictEqual(manifest.counts, counts);
  must(isCounted, 'The manifest counts other events than are there.');

  const signed = { chain, links, events: closing.key, manifest: manifest.key };
  const { trust, sealed } = trustOf(outside, signed);
  const unlisted = files.place.names.filter((name) => !NAMES.includes(name));
  const unknown = [
    trust.mode === 'bundle' && 'Whose key signed: compare it with what the operator told you.',
    `What was before event ${first} and after event ${last}.`,
    counts.leaves > 0 && 'What the events say that are in between as hashes only.',
    manifest.review.events > 0 &&
      'Notes, flags and holds: only who made the bundle vouches for them.',
    'Whether what was recorded was true, and the clock right.',
    unlisted.length > 0 && `What other files in this folder say: ${unlisted.join(', ')}`,
  ].filter(Boolean);
  const reserve = trust.mode === 'bundle' ? ', if the key is the operator’s' : '';
  const reason = `No change detected since ${closing.at}${reserve}.`;
  const made = { ...manifest, files: undefined };
  const range = { first, last, leaves: counts.leaves, pruned: counts.pruned };
  const { events } = counts;
  return { verdict: 'intact', firstBad: null, reason, events, range, trust, sealed, made, unknown };
}

function chosenBy({ query, plan }) {
  if (plan !== undefined) return `by plan ${plan}: what a prune deleted`;
  return query === '' ? 'everything' : (query ?? 'by number');
}

/** A verdict for people. */
export function reportLines({ verdict, reason, firstBad, events, ...found }) {
  const lines = [`${verdict.toUpperCase()}: ${reason}`];
  if (firstBad !== null) lines.push(`The first event that does not fit is number ${firstBad}.`);
  if (verdict === 'intact') {
    const { range, trust, sealed, made, unknown } = found;
    lines.push(
      `Events   ${events}, numbers ${range.first} to ${range.last}`,
      `Between  ${range.leaves} that were not chosen, ${range.pruned} that were pruned`,
      `Chosen   ${chosenBy(made.selection)}`,
      `Made     ${made.createdAt} by ${made.operator.name}, ${made.operator.id}`,
      `Keys     ${trust.keys.events} events`,
      `         ${trust.keys.manifest} manifest`,
      ...sealed.map(({ file, seq, at }) => `Seal     ${file}: up to event ${seq}, ${at}`),
      'Not proven:',
      ...unknown.map((sentence) => `- ${sentence}`),
    );
  }
  // What a bundle says must not steer a terminal.
  return lines.map((line) => line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}'));
}

async function main() {
  const many = { type: 'string', multiple: true, default: [] };
  const options = { json: { type: 'boolean' }, key: many, seal: many };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals.length > 1) throw new Error('One bundle can be verified at a time.');
  const path = positionals[0] ?? dirname(fileURLToPath(import.meta.url));
  const result = await verifyBundle(path, { keys: values.key, seals: values.seal });
  console.log(values.json ? JSON.stringify(result) : reportLines(result).join('\n'));
  process.exitCode = { intact: 0, tampered: 1, undecided: 4 }[result.verdict];
}

/** True if this file is the program; in another one, the first argument may be no file at all. */
function isProgram() {
  const [, path] = process.argv;
  if (!path || !fs.existsSync(path)) return false;
  return fs.realpathSync(path) === fs.realpathSync(fileURLToPath(import.meta.url));
}

if (isProgram()) {
  main().catch((error) => {
    // Nothing was verified: no script may take this for a verdict of another kind.
    console.error(error.message);
    process.exitCode = 4;
  });
}
