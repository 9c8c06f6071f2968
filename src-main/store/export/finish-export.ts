import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { toFileError } from '../bundle/file-error.ts';
import { isAlive } from '../processes.ts';
import type { TrailWriter } from '../queries/trail-writer.ts';
import type { WriteDb } from '../sql/connection.ts';
import type { ByOperator, Operator } from '../store-api.ts';
import { exportEvent, unplacedExportEvent } from './export-event.ts';
import type { ExportAct } from './export-event.ts';
import { placeFile, settleFile } from './place-file.ts';
import { assertFree } from './write-export.ts';
import type { FileMove } from './write-export.ts';

export type FinishExport = ByOperator<{
  readonly act: ExportAct;
  /** Files that are written and on the disk, in the order in which they are to get their names. */
  readonly moves: readonly FileMove[];
  /** Whether files of these names may be there. */
  readonly replaces: boolean;
}>;

export interface FinishedExport {
  readonly eventId: string;
  readonly headSeq: number;
}

interface MoveRow extends FileMove {
  readonly id: number;
  readonly pid: number;
}

/**
 * Finishes exports: no file gets its name before the event that tells of it is recorded. What a
 * program that ends in between leaves undone, whoever opens the store next carries through.
 */
export class ExportWrites {
  readonly #db: WriteDb;
  readonly #trail: TrailWriter;
  readonly #clock: () => number;

  /** @param clock now, in integer milliseconds UTC */
  constructor(db: WriteDb, trail: TrailWriter, clock: () => number) {
    this.#db = db;
    this.#trail = trail;
    this.#clock = clock;
  }

  /**
   * Records an export and gives its files their names.
   * @throws AnnalsError FILE_UNWRITABLE if a name is taken or cannot be given; if it was recorded by
   *   then, a second event says that it failed. Other errors mean that nothing has happened
   */
  finishExport({ act, moves, replaces, operator }: FinishExport): FinishedExport {
    for (const { path } of moves) assertFree(path, replaces);
    const { recorded, ids } = this.#trail.commit(() => {
      const event = exportEvent(act, operator, this.#trail.retained, this.#clock());
      return {
        recorded: this.#trail.append([event])[0],
        ids: moves.map((move) => this.#list(move)),
      };
    });
    if (!recorded) throw new Error('the export was not recorded');
    const placed: FileMove[] = [];
    try {
      for (const move of moves) {
        placeFile(move, replaces);
        placed.push(move);
      }
    } catch (error) {
      this.#takeBack(moves, replaces ? [] : placed);
      this.#recordUnplaced(moves, operator);
      throw toFileError(error, moves.at(placed.length)?.path ?? '');
    } finally {
      this.#unlist(ids);
    }
    return { eventId: recorded.id, headSeq: recorded.seq };
  }

  /** Carries through what programs that have ended left undone. */
  recover(): void {
    const rows = this.#db
      .prepare<[string], MoveRow>('SELECT id, partial, path, pid FROM export_move WHERE host = ?')
      .all(hostname());
    for (const row of rows) {
      if (isAlive(row.pid)) continue;
      const settled = settleFile(row);
      if (settled === 'unreachable') continue;
      if (settled === 'taken') this.#recordUnplaced([row], null);
      this.#unlist([row.id]);
    }
  }

  #list({ partial, path }: FileMove): number {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO export_move (partial, path, host, pid) VALUES (?, ?, ?, ?)')
      .run(partial, path, hostname(), process.pid);
    return Number(lastInsertRowid);
  }

  /** A row that stays, of a locked store say, is harmless: its file is found where it belongs. */
  #unlist(ids: readonly number[]): void {
    const remove = this.#db.prepare('DELETE FROM export_move WHERE id = ?');
    try {
      for (const id of ids) remove.run(id);
    } catch (error) {
      console.error('an export is still listed as on its way', error);
    }
  }

  #takeBack(moves: readonly FileMove[], placed: readonly FileMove[]): void {
    for (const { partial } of moves) rmSync(partial, { force: true });
    for (const { path } of placed) rmSync(path, { force: true });
  }

  /** The trail says that there was an export: it is to say as well that there is no file. */
  #recordUnplaced(moves: readonly FileMove[], operator: Operator | null): void {
    const files = moves.map(({ path }) => basename(path));
    const event = unplacedExportEvent(files, operator, this.#clock());
    this.#trail.commit(() => this.#trail.append([event]));
  }
}
