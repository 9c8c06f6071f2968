import type { Chunk, Column } from './chunk.ts';
import type { LensRecord } from './lens-records.ts';

/** What is needed to find the arrays of a chunk again. Review bits are not kept: they change. */
interface ChunkHeader {
  readonly length: number;
  readonly base: number;
  readonly wideOffsets: boolean;
  readonly columns: readonly {
    readonly values: number;
    /** Bytes of a row's code; 0 where all rows have the same. */
    readonly width: 0 | 1 | 2;
  }[];
}

/** A chunk as a record of a lens file. */
export function packChunk(chunk: Chunk): LensRecord {
  const header: ChunkHeader = {
    length: chunk.length,
    base: chunk.base,
    wideOffsets: chunk.offsets instanceof Float64Array,
    columns: chunk.columns.map(({ values, codes }) => ({
      values: values.length,
      width: codes === null ? 0 : codes instanceof Uint8Array ? 1 : 2,
    })),
  };
  const arrays = [
    chunk.offsets,
    chunk.seqs,
    ...chunk.columns.flatMap(({ values, counts, codes }) =>
      codes === null ? [values, counts] : [values, counts, codes],
    ),
  ];
  const bytes = arrays.map(
    (array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
  );
  return { json: JSON.stringify(header), bytes };
}

/** @throws Error if the record does not hold the whole chunk */
export function unpackChunk({
  json,
  bytes,
}: {
  readonly json: string;
  readonly bytes: Buffer;
}): Chunk {
  const header = JSON.parse(json) as ChunkHeader;
  let at = 0;
  /** The next bytes as a copy of their own, which is aligned. */
  const take = (length: number): ArrayBuffer => {
    if (at + length > bytes.length) throw new Error('the chunk is not whole');
    const copy = new Uint8Array(bytes.subarray(at, at + length));
    at += length;
    return copy.buffer;
  };
  const { length, base } = header;
  const offsets = header.wideOffsets
    ? new Float64Array(take(length * 8))
    : new Uint32Array(take(length * 4));
  const seqs = new Uint32Array(take(length * 4));
  const columns = header.columns.map(({ values, width }): Column => {
    const column = {
      values: new Uint32Array(take(values * 4)),
      counts: new Uint32Array(take(values * 4)),
    };
    if (width === 0) return { ...column, codes: null };
    const codes = take(length * width);
    return { ...column, codes: width === 1 ? new Uint8Array(codes) : new Uint16Array(codes) };
  });
  return { length, base, offsets, seqs, columns, review: null };
}
