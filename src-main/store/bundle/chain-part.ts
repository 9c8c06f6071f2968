import { createChain } from '../chain/chain.ts';
import type { Chain } from '../chain/chain.ts';
import { writeIntegerAt } from '../chain/canonical-row.ts';
import type { RowValue } from '../chain/canonical-row.ts';
import { HASHED_COLUMNS } from '../queries/event-columns.ts';
import type { SeqRun } from '../seq-set.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { BundleContents } from './contents.ts';
import { incomplete } from './proof-range.ts';
import { stretchesOf } from './stretches.ts';

/** The files that prove: chain.jsonl, leaves.bin, runs.bin (docs/evidence-bundle.md). */

const ROWS_AT_ONCE = 256;
const RUN_BYTES = 80;

type HashedRow = [seq: number, salt: Buffer, link: Buffer, ...fields: RowValue[]];

/** The lines of chain.jsonl. */
export function* chainLines({
  db,
  range,
  whole,
  proofOnly,
  counts,
}: BundleContents): Generator<string> {
  const rowsOf = rowReader(db);
  for (const { kind, first, last } of stretchesOf(db, range, whole)) {
    if (kind !== 'events') {
      counts[kind] += last - first + 1;
      yield JSON.stringify({ [kind]: [first, last] });
      continue;
    }
    for (const [seq, salt, link, ...fields] of rowsOf({ first, last })) {
      const isChosen = !proofOnly.has(seq);
      counts[isChosen ? 'events' : 'proofEvents'] += 1;
      counts.rowsRead += 1;
      const row = fields.map(toJson);
      const hashes = { salt: salt.toString('hex'), link: link.toString('hex') };
      yield JSON.stringify({ seq, in: isChosen, ...hashes, row });
    }
  }
}

/** The bytes of leaves.bin. */
export function* leafBytes({ db, range, whole, counts }: BundleContents): Generator<Buffer> {
  const chain = createChain(range.chainId);
  const rowsOf = rowReader(db);
  for (const { kind, first, last } of stretchesOf(db, range, whole)) {
    if (kind !== 'leaves') continue;
    for (const [seq, salt, , ...fields] of rowsOf({ first, last })) {
      counts.rowsRead += 1;
      yield leafOrThrow(chain, seq, salt, fields);
    }
  }
}

/** The bytes of runs.bin. */
export function* runBytes({ db, range }: BundleContents): Generator<Buffer> {
  const runsOf = db.prepare<
    [number, number, number],
    { readonly first: number; readonly last: number; readonly links: Buffer }
  >(
    `SELECT first_seq AS first, last_seq AS last, CAST(link_before || link AS BLOB) AS links
     FROM pruned_run WHERE prune = ? AND first_seq > ? ORDER BY first_seq LIMIT ?`,
  );
  for (const { id } of range.prunes) {
    let after = 0;
    for (;;) {
      const runs = runsOf.all(id, after, ROWS_AT_ONCE);
      for (const { first, last, links } of runs) {
        const bytes = Buffer.alloc(RUN_BYTES);
        writeIntegerAt(bytes, 0, first);
        writeIntegerAt(bytes, 8, last);
        bytes.set(links, 16);
        yield bytes;
        after = first;
      }
      if (runs.length < ROWS_AT_ONCE) break;
    }
  }
}

/** Reads rows that must be there, without a gap. */
function rowReader(db: ReadDb): (run: SeqRun) => Generator<HashedRow> {
  const rowsBetween = db
    .prepare<[number, number, number], HashedRow>(
      `SELECT seq, salt, link, ${HASHED_COLUMNS.join(', ')} FROM event
       WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?`,
    )
    .raw();
  return function* rows({ first, last }) {
    for (let next = first; next <= last;) {
      const found = rowsBetween.all(next, last, ROWS_AT_ONCE);
      if (found.length === 0) throw incomplete(`Event ${next} is missing.`);
      for (const row of found) {
        if (row[0] !== next) throw incomplete(`Event ${next} is missing.`);
        yield row;
        next += 1;
      }
    }
  };
}

/** Integers that JavaScript cannot hold are never recorded, so such a value was changed. */
function leafOrThrow(chain: Chain, seq: number, salt: Buffer, fields: readonly RowValue[]): Buffer {
  try {
    return chain.leaf(seq, salt, fields);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw incomplete(`Event ${seq} is not what it was when it was recorded.`);
  }
}

function toJson(value: RowValue): string | number | null | { readonly hex: string } {
  return value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value;
}
