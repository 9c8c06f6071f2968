import { hash } from 'node:crypto';
import type { RowValue } from '../chain/canonical-row.ts';
import { createChain } from '../chain/chain.ts';
import type { Chain } from '../chain/chain.ts';
import { Pace } from '../pace.ts';
import { HASHED_COLUMNS } from '../queries/event-columns.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import type { SeqRange } from './chunks.ts';
import type { Finding } from './finding.ts';
import { originalsReader } from './originals.ts';
import { targetLookup } from './target-lookup.ts';
import { addTarget, emptySums } from './target-sums.ts';
import type { MixKey } from './target-sums.ts';

/** A place in the chain: everything up to this seq is accounted for, and leads to this link. */
export interface Joint {
  readonly seq: number;
  /** Hex. */
  readonly link: string;
}

/** What checking a stretch of the chain found. */
export interface EventsCheck {
  /** Events that are there and fit, up to what does not. */
  readonly events: number;
  readonly finding: Finding | null;
  /** Where the stretch was taken up, on trust; null if there was nothing to take it up from. */
  readonly begin: Joint | null;
  /** Where it ends. What comes next begins there. */
  readonly end: Joint | null;
  /** Of what its events touched (target-sums.ts). */
  readonly low: number;
  readonly high: number;
}

interface RunRow {
  readonly first: number;
  readonly last: number;
  readonly linkBefore: string;
  readonly link: string;
}

const EVENTS_AT_ONCE = 512;
const HASH_DIGITS = 64;
const SALT_DIGITS = 32;

const RAW_HASH = HASHED_COLUMNS.indexOf('raw_hash');
const TARGETS = HASHED_COLUMNS.indexOf('targets');
const OCCURRED_AT = HASHED_COLUMNS.indexOf('occurred_at');

export const MISSING = 'The event is missing.';

/**
 * Recomputes stretches of the chain from the rows as they are: every leaf and link, every original
 * against its hash, and across the runs of events that were pruned. Each stretch begins with the
 * link that the store has before it; who puts them together sees to it that they meet.
 */
export class EventChecker {
  readonly #chain: Chain;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #originals: ReturnType<typeof originalsReader>;
  readonly #entitiesOf: ReturnType<typeof targetLookup>;

  constructor(db: ReadDb, chainId: Uint8Array) {
    this.#chain = createChain(chainId);
    this.#statements = prepareStatements(db);
    this.#originals = originalsReader(db);
    this.#entitiesOf = targetLookup(db);
  }

  *check({ first, last }: SeqRange, key: MixKey): Sliced<EventsCheck> {
    const runs = this.#statements.runs.all({ first, last });
    const begin = this.#before(first, runs);
    const sums = emptySums(1);
    if (!begin) {
      const finding = { seq: first - 1, reason: MISSING };
      return { events: 0, finding, begin, end: null, low: 0, high: 0 };
    }
    const ahead = runs.filter((run) => run.first >= first).values();
    let run = ahead.next().value;
    let { seq, link } = begin;
    let events = 0;
    const ended = (finding: Finding | null): EventsCheck => {
      const [low = 0] = sums.low;
      const [high = 0] = sums.high;
      return { events, finding, begin, end: { seq, link }, low, high };
    };
    /** Goes on across what was pruned here. */
    const cross = (): Finding | null => {
      while (run?.first === seq + 1) {
        if (run.linkBefore !== link) {
          return {
            seq: run.first,
            reason: 'The run of pruned events does not join what is before it.',
          };
        }
        seq = run.last;
        ({ link } = run);
        run = ahead.next().value;
      }
      return null;
    };
    const pace = new Pace();
    let read = first - 1;
    for (let isMore = true; isMore;) {
      const rows = this.#statements.rows.all(read, last, EVENTS_AT_ONCE);
      isMore = rows.length === EVENTS_AT_ONCE;
      const upTo = isMore ? seqOf(rows.at(-1)) : last;
      const originals = this.#originals(read + 1, upTo);
      for (const fields of rows) {
        const hashes = String(fields.pop());
        const rowSeq = Number(fields.pop());
        const broken = cross();
        if (broken) return ended(broken);
        const reason = this.#misfit(rowSeq - seq - 1, hashes);
        if (reason) return ended({ seq: Math.min(rowSeq, seq + 1), reason });
        const next = this.#linkOf(link, rowSeq, hashes, fields);
        if (next === null) {
          return ended({
            seq: rowSeq,
            reason: 'The event is not what it was when it was recorded.',
          });
        }
        if (!isOriginal(originals.get(rowSeq), fields[RAW_HASH])) {
          const reason = 'The original of the event is not what was imported.';
          return ended({ seq: rowSeq, reason });
        }
        const entities = this.#entitiesOf(String(fields[TARGETS]));
        if (entities === null) {
          const reason = 'The list of entities does not have what the event touched.';
          return ended({ seq: rowSeq, reason });
        }
        for (const entity of entities) {
          addTarget(sums, 0, key, entity, Number(fields[OCCURRED_AT]), rowSeq);
        }
        originals.delete(rowSeq);
        events += 1;
        seq = rowSeq;
        link = next;
      }
      const [left] = originals.keys();
      if (left !== undefined) {
        const misfit = { seq: left, reason: 'There is an original of an event that is not there.' };
        return ended(cross() ?? (seq < left ? { seq: seq + 1, reason: MISSING } : misfit));
      }
      read = upTo;
      yield* pace.breathe();
    }
    const broken = cross();
    if (broken) return ended(broken);
    return ended(seq < last ? { seq: seq + 1, reason: MISSING } : null);
  }

  /** Where the store says that the chain stands before an event. */
  #before(first: number, runs: readonly RunRow[]): Joint | null {
    if (first === 1) return { seq: 0, link: this.#chain.genesis.toString('hex') };
    const across = runs.find((run) => run.first < first && run.last >= first - 1);
    if (across) return { seq: across.last, link: across.link };
    const link = this.#statements.link.get(first - 1);
    return link?.length === HASH_DIGITS ? { seq: first - 1, link } : null;
  }

  /** @param skipped events between the one before and this; what was pruned is none */
  #misfit(skipped: number, hashes: string): string | null {
    if (skipped > 0) return MISSING;
    if (skipped < 0) return 'The event was pruned, and stands there again.';
    return hashes.length === SALT_DIGITS + HASH_DIGITS ? null : 'The event has no hash.';
  }

  /** The link of a row; null if it is not the one that the row has. */
  #linkOf(
    previous: string,
    seq: number,
    hashes: string,
    fields: readonly RowValue[],
  ): string | null {
    try {
      const link = this.#chain.linkOfRow(previous, seq, hashes.slice(0, SALT_DIGITS), fields);
      return hashes.endsWith(link) ? link : null;
    } catch (error) {
      // Integers that JavaScript cannot hold are never recorded, so such a value was changed.
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
}

function seqOf(row: readonly RowValue[] | undefined): number {
  return Number(row?.[HASHED_COLUMNS.length]);
}

/** True if an original is the one with this hash, and there is none where there is no hash. */
function isOriginal(original: Buffer | undefined, rawHash: RowValue | undefined): boolean {
  if (original === undefined) return !Buffer.isBuffer(rawHash);
  return Buffer.isBuffer(rawHash) && hash('sha256', original, 'hex') === rawHash.toString('hex');
}

function prepareStatements(db: ReadDb) {
  return {
    // Hashes as text: making a buffer for each would take longer than hashing.
    rows: db
      .prepare<[number, number, number], RowValue[]>(
        `SELECT ${HASHED_COLUMNS.join(', ')}, seq, lower(hex(salt || link)) FROM event
         WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
      )
      .raw(),
    link: db.prepare<[number], string>('SELECT lower(hex(link)) FROM event WHERE seq = ?').pluck(),
    // Those that begin in the stretch, and the one before, which may reach into it.
    runs: db.prepare<[SeqRange], RunRow>(
      `SELECT first_seq AS first, last_seq AS last, lower(hex(link_before)) AS linkBefore,
         lower(hex(link)) AS link
       FROM pruned_run WHERE first_seq <= @last AND first_seq >=
         ifnull((SELECT max(first_seq) FROM pruned_run WHERE first_seq < @first), @first)
       ORDER BY first_seq`,
    ),
  };
}
