import { randomBytes } from 'node:crypto';
import { v7 as uuidV7 } from 'uuid';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { AnchorKeeper } from '../chain/anchor.ts';
import { createChain } from '../chain/chain.ts';
import { makeSeal } from '../chain/seal.ts';
import type { Seal } from '../chain/seal.ts';
import type { SigningKey } from '../chain/signing-key.ts';
import {
  NO_PREVIOUS,
  checkpointHash,
  checkpointText,
  headText,
  signStatement,
} from '../chain/statement.ts';
import type { Statement } from '../chain/statement.ts';
import type { PackedEvents } from '../packing/packed-events.ts';
import type { WriteDb } from '../sql/connection.ts';
import type { RecordedEvent } from '../store-api.ts';
import { toHashedValues } from './event-codec.ts';
import { EventRows } from './event-rows.ts';
import type { ChainEnd } from './event-rows.ts';

/** A checkpoint is kept at least every so many events, and every so many milliseconds. */
const CHECKPOINT_EVENTS = 1_000;
const CHECKPOINT_MS = 15 * 60_000;

interface HeadRow extends ChainEnd {
  readonly retained: number;
  readonly pruned: number;
}

/**
 * Appends to the trail: the one place that writes events. Each call of {@link commit} is one
 * transaction that ends with a newly signed head.
 */
export class TrailWriter {
  readonly #db: WriteDb;
  readonly #key: SigningKey;
  readonly #anchor: AnchorKeeper;
  readonly #clock: () => number;
  readonly #chainId: Buffer;
  readonly #genesis: Buffer;
  readonly #rows: EventRows;
  readonly #statements: ReturnType<typeof prepareStatements>;
  #head: HeadRow;
  /** True after an anchor could not be written; said once. */
  #isAnchorBehind = false;

  /**
   * @param stateFolder where the anchor of this store is kept
   * @param clock now, in integer milliseconds UTC
   */
  constructor(db: WriteDb, key: SigningKey, stateFolder: string, clock: () => number) {
    this.#db = db;
    this.#key = key;
    this.#clock = clock;
    this.#chainId = ensureChainId(db, clock());
    const chain = createChain(this.#chainId);
    this.#rows = new EventRows(db, chain);
    this.#statements = prepareStatements(db);
    this.#genesis = chain.genesis;
    this.#anchor = new AnchorKeeper(stateFolder, this.#chainId.toString('hex'), () => ({
      headSeq: this.#statements.getHead.get()?.seq ?? 0,
      linkAt: (seq) => this.#findLink(seq)?.toString('hex') ?? null,
    }));
    this.#head = { seq: 0, link: chain.genesis, retained: 0, pruned: 0 };
    this.#statements.addKey.run(key.id, key.publicKey, clock());
    if (!this.#statements.getHead.get()) this.#begin();
  }

  /** A head that says “no events” over events would hide that somebody took theirs away. */
  #begin(): void {
    if (this.#db.prepare('SELECT 1 FROM event LIMIT 1').get() !== undefined) {
      throw new AnnalsError(
        'STORE_CORRUPT',
        `The store ${this.#db.name} has lost the head of its chain.`,
        'Keep the file as it is and restore a backup, or ask “annals verify” what is wrong.',
      );
    }
    this.commit(() => undefined);
  }

  /** seq of the newest event of the last commit. */
  get headSeq(): number {
    return this.#head.seq;
  }

  /** Number of events in the store as of the last commit, or within one, as of now. */
  get retained(): number {
    return this.#head.retained;
  }

  /**
   * Runs some writes as one transaction and signs the head that they lead to; if they throw,
   * nothing has happened.
   * @param options.checkpoint keep the head as a checkpoint, however few events have come since
   */
  commit<Value>(write: () => Value, options: { checkpoint?: boolean } = {}): Value {
    const before = this.#head;
    const transaction = this.#db.transaction(() => {
      // Other programs may have appended, and named entities anew, since our last commit.
      this.#head = this.#statements.getHead.get() ?? this.#head;
      if (this.#head.seq !== before.seq) this.#rows.forget();
      const written = write();
      this.#sign(options.checkpoint ?? false);
      return written;
    });
    let value: Value;
    try {
      value = transaction.immediate();
    } catch (error) {
      this.#head = before;
      this.#rows.forget();
      throw error;
    }
    this.#moveAnchor();
    return value;
  }

  /** Appends events within a {@link commit}; those whose id is already there are left out. */
  append(events: readonly NewEvent[]): RecordedEvent[] {
    const recordedAt = this.#clock();
    const salts = randomBytes(16 * events.length);
    let end: ChainEnd = this.#head;
    const recorded = events.map((event, index): RecordedEvent => {
      const id = event.id ?? `al_${uuidV7()}`;
      const known = this.#rows.find(id);
      if (known !== undefined) return { id, seq: known, isNew: false };
      const addition = { id, recordedAt, batch: null, batchFile: null, rawHash: null };
      const salt = salts.subarray(index * 16, index * 16 + 16);
      end = this.#rows.append(end, toHashedValues(event, addition), event.targets, salt);
      return { id, seq: end.seq, isNew: true };
    });
    this.#advance(end);
    return recorded;
  }

  /**
   * Appends events of an import within a {@link commit}; those whose id is already there are left
   * out.
   * @returns how many were added
   */
  appendPacked(events: PackedEvents, batch: number): number {
    const before = this.#head.seq;
    const recordedAt = this.#clock();
    this.#advance(this.#rows.appendPacked(this.#head, events, { batch, recordedAt }));
    return this.#head.seq - before;
  }

  /**
   * Counts events as pruned that were deleted within this {@link commit}, together with entities
   * that only they touched.
   */
  drop(events: number): void {
    const { seq, link, retained, pruned } = this.#head;
    this.#head = { seq, link, retained: retained - events, pruned: pruned + events };
    this.#rows.forget();
  }

  /** The last commit of this writer as a statement that can be kept outside of the store. */
  seal(): Seal {
    return makeSeal(this.#key, this.#chainId, { ...this.#head, at: this.#clock() });
  }

  /** Link of an event, also if it is the last of a run that was pruned. */
  linkAt(seq: number): Buffer {
    const link = this.#findLink(seq);
    if (!link) throw new Error(`the chain has no link at ${seq}`);
    return link;
  }

  #findLink(seq: number): Buffer | undefined {
    return seq === 0 ? this.#genesis : this.#statements.linkAt.get(seq, seq);
  }

  #advance({ seq, link }: ChainEnd): void {
    this.#rows.flush();
    const retained = this.#head.retained + seq - this.#head.seq;
    this.#head = { seq, link, retained, pruned: this.#head.pruned };
  }

  #sign(isCheckpointWanted: boolean): void {
    const statement: Statement = { ...this.#head, at: this.#clock() };
    const { signature } = signStatement(this.#key, statement, headText(this.#chainId, statement));
    const { seq, link, retained, pruned, at } = statement;
    this.#statements.setHead.run(seq, link, retained, pruned, at, this.#key.id, signature);
    const last = this.#statements.lastCheckpoint.get();
    const events = seq - (last?.seq ?? 0);
    const isDue =
      events >= CHECKPOINT_EVENTS || (last !== undefined && at - last.at >= CHECKPOINT_MS);
    if (events > 0 && (isCheckpointWanted || isDue)) this.#keepCheckpoint(statement);
  }

  #keepCheckpoint(statement: Statement): void {
    const last = this.#statements.lastCheckpoint.get();
    const previous = last
      ? checkpointHash(checkpointText(this.#chainId, last, last.previous), last.signature)
      : NO_PREVIOUS;
    const text = checkpointText(this.#chainId, statement, previous);
    const { signature } = signStatement(this.#key, statement, text);
    const { seq, link, retained, pruned, at } = statement;
    const row = [seq, link, retained, pruned, at, previous, this.#key.id, signature];
    this.#statements.addCheckpoint.run(...row);
  }

  /** The commit stands whatever happens here: saying that it failed would have it repeated. */
  #moveAnchor(): void {
    const { seq, link } = this.#head;
    try {
      this.#anchor.moveTo({ seq, link: link.toString('hex'), at: this.#clock() });
      this.#isAnchorBehind = false;
    } catch (error) {
      if (!this.#isAnchorBehind) console.error('the anchor of the store was not written', error);
      this.#isAnchorBehind = true;
    }
  }
}

function ensureChainId(db: WriteDb, now: number): Buffer {
  db.prepare('INSERT OR IGNORE INTO chain (one, id, created_at) VALUES (1, ?, ?)').run(
    randomBytes(16),
    now,
  );
  const id = db.prepare<[], Buffer>('SELECT id FROM chain').pluck().get();
  if (!id) throw new Error('the store has no chain id');
  return id;
}

function prepareStatements(db: WriteDb) {
  return {
    getHead: db.prepare<[], HeadRow>('SELECT seq, link, retained, pruned FROM head'),
    setHead: db.prepare(
      `INSERT INTO head (one, seq, link, retained, pruned, at, key_id, signature)
       VALUES (1, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, link = excluded.link,
         retained = excluded.retained, pruned = excluded.pruned, at = excluded.at,
         key_id = excluded.key_id, signature = excluded.signature`,
    ),
    linkAt: db
      .prepare<[number, number], Buffer>(
        `SELECT link FROM event WHERE seq = ?
         UNION ALL SELECT link FROM pruned_run WHERE last_seq = ?`,
      )
      .pluck(),
    addKey: db.prepare(
      'INSERT INTO signing_key (id, public_key, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    lastCheckpoint: db.prepare<[], Statement & { previous: Buffer; signature: Buffer }>(
      'SELECT * FROM checkpoint ORDER BY seq DESC LIMIT 1',
    ),
    addCheckpoint: db.prepare(
      `INSERT INTO checkpoint (seq, link, retained, pruned, at, previous, key_id, signature)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
  };
}
