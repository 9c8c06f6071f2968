import { describe, expect, test } from 'vitest';
import type { TimelineBucket, TimelineSplit } from '#shared/model/timeline.ts';
import { bucketEdges } from '#shared/time/bucket-edges.ts';
import { barPaths, leftOf } from '../../src-renderer/features/timeline/bar-stack.ts';
import { bucketsIn, moved } from '../../src-renderer/features/timeline/brush.ts';
import { timeTicks } from '../../src-renderer/features/timeline/time-ticks.ts';
import { describeStretch } from '../../src-renderer/format/describe-stretch.ts';

function bucket(counts: Record<string, number>): TimelineBucket {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { start: 0, end: 1, total, counts };
}

function bucketsOver(from: string, to: string, atMost: number, timeZone: string): TimelineBucket[] {
  const edges = bucketEdges({ from: Date.parse(from), to: Date.parse(to), atMost, timeZone });
  return edges
    .slice(1)
    .map((end, index) => ({ start: edges[index] ?? end, end, total: 0, counts: {} }));
}

const HEIGHT = 40;

/** The parts of a bar from the ground up, beside a bar of `max` events that fills the height. */
function partsOf(one: TimelineBucket, by: TimelineSplit, max: number) {
  const filler = bucket({ [by === 'outcome' ? 'success' : 'info']: max });
  const paths = barPaths({ buckets: [one, filler] }, by, 20, HEIGHT);
  return [...paths].flatMap(([value, path]) => {
    const [, top, height] = /^M0 (\d+)h9v(\d+)/u.exec(path) ?? [];
    return top === undefined ? [] : [{ value, top: Number(top), height: Number(height) }];
  });
}

describe('a bar', () => {
  test('shows one failure among a thousand successes, on the ground', () => {
    expect(partsOf(bucket({ success: 999, failure: 1 }), 'outcome', 1_000)).toEqual([
      { value: 'failure', top: 38, height: 2 },
      { value: 'success', top: 0, height: 38 },
    ]);
  });

  test('is seen however few events it stands for', () => {
    const one = partsOf(bucket({ info: 1 }), 'severity', 1_000_000);
    expect(one).toEqual([{ value: 'info', top: 39, height: 1 }]);
    const loud = partsOf(bucket({ critical: 1, error: 1 }), 'severity', 1_000_000);
    expect(loud.map(({ height }) => height)).toEqual([2, 2]);
  });

  test('never grows beyond the drawing and leaves no gap', () => {
    const counts = { failure: 3, error: 5, unknown: 7, success: 985 };
    const parts = partsOf(bucket(counts), 'outcome', 1_000);
    expect(parts.reduce((sum, { height }) => sum + height, 0)).toBe(HEIGHT);
    expect(parts.at(-1)?.top).toBe(0);
  });

  test('of nothing is not drawn', () => {
    expect(partsOf(bucket({}), 'outcome', 10)).toEqual([]);
  });

  test('stands on whole pixels, and bars fill the width', () => {
    const buckets = Array.from({ length: 7 }, () => bucket({ success: 1, error: 1 }));
    const paths = barPaths({ buckets }, 'outcome', 100, HEIGHT);
    expect([...paths.keys()].toSorted()).toEqual(['error', 'success']);
    expect([...paths.values()].join('')).not.toContain('.');
    expect([leftOf(0, 7, 100), leftOf(7, 7, 100)]).toEqual([0, 100]);
  });
});

describe('the brush by keyboard', () => {
  test('begins at the end that the arrow points away from', () => {
    expect(moved(null, 'ArrowRight', false, 10)).toEqual({ anchor: 0, cursor: 0 });
    expect(moved(null, 'ArrowLeft', false, 10)).toEqual({ anchor: 9, cursor: 9 });
  });

  test('moves as a whole, and with Shift at one end', () => {
    const at4 = { anchor: 4, cursor: 4 };
    expect(moved(at4, 'ArrowRight', false, 10)).toEqual({ anchor: 5, cursor: 5 });
    const grown = moved(at4, 'ArrowLeft', true, 10);
    expect(grown).toEqual({ anchor: 4, cursor: 3 });
    expect(bucketsIn(grown ?? at4)).toEqual([3, 4]);
    expect(moved(grown, 'End', true, 10)).toEqual({ anchor: 4, cursor: 9 });
  });

  test('stays inside, and leaves other keys alone', () => {
    expect(moved({ anchor: 9, cursor: 9 }, 'PageDown', false, 10)?.cursor).toBe(9);
    expect(moved({ anchor: 0, cursor: 0 }, 'ArrowLeft', false, 10)?.cursor).toBe(0);
    expect(moved(null, 'a', false, 10)).toBeNull();
  });
});

describe('the time axis', () => {
  test('begins with the day and then names round times of the zone', () => {
    const buckets = bucketsOver('2023-07-10T12:00Z', '2023-07-10T17:59Z', 200, 'UTC');
    const labels = timeTicks(buckets, 'UTC', 1_000).map(({ label }) => label);
    expect(labels[0]).toBe('2023-07-10');
    expect(labels.slice(1)).toEqual([
      '12:30',
      '13:00',
      '13:30',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
      '16:00',
      '16:30',
      '17:00',
      '17:30',
    ]);
  });

  test('follows the zone, and says where a day begins', () => {
    const buckets = bucketsOver('2023-07-10T12:00Z', '2023-07-11T11:59Z', 200, 'Europe/Berlin');
    const ticks = timeTicks(buckets, 'Europe/Berlin', 1_000);
    const midnight = ticks.find(({ label }) => label === '2023-07-11');
    expect(buckets[midnight?.bucket ?? -1]?.start).toBe(Date.parse('2023-07-10T22:00Z'));
  });

  test('goes on over a change of the clocks', () => {
    const buckets = bucketsOver('2026-03-28T23:00Z', '2026-03-29T21:59Z', 200, 'Europe/Berlin');
    const labels = timeTicks(buckets, 'Europe/Berlin', 1_000).map(({ label }) => label);
    expect(labels).toContain('06:00');
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).not.toContain('02:00');
  });

  test('has fewer labels where there is less room, and none that are cut off', () => {
    const buckets = bucketsOver('2020-01-01T00:00Z', '2025-12-31T00:00Z', 200, 'UTC');
    const wide = timeTicks(buckets, 'UTC', 1_200);
    const narrow = timeTicks(buckets, 'UTC', 300);
    expect(wide.length).toBeGreaterThan(narrow.length);
    expect(narrow.every(({ bucket }) => (bucket / buckets.length) * 300 <= 300 - 72)).toBe(true);
    expect(narrow.at(-1)?.label).toMatch(/^\d{4}$/u);
  });
});

describe('a stretch of time in words', () => {
  const words = (from: string, to: string, zone = 'UTC') =>
    describeStretch(Date.parse(from), Date.parse(to), zone);

  test('is as short as it can be said', () => {
    expect(words('2023-07-10T14:00Z', '2023-07-10T14:05Z')).toBe('2023-07-10 14:00 – 14:05');
    expect(words('2023-07-10T00:00Z', '2023-07-11T00:00Z')).toBe('2023-07-10');
    expect(words('2023-07-01T00:00Z', '2023-08-01T00:00Z')).toBe('2023-07-01 – 2023-07-31');
    expect(words('2023-07-10T23:00Z', '2023-07-11T01:00Z')).toBe(
      '2023-07-10 23:00 – 2023-07-11 01:00',
    );
    expect(words('2023-07-10T14:00Z', '2023-07-10T14:00:15Z')).toBe(
      '2023-07-10 14:00:00 – 14:00:15',
    );
    expect(words('2023-07-10T14:00:00.100Z', '2023-07-10T14:00:00.200Z')).toBe(
      '2023-07-10 14:00:00.100 – 14:00:00.200',
    );
  });

  test('is told in the zone', () => {
    expect(words('2023-07-09T22:00Z', '2023-07-10T22:00Z', 'Europe/Berlin')).toBe('2023-07-10');
  });
});
