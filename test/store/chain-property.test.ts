import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { HASHED_COLUMNS } from '../../src-main/store/queries/event-columns.ts';
import { makeTempFolder, removeFolder, storePlace } from '../support/temp-store.ts';
import { SAMPLE, checkTampered, fillSample } from './support/tamper.ts';

const folder = makeTempFolder();
const place = storePlace(folder);
beforeAll(() => fillSample(place));
afterAll(() => removeFolder(folder));

const change = fc.record({
  seq: fc.integer({ min: 1, max: SAMPLE.events }),
  column: fc.constantFrom(...HASHED_COLUMNS, 'salt', 'link'),
  place: fc.nat(),
  bit: fc.integer({ min: 0, max: 7 }),
});

describe('checking the chain', () => {
  test.prop([fc.array(change, { minLength: 1, maxLength: 3 })], { numRuns: 150 })(
    'finds the first event in which a bit was flipped',
    (changes) => {
      const changed = new Map<string, { seq: number; before: unknown }>();
      const check = checkTampered(place, (db) => {
        for (const { seq, column, place, bit } of changes) {
          const row = db
            .prepare<[number], { value: bigint | string | Buffer | null }>(
              `SELECT ${column} AS value FROM event WHERE seq = ?`,
            )
            .safeIntegers()
            .get(seq);
          const value = row?.value ?? null;
          const key = `${seq} ${column}`;
          if (value === null || changed.has(key)) continue;
          changed.set(key, { seq, before: value });
          const isText = typeof value === 'string';
          const update = `UPDATE event SET ${column} = ${isText ? 'CAST(? AS TEXT)' : '?'} WHERE seq = ?`;
          db.prepare(update).run(flipped(value, place, bit), seq);
        }
      });
      const seqs = [...changed.values()].map(({ seq }) => seq);
      expect(check.firstBad).toBe(seqs.length === 0 ? null : Math.min(...seqs));
    },
  );
});

/** A value with one bit of it flipped. */
function flipped(value: bigint | string | Buffer, place: number, bit: number): bigint | Buffer {
  if (typeof value === 'bigint')
    return BigInt.asIntN(64, value ^ (1n << BigInt((place % 8) * 8 + bit)));
  const bytes = Buffer.from(value);
  if (bytes.length === 0) return Buffer.from('x');
  const at = place % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  return bytes;
}
