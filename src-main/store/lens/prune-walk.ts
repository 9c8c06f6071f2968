import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { ChunkWriter } from './chunk-list.ts';
import { timeAt, unpack } from './chunk.ts';
import type { Chunk } from './chunk.ts';

/**
 * Leaves out the rows whose events are no longer in the store. It walks the index by time beside
 * the chunks: no event is read for it.
 */
export function* dropPruned(
  db: ReadDb,
  chunks: readonly Chunk[],
  chunkRows: number,
): Sliced<readonly Chunk[]> {
  const between = db
    .prepare<[number, number, number, number], number>(
      `SELECT seq FROM event
       WHERE (occurred_at, seq) >= (?, ?) AND (occurred_at, seq) <= (?, ?)`,
    )
    .pluck();
  const writer = new ChunkWriter(chunkRows);
  for (const chunk of chunks) {
    const last = chunk.length - 1;
    const there = between.all(
      timeAt(chunk, 0),
      chunk.seqs[0] ?? 0,
      timeAt(chunk, last),
      chunk.seqs[last] ?? 0,
    );
    keep(chunk, new Set(there), writer);
    writer.spill();
    yield;
  }
  return writer.finish();
}

/** Copies the rows of a chunk whose seqs are still there, in runs as long as possible. */
function keep(chunk: Chunk, there: ReadonlySet<number>, writer: ChunkWriter): void {
  let start = 0;
  for (let index = 0; index < chunk.length; index += 1) {
    if (there.has(chunk.seqs[index] ?? 0)) continue;
    if (index > start) unpack(chunk, start, index, writer.rows);
    start = index + 1;
  }
  if (chunk.length > start) unpack(chunk, start, chunk.length, writer.rows);
}
