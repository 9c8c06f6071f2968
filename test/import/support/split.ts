import fc from 'fast-check';
import type { RawRecord, Splitter } from '../../../src-main/import/formats/record.ts';

/** What a splitter yields, with the bytes as text that stays. */
export interface SplitRecord {
  readonly line: number;
  readonly text: string;
  readonly problem: string;
}

/** Feeds a text to a splitter in chunks that overwrite each other, as file chunks do. */
export function split(
  splitter: Splitter,
  text: string | Buffer,
  cuts: readonly number[] = [],
): SplitRecord[] {
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted(
    (a, b) => a - b,
  );
  const buffer = Buffer.alloc(bytes.length);
  const records: SplitRecord[] = [];
  const keep = (found: Iterable<RawRecord>): void => {
    for (const { line, bytes: raw, problem } of found) {
      records.push({ line, text: raw.toString('utf8'), problem });
    }
  };
  for (const [index, place] of places.entries()) {
    const part = bytes.subarray(place, places[index + 1] ?? place);
    buffer.fill(0xff);
    part.copy(buffer);
    keep(splitter.push(buffer.subarray(0, part.length)));
  }
  buffer.fill(0xff);
  keep(splitter.end());
  return records;
}

/** Where to cut a file into chunks. */
export const cutsArbitrary = fc.array(fc.nat(), { maxLength: 12 });
