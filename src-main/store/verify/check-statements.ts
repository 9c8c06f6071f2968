import {
  NO_PREVIOUS,
  checkpointHash,
  checkpointText,
  headText,
  isSignedBy,
} from '../chain/statement.ts';
import { keyIdOf } from '../chain/signing-key.ts';
import { Pace } from '../pace.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { firstOf } from './finding.ts';
import type { Finding } from './finding.ts';
import type { LinkReader } from './links.ts';

interface StatementRow {
  readonly seq: number;
  readonly link: Buffer;
  readonly retained: number;
  readonly pruned: number;
  readonly at: number;
  readonly key_id: string;
  readonly signature: Buffer;
}

interface CheckpointRow extends StatementRow {
  readonly previous: Buffer;
}

type Keys = ReadonlyMap<string, Buffer>;

const CHECKPOINTS_AT_ONCE = 64;

/**
 * Checks what the store says of its chain: the head, every checkpoint and the keys that signed
 * them; and that nothing stands outside of what the head knows. Links are taken as the rows have
 * them, which is checked elsewhere (check-events.ts).
 */
export function* checkStatements(
  db: ReadDb,
  chainId: Uint8Array,
  links: LinkReader,
): Sliced<Finding | null> {
  const keys = publicKeys(db);
  const head = db.prepare<[], StatementRow>('SELECT * FROM head').get();
  if (!head) throw new Error('a store without a head is not checked');
  return firstOf([
    yield* checkCheckpoints(db, chainId, links, keys, head.seq),
    checkHead(chainId, links, keys, head),
    checkCounts(db, head),
    checkEdges(db, head.seq),
  ]);
}

function* checkCheckpoints(
  db: ReadDb,
  chainId: Uint8Array,
  links: LinkReader,
  keys: Keys,
  headSeq: number,
): Sliced<Finding | null> {
  const next = db.prepare<[number, number], CheckpointRow>(
    'SELECT * FROM checkpoint WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const pace = new Pace();
  let previous: Buffer = NO_PREVIOUS;
  let after = -Infinity;
  for (;;) {
    const rows = next.all(after, CHECKPOINTS_AT_ONCE);
    for (const row of rows) {
      if (row.seq < 1 || row.seq > headSeq) {
        return { seq: row.seq, reason: 'A checkpoint stands over no event.' };
      }
      const text = checkpointText(chainId, row, previous);
      const link = links.linkAt(row.seq);
      // Within a run of pruned events there is no link left to compare with.
      const isLinked = link === null || link === row.link.toString('hex');
      if (!isLinked || !row.previous.equals(previous) || !isSigned(keys, row, text)) {
        return { seq: row.seq, reason: 'The checkpoint over the event does not hold.' };
      }
      previous = checkpointHash(text, row.signature);
      after = row.seq;
    }
    if (rows.length < CHECKPOINTS_AT_ONCE) return null;
    yield* pace.breathe();
  }
}

function checkHead(
  chainId: Uint8Array,
  links: LinkReader,
  keys: Keys,
  head: StatementRow,
): Finding | null {
  const isLinked = links.linkAt(head.seq) === head.link.toString('hex');
  if (isLinked && isSigned(keys, head, headText(chainId, head))) return null;
  return { seq: head.seq, reason: 'The signed head does not hold.' };
}

/** Every event up to the head is there or was pruned, as the head counts them. */
function checkCounts(db: ReadDb, head: StatementRow): Finding | null {
  const pruned = db
    .prepare<[], number>('SELECT total(last_seq - first_seq + 1) FROM pruned_run')
    .pluck()
    .get();
  if (pruned === head.pruned && head.retained + head.pruned === head.seq) return null;
  return { seq: head.seq, reason: 'The signed head counts other events than there are.' };
}

/** Nothing stands before the first event or after the newest. */
function checkEdges(db: ReadDb, headSeq: number): Finding | null {
  const edges = db
    .prepare<
      [],
      { low: number | null; high: number | null; lowRaw: number | null; highRaw: number | null }
    >(
      `SELECT (SELECT min(seq) FROM event) AS low, (SELECT max(seq) FROM event) AS high,
         (SELECT min(first_seq) FROM raw_block) AS lowRaw,
         (SELECT max(first_seq) FROM raw_block) AS highRaw`,
    )
    .get();
  const isOutside = (seq: number | null | undefined): seq is number =>
    typeof seq === 'number' && (seq < 1 || seq > headSeq);
  return firstOf([
    isOutside(edges?.low) && edges.low < 1
      ? { seq: edges.low, reason: 'The event stands before the first.' }
      : null,
    isOutside(edges?.high)
      ? { seq: headSeq + 1, reason: 'The signed head does not know the event.' }
      : null,
    isOutside(edges?.lowRaw) || isOutside(edges?.highRaw)
      ? { seq: headSeq + 1, reason: 'There is an original of an event that is not there.' }
      : null,
  ]);
}

/** The keys whose names are theirs: another key under a known name would sign for that. */
function publicKeys(db: ReadDb): Keys {
  const rows = db
    .prepare<[], { id: string; public_key: Buffer }>('SELECT id, public_key FROM signing_key')
    .all();
  return new Map(
    rows
      .filter(({ id, public_key: key }) => id === keyIdOf(key))
      .map(({ id, public_key: key }) => [id, key]),
  );
}

function isSigned(keys: Keys, row: StatementRow, text: string): boolean {
  const key = keys.get(row.key_id);
  return key !== undefined && isSignedBy(key, text, row.signature);
}
