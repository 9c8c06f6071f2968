import type { EventSummary } from '#shared/model/audit-event.ts';

/** Rows are fetched and kept in blocks of this many. */
export const BLOCK_ROWS = 200;

/** A row of a result; null if the event is gone since. */
export type Row = EventSummary | null;

/**
 * Loaded rows of one result, in blocks; the least recently read block goes when there are too
 * many, so that memory stays flat however far one scrolls.
 */
export interface BlockStore {
  /** The row at a position; undefined if it is not loaded. */
  readonly row: (index: number) => Row | undefined;
  readonly put: (block: number, rows: readonly Row[]) => void;
  /** How many rows of a block are loaded. */
  readonly rowsIn: (block: number) => number;
  /** Position of an event among the loaded rows. */
  readonly indexOf: (seq: number) => number | null;
}

/** @param maxBlocks how many blocks are kept, at least as many as one screen needs */
export function createBlockStore(maxBlocks: number): BlockStore {
  // A Map keeps the order of insertion: the first key is the block read longest ago.
  const blocks = new Map<number, readonly Row[]>();
  const touch = (block: number): readonly Row[] | undefined => {
    const rows = blocks.get(block);
    if (rows) {
      blocks.delete(block);
      blocks.set(block, rows);
    }
    return rows;
  };
  return {
    row: (index) => touch(Math.floor(index / BLOCK_ROWS))?.[index % BLOCK_ROWS],
    put: (block, rows) => {
      blocks.delete(block);
      blocks.set(block, rows);
      for (const oldest of blocks.keys()) {
        if (blocks.size <= maxBlocks) break;
        blocks.delete(oldest);
      }
    },
    rowsIn: (block) => blocks.get(block)?.length ?? 0,
    indexOf: (seq) => {
      for (const [block, rows] of blocks) {
        const offset = rows.findIndex((row) => row?.seq === seq);
        if (offset !== -1) return block * BLOCK_ROWS + offset;
      }
      return null;
    },
  };
}
