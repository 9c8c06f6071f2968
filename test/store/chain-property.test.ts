import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReads } from '../../src-main/store/open-store.ts';
import { HASHED_COLUMNS } from '../../src-main/store/queries/event-columns.ts';
import { makeEvents } from '../support/make-event.ts';
import { all, makeTempFolder, removeFolder, storePlace, tempStore } from '../support/temp-store.ts';
import { startChild } from './support/child.ts';
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

  it('raises no alarm while events are recorded between its slices', () => {
    const { writes, reads } = tempStore();
    writes.record(makeEvents(1_500));
    for (let round = 0; round < 2; round += 1) {
      const check = reads.checkChain();
      let slices = 0;
      let step = check.next();
      while (!step.done) {
        slices += 1;
        writes.record(
          makeEvents(700, { targets: [{ type: 'seller', id: `s-${slices}`, name: null }] }),
        );
        step = check.next();
      }
      expect(slices).toBeGreaterThan(2);
      expect(step.value).toMatchObject({ firstBad: null });
    }
  });

  it('raises no alarm while another process records', async () => {
    const store = tempStore();
    store.writes.record(makeEvents(600));
    const child = startChild('append', store, 'child 400');
    writeFileSync(join(store.open.stateFolder, 'go'), '');
    await child.printed(1);
    const heads = new Set<number>();
    while (child.process.exitCode === null) {
      const { reads, close } = openReads(store.path, store.open);
      expect(all(reads.checkChain())).toMatchObject({ firstBad: null, reason: '' });
      heads.add(reads.facts().headSeq);
      close();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await child.ended).toMatchObject({ ok: true });
    expect(heads.size).toBeGreaterThan(3);
    expect(all(store.reads.checkChain())).toMatchObject({ events: 1_000, firstBad: null });
  });
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
