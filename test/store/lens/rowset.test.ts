import { fc, test } from '@fast-check/vitest';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventOrder } from '#shared/model/event-filter.ts';
import { LensRowset } from '../../../src-main/store/lens/lens-rowset.ts';
import { MatchSet } from '../../../src-main/store/lens/match-set.ts';
import { RecordedRowset } from '../../../src-main/store/lens/recorded-rowset.ts';
import { COLUMN } from '../../../src-main/store/lens/rows.ts';
import type { Snapshot } from '../../../src-main/store/lens/snapshot.ts';
import type { Rowset } from '../../../src-main/store/queries/rowset.ts';
import { comesBefore } from '../../../src-main/store/queries/scan.ts';
import type { Place } from '../../../src-main/store/queries/scan.ts';
import { all } from '../../support/temp-store.ts';
import { compareBy, hurryClock, inTurns } from '../support/asked.ts';
import { byTime, chunksOf, packRows, plainRows, snapshotOf } from '../support/lens-rows.ts';
import type { PlainRow } from '../support/lens-rows.ts';
import { ChunkWriter } from '../../../src-main/store/lens/chunk-list.ts';

/** The rows whose code is one of some. */
function matchSetOf(snapshot: Snapshot, wanted: readonly number[]): MatchSet {
  const table = new Uint8Array(4);
  for (const code of wanted) table[code] = 1;
  const leaf = { kind: 'column', column: COLUMN.kind, table } as const;
  const terms = [{ leaves: [leaf], negated: false }];
  return new MatchSet(snapshot, { from: null, to: null, terms, rowTerms: [] }, null);
}

function rowsetOf(matchSet: MatchSet, order: EventOrder): Rowset {
  return order === 'recorded' ? new RecordedRowset(matchSet) : new LensRowset(matchSet, order);
}

const order = fc.constantFrom<EventOrder>('newest', 'oldest', 'recorded');
const wanted = fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 4 });
const range = fc.tuple(fc.nat({ max: 70 }), fc.nat({ max: 70 }));
const place = fc.record({
  occurredAt: fc.constantFrom(
    -7e13,
    -62_135_596_800_000,
    -1,
    0,
    1,
    2,
    4,
    6,
    1_700_000_000_000,
    2e14,
  ),
  seq: fc.oneof(fc.nat({ max: 201 }), fc.constantFrom(0, Number.MAX_SAFE_INTEGER)),
});

/** What a rowset has to answer. */
class RowsetModel {
  readonly rows: readonly PlainRow[];
  readonly #order: EventOrder;

  constructor(rows: readonly PlainRow[], codes: readonly number[], order: EventOrder) {
    this.rows = rows.filter(({ code }) => codes.includes(code)).toSorted(compareBy(order));
    this.#order = order;
  }

  seqs(start: number, end: number): number[] {
    return this.rows.slice(start, Math.max(start, end)).map(({ seq }) => seq);
  }

  positionOf(place: Place): number {
    return this.rows.filter((row) => comesBefore(this.#order, row, place)).length;
  }
}

describe('the rows of a match set', () => {
  test.prop([
    plainRows,
    fc.integer({ min: 1, max: 9 }),
    wanted,
    order,
    fc.array(range, { maxLength: 8 }),
    fc.array(place, { maxLength: 8 }),
  ])('are found by position, and their positions by place', (rows, most, codes, by, ranges, at) => {
    const snapshot = snapshotOf(chunksOf(rows.toSorted(byTime), most), 200);
    const rowset = rowsetOf(matchSetOf(snapshot, codes), by);
    const model = new RowsetModel(rows, codes, by);
    for (const [start, end] of ranges) {
      expect(all(rowset.seqs(start, end))).toEqual(model.seqs(start, end));
    }
    for (const each of [...at, ...rows]) {
      expect(all(rowset.positionOf(each))).toBe(model.positionOf(each));
    }
    expect(all(rowset.total())).toBe(model.rows.length);
    expect(all(rowset.seqs(0, 300))).toEqual(model.seqs(0, 300));
  });

  test.prop([plainRows, wanted, order, fc.array(range, { minLength: 2, maxLength: 5 }), place], {
    numRuns: 60,
  })('are the same for several that ask in turns', (rows, codes, by, ranges, at) => {
    const snapshot = snapshotOf(chunksOf(rows.toSorted(byTime), 4), 200);
    const rowset = rowsetOf(matchSetOf(snapshot, codes), by);
    const model = new RowsetModel(rows, codes, by);
    const restore = hurryClock();
    try {
      const answers = inTurns<unknown>([
        ...ranges.map(([start, end]) => rowset.seqs(start, end)),
        rowset.positionOf(at),
        rowset.total(),
      ]);
      expect(answers).toEqual([
        ...ranges.map(([start, end]) => model.seqs(start, end)),
        model.positionOf(at),
        model.rows.length,
      ]);
    } finally {
      restore();
    }
  });

  it('are there for the next, when one that asked has been cancelled half-way', () => {
    const rows = Array.from({ length: 60 }, (_, index) => ({
      occurredAt: index % 7,
      seq: index + 1,
      code: index % 2,
      review: 0,
    }));
    const snapshot = snapshotOf(chunksOf(rows.toSorted(byTime), 4), 60);
    onTestFinished(hurryClock());
    for (const by of ['newest', 'oldest', 'recorded'] as const) {
      const rowset = rowsetOf(matchSetOf(snapshot, [1]), by);
      const model = new RowsetModel(rows, [1], by);
      for (const work of [
        rowset.total(),
        rowset.seqs(0, 60),
        rowset.positionOf({ occurredAt: 3, seq: 9 }),
      ]) {
        expect(work.next().done).toBe(false);
        work.return(undefined as never);
      }
      expect(all(rowset.seqs(2, 20))).toEqual(model.seqs(2, 20));
      expect(all(rowset.total())).toBe(30);
    }
  });
});

/** 16,384 seqs are counted together: 512 words of 32. */
const BLOCK = 16_384;

/** Events without a gap, all at one time; those that match have code 1. */
function dense(count: number, isMatch: (seq: number) => boolean): Snapshot {
  const rows = packRows(
    Array.from({ length: count }, (_, index) => ({
      occurredAt: 5,
      seq: index + 1,
      code: isMatch(index + 1) ? 1 : 0,
      review: 0,
    })),
  );
  const writer = new ChunkWriter(4_096);
  for (let index = 0; index < rows.length; index += 1) writer.rows.take(rows, index);
  return snapshotOf(writer.finish(), count);
}

describe('the rows of a match set in the order of recording', () => {
  it.each<readonly [string, number, (seq: number) => boolean]>([
    ['all of one block', BLOCK - 1, () => true],
    ['all of one block and one more', BLOCK, () => true],
    ['all of two blocks and a part', 2 * BLOCK + 40, () => true],
    ['the edges of blocks', 2 * BLOCK + 1, (seq) => [0, 1, BLOCK - 1].includes(seq % BLOCK)],
    ['the edges of words', BLOCK + 100, (seq) => seq % 32 === 31 || seq % 32 === 0],
    ['the first and the last', 2 * BLOCK, (seq) => seq === 1 || seq === 2 * BLOCK],
    ['a block that is empty', 3 * BLOCK - 1, (seq) => seq < BLOCK || seq >= 2 * BLOCK],
    ['one in a thousand', 2 * BLOCK, (seq) => seq % 1_000 === 0],
    ['none', 2 * BLOCK, () => false],
  ])('are right where they are %s', (_, count, isMatch) => {
    const rowset = new RecordedRowset(matchSetOf(dense(count, isMatch), [1]));
    const seqs = Array.from({ length: count }, (__, index) => count - index).filter(isMatch);
    expect(all(rowset.total())).toBe(seqs.length);
    const last = seqs.length - 1;
    for (const start of [0, 1, last >> 1, last - 1, last, last + 1, last + 50]) {
      if (start < 0) continue;
      expect(all(rowset.seqs(start, start + 3))).toEqual(seqs.slice(start, start + 3));
      expect(all(rowset.seqs(start, start))).toEqual([]);
    }
    expect(all(rowset.seqs(0, count + 10))).toEqual(seqs);
    const edges = [1, 2, 31, 32, 33, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, count - 1, count];
    for (const seq of [0, ...edges, count + 1, 10 * BLOCK]) {
      const position = all(rowset.positionOf({ occurredAt: 5, seq }));
      expect(position).toBe(seqs.filter((each) => each > seq).length);
    }
  });
});
