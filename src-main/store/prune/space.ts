import type { WriteDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';

/** Pages given back in one transaction; some 20 ms. */
const STEP_PAGES = 2_000;
const INCREMENTAL = 2;

/**
 * Makes the store file as small as what is in it. Stores are made so that this goes page by page; one
 * of an older Annals is rewritten once, which takes a while.
 * @returns by how many bytes the file became smaller
 */
export function* giveBackSpace(db: WriteDb): Sliced<number> {
  const before = bytesOf(db);
  if (Number(db.pragma('auto_vacuum', { simple: true })) === INCREMENTAL) {
    while (Number(db.pragma('freelist_count', { simple: true })) > 0) {
      db.exec(`PRAGMA incremental_vacuum(${STEP_PAGES})`);
      yield;
    }
  } else {
    db.pragma(`auto_vacuum = ${INCREMENTAL}`);
    db.exec('VACUUM');
  }
  // The file itself becomes smaller when the write-ahead log is copied into it.
  db.pragma('wal_checkpoint(TRUNCATE)');
  return before - bytesOf(db);
}

function bytesOf(db: WriteDb): number {
  const pragma = (name: string): number => Number(db.pragma(name, { simple: true }));
  return pragma('page_count') * pragma('page_size');
}
