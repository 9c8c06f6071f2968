import { setImmediate } from 'node:timers/promises';
import type { DatabaseTable } from '../packing.ts';
import { changed } from '../source-problem.ts';
import type { ImportSource } from '../sources.ts';
import { ForeignDatabase, MOST_ROW_BYTES } from './foreign-database.ts';
import type { RowPlace, TableReader } from './foreign-database.ts';
import { RowWriter } from './row-json.ts';

const CHUNK_BYTES = 262_144;

/** In place of a row that is too large to be read: a line that is too large to be a record. */
const TOO_LARGE = Buffer.alloc(MOST_ROW_BYTES + 2, ' ').fill('\n', MOST_ROW_BYTES + 1);

/**
 * The rows of a table as JSON Lines, in the order of their numbers (or of the primary key, where
 * there are none): line 1 is the first row. Rows are read in slices, and the database is free for
 * others between them.
 * @param onRead told how many bytes of the file that is about, taken from the bytes of the values
 * @throws SourceProblem if the database is damaged or locked
 * @throws AnnalsError FILE_UNREADABLE if another program writes to it meanwhile
 */
export async function* readTable(
  source: ImportSource,
  table: DatabaseTable,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const database = new ForeignDatabase(source, table);
  try {
    const columns = database.columns(table.table);
    const reader = database.reader(table.table, columns);
    const writer = new RowWriter(columns);
    const version = database.version();
    let bytes = 0;
    let rows = 0;
    let last: RowPlace | null = null;
    for (;;) {
      const places = reader.after(last);
      const chunk = new Chunk();
      for (const place of places) {
        chunk.add(lineOf(source, reader, writer, place));
        if (chunk.bytes >= CHUNK_BYTES) yield chunk.take();
      }
      bytes += places.reduce((sum, place) => sum + place.bytes, 0);
      onRead(Math.min(source.packedBytes, bytes));
      if (chunk.bytes > 0) yield chunk.take();
      last = places.at(-1) ?? null;
      rows += places.length;
      // A row takes more than one byte: who has more rows than that goes in circles.
      if (last === null || rows > source.packedBytes * 8) break;
      if (database.version() !== version) throw changed(source);
      // Cancelling comes through the event loop.
      await setImmediate();
    }
    onRead(source.packedBytes);
  } finally {
    database.close();
  }
}

function lineOf(
  source: ImportSource,
  reader: TableReader,
  writer: RowWriter,
  place: RowPlace,
): Buffer {
  if (place.bytes > MOST_ROW_BYTES) return TOO_LARGE;
  const cells = reader.row(place);
  if (cells === null) throw changed(source);
  return writer.line(cells);
}

/** Lines that are handed over together. */
class Chunk {
  bytes = 0;
  #lines: Buffer[] = [];

  add(line: Buffer): void {
    this.#lines.push(line);
    this.bytes += line.length;
  }

  take(): Buffer {
    const chunk = Buffer.concat(this.#lines, this.bytes);
    this.#lines = [];
    this.bytes = 0;
    return chunk;
  }
}
