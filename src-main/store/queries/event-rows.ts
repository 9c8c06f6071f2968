import { randomBytes } from 'node:crypto';
import type { EventTarget } from '#shared/model/audit-event.ts';
import { RowReader } from '../chain/canonical-row.ts';
import type { RowValue } from '../chain/canonical-row.ts';
import { ROW_HEADER_BYTES } from '../chain/chain.ts';
import type { Chain } from '../chain/chain.ts';
import type { PackedEvents } from '../packing/packed-events.ts';
import type { WriteDb } from '../sql/connection.ts';
import { EntityIndex } from './entity-index.ts';
import { HASHED_COLUMNS } from './event-columns.ts';
import { toTargets } from './event-codec.ts';
import { RAW_BLOCK_EVENTS, packRaws, unpackRaws } from './raw-blocks.ts';

const OCCURRED_AT = HASHED_COLUMNS.indexOf('occurred_at');
const RECORDED_AT = HASHED_COLUMNS.indexOf('recorded_at');
const TARGETS = HASHED_COLUMNS.indexOf('targets');
const BATCH = HASHED_COLUMNS.indexOf('batch');

const SALT_BYTES = 16;

/** Where the chain stands: its newest event. */
export interface ChainEnd {
  readonly seq: number;
  readonly link: Buffer;
}

/** What only the writer knows of the events of an import. */
interface Addition {
  /** Integer milliseconds UTC. */
  readonly recordedAt: number;
  readonly batch: number;
}

/** Writes rows of `event` behind the end of the chain, and what indexes them. */
export class EventRows {
  readonly #chain: Chain;
  readonly #entities: EntityIndex;
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(db: WriteDb, chain: Chain) {
    this.#chain = chain;
    this.#entities = new EntityIndex(db);
    this.#statements = prepareStatements(db);
  }

  /** seq of the event with this id. */
  find(id: string): number | undefined {
    return this.#statements.find.get(id);
  }

  /** Appends an event. @param fields its hashed columns */
  append(
    end: ChainEnd,
    fields: readonly RowValue[],
    targets: readonly EventTarget[],
    salt: Uint8Array,
  ): ChainEnd {
    const leaf = this.#chain.leaf(end.seq + 1, salt, fields);
    return this.#insert(end, leaf, fields, targets, salt);
  }

  /** Appends those of packed events whose id is not there yet. */
  appendPacked(end: ChainEnd, events: PackedEvents, addition: Addition): ChainEnd {
    const rows = Buffer.from(events.rows.buffer, events.rows.byteOffset, events.rows.length);
    const ids = idsOf(rows, events.rowEnds);
    const known = new Set(this.#statements.findAll.all(JSON.stringify(ids)));
    const salts = randomBytes(SALT_BYTES * ids.length);
    let last = end;
    let start = 0;
    const isNew = ids.map((id, index) => {
      const row = rows.subarray(start, events.rowEnds[index]);
      start += row.length;
      if (known.has(id)) return false;
      known.add(id);
      const fields = readFields(row, addition);
      const salt = salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES);
      const leaf = this.#chain.leafOf(row, last.seq + 1, salt);
      last = this.#insert(last, leaf, fields, toTargets(String(fields[TARGETS])), salt);
      return true;
    });
    this.#addOriginals(end.seq + 1, events, isNew);
    return last;
  }

  /** To be called after the last event of an append. */
  flush(): void {
    this.#entities.flush();
  }

  /** Forgets what a transaction that was rolled back may have added. */
  forget(): void {
    this.#entities.forget();
  }

  #insert(
    end: ChainEnd,
    leaf: Buffer,
    fields: readonly RowValue[],
    targets: readonly EventTarget[],
    salt: Uint8Array,
  ): ChainEnd {
    const seq = end.seq + 1;
    const link = this.#chain.link(end.link, leaf);
    this.#statements.add.run(seq, ...fields, salt, link);
    this.#entities.add(targets, Number(fields[OCCURRED_AT]), seq);
    return { seq, link };
  }

  /** Stores the originals of the new events; only blocks with others in them are packed again. */
  #addOriginals(
    firstSeq: number,
    { raws, rawEnds }: PackedEvents,
    isNew: readonly boolean[],
  ): void {
    let seq = firstSeq;
    let start = 0;
    for (const [block, end] of rawEnds.entries()) {
      const packed = raws.subarray(start, end);
      const first = block * RAW_BLOCK_EVENTS;
      const wanted = isNew.slice(first, first + RAW_BLOCK_EVENTS);
      const count = wanted.filter(Boolean).length;
      if (count === wanted.length) this.#statements.addRaws.run(seq, count, packed);
      else if (count > 0) {
        const kept = unpackRaws(packed).filter((_, place) => wanted[place]);
        this.#statements.addRaws.run(seq, count, packRaws(kept));
      }
      seq += count;
      start = end;
    }
  }
}

function idsOf(rows: Buffer, rowEnds: Uint32Array): string[] {
  const ids: string[] = [];
  let start = 0;
  for (const end of rowEnds) {
    ids.push(String(new RowReader(rows, start + ROW_HEADER_BYTES).next()));
    start = end;
  }
  return ids;
}

/** The columns of a packed event; what only the writer knows is put in its place. */
function readFields(row: Buffer, { recordedAt, batch }: Addition): RowValue[] {
  const reader = new RowReader(row, ROW_HEADER_BYTES);
  return HASHED_COLUMNS.map((_, column) => {
    if (column === RECORDED_AT) return reader.replace(recordedAt);
    if (column === BATCH) return reader.replace(batch);
    return reader.next();
  });
}

function prepareStatements(db: WriteDb) {
  const columns = ['seq', ...HASHED_COLUMNS, 'salt', 'link'];
  return {
    find: db.prepare<[string], number>('SELECT seq FROM event WHERE id = ?').pluck(),
    // The plan is made while the store may still be small; CROSS JOIN keeps to the index of ids.
    findAll: db
      .prepare<[string], string>(
        `SELECT wanted.value FROM json_each(?) AS wanted
         CROSS JOIN event ON event.id = wanted.value`,
      )
      .pluck(),
    add: db.prepare<RowValue[]>(
      `INSERT INTO event (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    ),
    addRaws: db.prepare<[number, number, Uint8Array]>(
      'INSERT INTO raw_block (first_seq, count, data) VALUES (?, ?, ?)',
    ),
  };
}
