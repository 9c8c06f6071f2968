import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import process from 'node:process';
import type { WriteDb } from './sql/connection.ts';

/** A finished file under the name it was written as, and the name it is to get. */
export interface FileMove {
  readonly partial: string;
  readonly path: string;
}

interface MoveRow extends FileMove {
  readonly id: number;
}

/**
 * Gives files that the trail tells of their names. The intention is stored with the event: whoever
 * opens the store after a crash carries it out (export/finish-export.ts), so that there is the event
 * and the whole file, or neither.
 */
export class FileMoves {
  readonly #db: WriteDb;

  constructor(db: WriteDb) {
    this.#db = db;
  }

  /** Remembers that a file is to be moved; within the transaction of the event that tells of it. */
  intend({ partial, path }: FileMove): void {
    this.#db
      .prepare('INSERT INTO export_move (partial, path, host, pid) VALUES (?, ?, ?, ?)')
      .run(partial, path, hostname(), process.pid);
  }

  /**
   * Moves what this program intends to move; after the commit.
   * @throws what the disk reports; what was not moved then is moved by the next opening
   */
  carryOut(): void {
    const rows = this.#db
      .prepare<[string, number], MoveRow>(
        'SELECT id, partial, path FROM export_move WHERE host = ? AND pid = ? ORDER BY id',
      )
      .all(hostname(), process.pid);
    for (const row of rows) this.#move(row);
  }

  #move({ id, partial, path }: MoveRow): void {
    try {
      renameSync(partial, path);
    } catch (error) {
      // It was moved before the crash, or somebody has taken it away.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
    syncFolder(dirname(path));
    this.#db.prepare('DELETE FROM export_move WHERE id = ?').run(id);
  }
}

/** Waits until the disk has the names in a folder; Windows does that by itself and refuses to. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
