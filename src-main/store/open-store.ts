import { AnnalsError } from '#shared/ipc/failure.ts';
import type { LensState } from '#shared/model/lens-state.ts';
import { loadSigningKey } from './chain/signing-key.ts';
import { Answers } from './answers.ts';
import { writeBundle } from './bundle/write-bundle.ts';
import { FileMoves } from './file-moves.ts';
import { copyEvents } from './export/copy-events.ts';
import { ExportWrites } from './export/finish-export.ts';
import { writeExport } from './export/write-export.ts';
import { LensFile } from './lens/lens-file.ts';
import { Lens } from './lens/lens.ts';
import { readBatches } from './queries/batch-reads.ts';
import { knownIds } from './queries/known-ids.ts';
import { EntityReads } from './queries/entity-reads.ts';
import { readDetail } from './queries/event-reads.ts';
import { readFacts } from './queries/facts.ts';
import { ImportWrites } from './queries/import-writes.ts';
import { readAccessRules, readAccount, readOperators } from './operators/operator-reads.ts';
import { OperatorWrites } from './operators/operator-writes.ts';
import { Results } from './queries/results.ts';
import { readRelated } from './queries/related-reads.ts';
import { TrailWriter } from './queries/trail-writer.ts';
import { seqsOf } from './review/event-ids.ts';
import { readMarks } from './review/event-marks.ts';
import { readReviewState } from './review/review-marks.ts';
import { planPrune } from './prune/plan.ts';
import { PruneWrites } from './prune/prune-writes.ts';
import { RetentionWrites, readRetention } from './prune/retention.ts';
import { readHolds, readReview } from './review/review-reads.ts';
import { reviewWrites } from './review/review-writes.ts';
import { createStore } from './schema/create-store.ts';
import { migrate, newestVersion } from './schema/migrate.ts';
import { MIGRATIONS } from './schema/migrations/index.ts';
import { openReadConnection, openWriteConnection } from './sql/connection.ts';
import type { ReadDb, WriteDb } from './sql/connection.ts';
import { toStoreError } from './sql/sqlite-error.ts';
import { inspectStoreFile, missingStore, refuseFuture } from './sql/store-file.ts';
import { isAsyncSliced, isSliced } from './sliced.ts';
import type { AsyncSliced, Sliced, StoreJobs, StoreReads, StoreWrites } from './store-api.ts';
import { sealStore } from './verify/seal-store.ts';
import { verifyJobs } from './verify/verify-jobs.ts';
import { registerTextFunctions } from './text/text-functions.ts';
import { indexText, textProgress } from './text/text-index.ts';

/** What opening a store needs beside its path. Plain data, so that it reaches a thread as it is. */
export interface OpenOptions {
  /** The operator's state folder: signing key and anchors. */
  readonly stateFolder: string;
  /** The SQLite addon to load instead of better-sqlite3's own (electron-runtime.md). */
  readonly nativeBinding?: string | undefined;
  /** How long SQLite waits for another program's lock, in milliseconds. */
  readonly busyTimeoutMs?: number;
}

/** An open store. Its methods throw AnnalsErrors; `close` may be called once. */
export interface OpenReads {
  readonly reads: StoreReads;
  readonly close: () => void;
}

export interface OpenJobs {
  readonly jobs: StoreJobs;
  readonly close: () => void;
}

export interface OpenWrites {
  readonly writes: StoreWrites;
  /** Copy of the store as it was before its schema was brought up to date; null if it was. */
  readonly backup: string | null;
  readonly close: () => void;
}

/** Nothing else waits for an in-process caller, so it may wait for a lock as long as a person would. */
const IN_PROCESS_BUSY_MS = 5_000;

/**
 * Opens an existing store for reading, in this thread.
 * @throws AnnalsError STORE_MISSING, STORE_FOREIGN, STORE_FROM_FUTURE, or what SQLite reports
 */
export function openReads(path: string, options: OpenOptions): OpenReads {
  const db = openReadable(path, options);
  const lens = new Lens(db, new LensFile(db, options.stateFolder));
  const answers = new Answers(db, lens);
  const results = new Results(db, (filter, order) => answers.rowset(filter, order));
  const entities = new EntityReads(db);
  const reads: StoreReads = {
    facts: () => readFacts(db),
    page: (request) => answers.page(request),
    total: (filter) => answers.total(filter),
    openResult: (request) => results.open(request),
    resultTotal: (queryId) => results.total(queryId),
    resultRows: (request) => results.rows(request),
    resultPosition: (request) => results.position(request),
    facets: (request) => answers.facets(request),
    timeline: (request) => answers.timeline(request),
    entities: (request) => entities.page(request),
    errorGroups: (request) => answers.errorGroups(request),
    related: (request) => readRelated(db, request),
    lens: () => lens.state,
    prepareLens: () => prepare(lens),
    detail: (key) => readDetail(db, key),
    reviewOf: (seq) => readReview(db, seq),
    reviewMarks: (seqs) => readMarks(db, seqs),
    holds: () => readHolds(db),
    seqsOf: (names) => seqsOf(db, names),
    reviewState: () => readReviewState(db),
    batches: (request) => readBatches(db, request),
    knownIds: (ids) => knownIds(db, ids),
    planPrune: (request) => planPrune(db, options.stateFolder, request, Date.now()),
    retention: () => readRetention(db),
    copyEvents: (request) => copyEvents(db, request),
    accessRules: () => readAccessRules(db),
    operators: () => readOperators(db),
    account: (name) => readAccount(db, name),
    quickCheck: () => quickCheck(db),
  };
  return { reads: guardAll(reads, path), close: () => db.close() };
}

/**
 * Opens an existing store for jobs, in this thread.
 * @throws AnnalsError as {@link openReads}
 */
export function openJobs(path: string, options: OpenOptions): OpenJobs {
  const db = openReadable(path, options);
  const jobs: StoreJobs = {
    ...verifyJobs(db),
    writeBundle: (request) => writeBundle(db, options.stateFolder, request),
    writeExport: (request) => writeExport(db, request),
  };
  return { jobs: guardAll(jobs, path), close: () => db.close() };
}

/** A connection that can read a store which is there and of this schema. */
function openReadable(path: string, options: OpenOptions): ReadDb {
  const file = inspectStoreFile(path);
  if (file.kind !== 'store') throw missingStore(path, file.kind);
  refuseFuture(path, file.schemaVersion, newestVersion(MIGRATIONS));
  const db = openReadConnection(path, {
    nativeBinding: options.nativeBinding,
    busyTimeoutMs: options.busyTimeoutMs ?? IN_PROCESS_BUSY_MS,
  });
  try {
    // The header may be older than the write-ahead log, which only SQLite can read.
    const version = Number(db.pragma('user_version', { simple: true }));
    refuseFuture(path, version, newestVersion(MIGRATIONS));
    if (version < newestVersion(MIGRATIONS)) throw outdated(path);
  } catch (error) {
    db.close();
    throw toStoreError(error, path);
  }
  registerTextFunctions(db);
  return db;
}

/**
 * Opens a store for writing, in this thread: creates it if there is none, brings its schema up
 * to date, and closes imports that a crash cut short.
 * @throws AnnalsError STORE_FOREIGN, STORE_FROM_FUTURE, or what SQLite and the disk report
 */
export function openWrites(path: string, options: OpenOptions): OpenWrites {
  const file = inspectStoreFile(path);
  if (file.kind === 'store') refuseFuture(path, file.schemaVersion, newestVersion(MIGRATIONS));
  const key = loadSigningKey(options.stateFolder);
  const connection = {
    nativeBinding: options.nativeBinding,
    busyTimeoutMs: options.busyTimeoutMs ?? IN_PROCESS_BUSY_MS,
  };
  const openTrail = (db: WriteDb): TrailWriter =>
    new TrailWriter(db, key, options.stateFolder, Date.now);
  if (file.kind !== 'store') {
    createStore(path, MIGRATIONS, connection, openTrail, file.kind === 'empty');
  }
  const db = openWriteConnection(path, connection);
  try {
    const { backup } = migrate(db, path, MIGRATIONS, connection);
    registerTextFunctions(db);
    const trail = openTrail(db);
    const imports = new ImportWrites(db, trail, Date.now);
    imports.recoverInterrupted();
    const moves = new FileMoves(db);
    const prunes = new PruneWrites(db, { trail, moves }, options.stateFolder, Date.now);
    prunes.recover();
    const exports = new ExportWrites(db, trail, Date.now);
    exports.recover();
    const retention = new RetentionWrites(db, trail, prunes, Date.now);
    const operators = new OperatorWrites(db, trail, Date.now);
    const writes: StoreWrites = {
      record: (events) => trail.commit(() => trail.append(events)),
      beginImport: (request) => imports.beginImport(request),
      appendImport: (request) => imports.appendImport(request),
      finishImport: (request) => imports.finishImport(request),
      // Both want the same thread; searches look through what is not indexed yet.
      indexText: () => (imports.isRunning ? textProgress(db) : indexText(db)),
      ...reviewWrites(db, trail, Date.now),
      applyPrune: (request) => prunes.applyPrune(request),
      seal: ({ operator }) => sealStore(trail, operator, Date.now()),
      setRetention: (request) => retention.setRetention(request),
      runRetention: (request) => retention.runRetention(request),
      finishExport: (request) => exports.finishExport(request),
      claimSignIn: (request) => operators.claimSignIn(request),
      endSignIn: (request) => operators.endSignIn(request),
      addOperator: (request) => operators.addOperator(request),
      changeOperator: (request) => operators.changeOperator(request),
      removeOperator: (request) => operators.removeOperator(request),
      setIdleMinutes: (request) => operators.setIdleMinutes(request),
    };
    return { writes: guardAll(writes, path), backup, close: () => closeWriter(db) };
  } catch (error) {
    db.close();
    throw toStoreError(error, path);
  }
}

/**
 * Opens a store that must be there for writing, in this thread.
 * @throws AnnalsError STORE_MISSING, or as {@link openWrites}
 */
export function openExistingWrites(path: string, options: OpenOptions): OpenWrites {
  const file = inspectStoreFile(path);
  if (file.kind !== 'store') throw missingStore(path, file.kind);
  return openWrites(path, options);
}

/**
 * Leaves no write-ahead log behind, and statistics that the next plans profit from. Both may fail,
 * on a store that another program holds locked or on a full disk: what was recorded is safe then
 * too, and the next to close does it.
 */
function closeWriter(db: WriteDb): void {
  try {
    db.pragma('optimize');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!(toStoreError(error, db.name) instanceof AnnalsError)) throw error;
  } finally {
    db.close();
  }
}

function* prepare(lens: Lens): Sliced<LensState> {
  yield* lens.refresh();
  return lens.state;
}

function quickCheck(db: ReadDb): readonly string[] {
  const rows = db.prepare<[], string>('PRAGMA quick_check(20)').pluck().all();
  return rows.filter((row) => row !== 'ok');
}

function outdated(path: string): AnnalsError {
  return new AnnalsError(
    'STORE_UNAVAILABLE',
    `The store ${path} was written by an older Annals.`,
    'Open it once for writing (start the console, or record something): it is then brought up to date.',
  );
}

type AnyMethod = (...args: never[]) => unknown;

/** The same methods, with every error of SQLite turned into one of ours, sliced work included. */
function guardAll<Methods extends object>(methods: Methods, path: string): Methods {
  const entries = Object.entries(methods as Record<string, AnyMethod>).map(([name, method]) => [
    name,
    (...args: never[]): unknown => {
      try {
        const value = method(...args);
        if (isAsyncSliced(value)) return guardAsyncSliced(value, path);
        return isSliced(value) ? guardSliced(value, path) : value;
      } catch (error) {
        throw toStoreError(error, path);
      }
    },
  ]);
  return Object.fromEntries(entries) as Methods;
}

function* guardSliced(work: Sliced<unknown>, path: string): Sliced<unknown> {
  try {
    return yield* work;
  } catch (error) {
    throw toStoreError(error, path);
  }
}

async function* guardAsyncSliced(work: AsyncSliced<unknown>, path: string): AsyncSliced<unknown> {
  try {
    return yield* work;
  } catch (error) {
    throw toStoreError(error, path);
  }
}
