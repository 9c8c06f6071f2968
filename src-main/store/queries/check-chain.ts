import type { ReadDb } from '../sql/connection.ts';
import type { ChainCheck, Sliced } from '../store-api.ts';
import { createChain, sha256 } from '../chain/chain.ts';
import type { RowValue } from '../chain/canonical-row.ts';
import {
  NO_PREVIOUS,
  checkpointHash,
  checkpointText,
  headText,
  isSignedBy,
} from '../chain/statement.ts';
import { HASHED_COLUMNS } from './event-columns.ts';
import { RAW_BLOCK_EVENTS, unpackRaws } from './raw-blocks.ts';

/** Events checked between two looks at whether the caller still wants to know. */
const SLICE_EVENTS = 512;

const RAW_HASH = HASHED_COLUMNS.indexOf('raw_hash');
const TARGETS = HASHED_COLUMNS.indexOf('targets');
const OCCURRED_AT = HASHED_COLUMNS.indexOf('occurred_at');

interface StatementRow {
  readonly seq: number;
  readonly link: Buffer;
  readonly retained: number;
  readonly pruned: number;
  readonly at: number;
  readonly key_id: string;
  readonly signature: Buffer;
}

/**
 * Recomputes the chain from the rows as they are: every leaf and link, every original against
 * its hash, every target against the index of targets, every checkpoint and the head against
 * their signatures. It tells whether the store agrees with itself; that nobody rewrote all of it
 * needs evidence from outside.
 */
export function* checkChain(db: ReadDb): Sliced<ChainCheck> {
  const chainId = db.prepare<[], Buffer>('SELECT id FROM chain').pluck().get();
  // Before the head, so that none of them can be newer.
  const checkpoints = checkpointsBySeq(db);
  const head = db.prepare<[], StatementRow>('SELECT * FROM head').get();
  if (!chainId || !head) return bad(0, 0, 'the store has lost its chain id or its head');
  const keys = publicKeys(db);
  const { first } = edges(db);
  if (first !== null && first < 1) return bad(0, first, 'the event stands before the first');
  const chain = createChain(chainId);
  let link = chain.genesis;
  let seq = 0;
  let previous: Buffer = NO_PREVIOUS;
  let targets = 0;
  const isIndexed = db.prepare<[string, string, number, number], { found: 1 }>(
    `SELECT 1 AS found FROM event_target
     WHERE entity = (SELECT id FROM entity WHERE type = ? AND key = ?)
       AND occurred_at = ? AND seq = ?`,
  );
  for (;;) {
    const rows = nextRows(db, seq, head.seq);
    if (rows.length === 0) break;
    const raws = rawsOf(db, seq + 1, seq + rows.length);
    for (const row of rows) {
      const [rowSeq, ...rest] = row;
      if (rowSeq !== seq + 1) return bad(head.retained, seq + 1, 'the event is missing');
      const fields = rest.slice(0, HASHED_COLUMNS.length);
      const [salt, stored] = rest.slice(HASHED_COLUMNS.length);
      if (!isBytes(salt) || !isBytes(stored)) return bad(seq, rowSeq, 'the event has no hash');
      if (fields.some(isUnknown)) return bad(seq, rowSeq, CHANGED);
      link = chain.link(link, chain.leaf(rowSeq, salt, fields));
      if (!link.equals(stored)) return bad(seq, rowSeq, CHANGED);
      const rawHash = fields[RAW_HASH];
      const raw = raws.get(rowSeq) ?? null;
      if (isBytes(rawHash) ? raw === null || !sha256(raw).equals(rawHash) : raw !== null) {
        return bad(seq, rowSeq, 'the original of the event is not what was imported');
      }
      for (const [type, key] of indexedTargets(String(fields[TARGETS]))) {
        if (isIndexed.get(type, key, Number(fields[OCCURRED_AT]), rowSeq) === undefined) {
          return bad(seq, rowSeq, 'the index of targets does not agree with the event');
        }
        targets += 1;
      }
      seq = rowSeq;
      const checkpoint = checkpoints.get(seq);
      if (checkpoint) {
        const text = checkpointText(chainId, checkpoint, previous);
        const isLinked = checkpoint.link.equals(link) && checkpoint.previous.equals(previous);
        if (!isLinked || !isSigned(keys, checkpoint, text)) {
          return bad(seq, seq, 'the checkpoint over the event does not hold');
        }
        previous = checkpointHash(text, checkpoint.signature);
        checkpoints.delete(seq);
      }
    }
    yield;
  }
  if (head.seq !== seq) return bad(seq, seq + 1, 'the newest events are missing');
  const indexed = db
    .prepare<[number], number>('SELECT count(*) FROM event_target WHERE seq <= ?')
    .pluck()
    .get(head.seq);
  if (indexed !== targets) return bad(seq, seq, 'the index of targets holds targets of no event');
  if (!head.link.equals(link) || !isSigned(keys, head, headText(chainId, head))) {
    return bad(seq, seq, 'the signed head does not hold');
  }
  if (checkpoints.size > 0) return bad(seq, seq, 'a checkpoint stands over no event');
  const { last, headSeq } = edges(db);
  if (last > headSeq) return bad(seq, headSeq + 1, 'the signed head does not know the event');
  return { events: seq, firstBad: null, reason: '' };
}

const CHANGED = 'the event is not what it was when it was recorded';

function checkpointsBySeq(db: ReadDb): Map<number, StatementRow & { readonly previous: Buffer }> {
  const rows = db
    .prepare<[], StatementRow & { readonly previous: Buffer }>('SELECT * FROM checkpoint')
    .all();
  return new Map(rows.map((row) => [row.seq, row]));
}

/** The first and last event, and where the head says the trail ends, all at one moment. */
function edges(db: ReadDb): { first: number | null; last: number; headSeq: number } {
  const row = db
    .prepare<[], { first: number | null; last: number; headSeq: number }>(
      `SELECT (SELECT min(seq) FROM event) AS first, ifnull((SELECT max(seq) FROM event), 0) AS last,
         (SELECT seq FROM head) AS headSeq`,
    )
    .get();
  if (!row) throw new Error('SQLite did not answer');
  return row;
}

/** Integers that JavaScript cannot hold are never recorded, so such a value was changed. */
function isUnknown(value: RowValue): boolean {
  return typeof value === 'number' && !Number.isSafeInteger(value);
}

function bad(events: number, firstBad: number, reason: string): ChainCheck {
  return { events, firstBad, reason };
}

function nextRows(db: ReadDb, after: number, upTo: number): [number, ...RowValue[]][] {
  return db
    .prepare<[number, number, number], [number, ...RowValue[]]>(
      `SELECT seq, ${HASHED_COLUMNS.join(', ')}, salt, link FROM event
       WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
    )
    .raw()
    .all(after, upTo, SLICE_EVENTS);
}

function rawsOf(db: ReadDb, first: number, last: number): ReadonlyMap<number, Buffer> {
  const blocks = db
    .prepare<[number, number], RawBlock>(
      `SELECT first_seq, count, data FROM raw_block WHERE first_seq > ? AND first_seq <= ?
       ORDER BY first_seq`,
    )
    .all(first - RAW_BLOCK_EVENTS, last);
  const raws = new Map<number, Buffer>();
  for (const block of blocks) {
    const unpacked = unpacksOrEmpty(block);
    for (let place = 0; place < RAW_BLOCK_EVENTS; place += 1) {
      // Who reads an original looks into the nearest block only: a later one hides an earlier.
      raws.delete(block.first_seq + place);
      const raw = unpacked[place];
      if (raw) raws.set(block.first_seq + place, raw);
    }
  }
  return raws;
}

interface RawBlock {
  readonly first_seq: number;
  readonly count: number;
  readonly data: Buffer;
}

/** A block that cannot be inflated has no originals, which the check then reports. */
function unpacksOrEmpty({ count, data }: RawBlock): readonly (Buffer | null)[] {
  try {
    const raws = unpackRaws(data);
    return raws.length === count ? raws : [];
  } catch {
    return [];
  }
}

/** The distinct targets of an event, as the index of targets should hold them. */
function indexedTargets(json: string): readonly (readonly [type: string, key: string])[] {
  const parsed = JSON.parse(json) as [string, string, string | null][];
  return [
    ...new Map(
      parsed.map(([type, id]) => [JSON.stringify([type, id]), [type, id] as const]),
    ).values(),
  ];
}

function publicKeys(db: ReadDb): ReadonlyMap<string, Buffer> {
  const rows = db
    .prepare<[], { id: string; public_key: Buffer }>('SELECT id, public_key FROM signing_key')
    .all();
  return new Map(rows.map((row) => [row.id, row.public_key]));
}

function isSigned(keys: ReadonlyMap<string, Buffer>, row: StatementRow, text: string): boolean {
  const key = keys.get(row.key_id);
  return key !== undefined && isSignedBy(key, text, row.signature);
}

function isBytes(value: RowValue | undefined): value is Buffer {
  return Buffer.isBuffer(value);
}
