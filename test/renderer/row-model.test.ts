import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  MAX_CANVAS_PX,
  START,
  canvasRows,
  firstVisible,
  pageRows,
  placedAt,
  revealed,
  scrolled,
} from '../../src-renderer/features/history/row-model.ts';
import type { Geometry, Place } from '../../src-renderer/features/history/row-model.ts';

const SMALL: Geometry = { total: 2_901, rowHeight: 28, viewport: 658 };
const HUGE: Geometry = { total: 10_000_000, rowHeight: 28, viewport: 658 };

/** Position of the row at the very top of the view, with its fraction. */
const topRow = ({ shift, top }: Place, { rowHeight }: Geometry) => shift + top / rowHeight;
const maxTop = (geometry: Geometry) =>
  canvasRows(geometry) * geometry.rowHeight - geometry.viewport;
const isInside = ({ shift, top }: Place, geometry: Geometry) =>
  shift >= 0 &&
  shift <= geometry.total - canvasRows(geometry) &&
  top >= -0.001 &&
  top <= Math.max(0, maxTop(geometry)) + 0.001;

describe('a list that fits on one canvas', () => {
  test('has a pixel for every pixel of its rows', () => {
    expect(canvasRows(SMALL)).toBe(2_901);
    expect(scrolled(START, 20_000, SMALL)).toEqual({ shift: 0, top: 20_000 });
  });

  test('holds a million rows of standard height', () => {
    expect(canvasRows({ ...SMALL, total: 1_000_000 })).toBe(1_000_000);
  });
});

describe('a list that is taller than a page may be', () => {
  test('never has a canvas above the limit', () => {
    for (const rowHeight of [24, 28, 34]) {
      expect(canvasRows({ ...HUGE, rowHeight }) * rowHeight).toBeLessThanOrEqual(MAX_CANVAS_PX);
    }
  });

  test('maps a dragged thumb in proportion', () => {
    const half = scrolled(START, maxTop(HUGE) / 2, HUGE);
    expect(topRow(half, HUGE) / HUGE.total).toBeCloseTo(0.5, 3);
  });

  test('shows its first and last row at the ends of the bar', () => {
    const end = scrolled(START, maxTop(HUGE), HUGE);
    expect(topRow(end, HUGE)).toBeCloseTo(HUGE.total - HUGE.viewport / HUGE.rowHeight, 6);
    expect(topRow(scrolled(end, 0, HUGE), HUGE)).toBe(0);
  });

  test('scrolls pixel by pixel where the wheel turns', () => {
    const before = placedAt(5_000_000, HUGE);
    const after = scrolled(before, before.top + 120, HUGE);
    expect(topRow(after, HUGE) - topRow(before, HUGE)).toBeCloseTo(120 / 28, 6);
  });

  test('goes as far as a fast wheel has turned, also where a frame takes long', () => {
    const before = placedAt(5_000_000, HUGE);
    const after = scrolled(before, before.top + 28_000, HUGE, true);
    expect(topRow(after, HUGE) - topRow(before, HUGE)).toBeCloseTo(1_000, 6);
  });

  test('reaches the first row by wheel from anywhere near the start', () => {
    let place = scrolled(START, 100_000, HUGE);
    let turns = 0;
    while (topRow(place, HUGE) > 0 && turns < 100_000) {
      place = scrolled(place, Math.max(0, place.top - 120), HUGE);
      turns += 1;
    }
    expect(topRow(place, HUGE)).toBe(0);
    expect(place.shift).toBe(0);
  });

  test('reaches the last row by wheel from anywhere near the end', () => {
    let place = scrolled(START, maxTop(HUGE) - 100_000, HUGE);
    const last = HUGE.total - HUGE.viewport / HUGE.rowHeight;
    let turns = 0;
    while (topRow(place, HUGE) < last - 0.001 && turns < 100_000) {
      place = scrolled(place, Math.min(maxTop(HUGE), place.top + 120), HUGE);
      turns += 1;
    }
    expect(topRow(place, HUGE)).toBeCloseTo(last, 6);
  });
});

const geometries = fc.record({
  total: fc.integer({ min: 1, max: 20_000_000 }),
  rowHeight: fc.constantFrom(24, 28, 34),
  viewport: fc.integer({ min: 100, max: 2_000 }),
});

property.prop([
  geometries,
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
])('no sequence of scrolling leaves the result', (geometry, shares) => {
  let place = START;
  for (const share of shares) {
    place = scrolled(place, share * Math.max(0, maxTop(geometry)), geometry);
    expect(isInside(place, geometry)).toBe(true);
  }
});

property.prop([
  geometries,
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: -2_000, max: 2_000 }),
])('a small scroll moves the rows by just that much', (geometry, share, delta) => {
  const before = placedAt(share * geometry.total, geometry);
  const top = Math.min(Math.max(0, maxTop(geometry)), Math.max(0, before.top + delta));
  const after = scrolled(before, top, geometry);
  const moved = (topRow(after, geometry) - topRow(before, geometry)) * geometry.rowHeight;
  expect(moved).toBeCloseTo(top - before.top, 3);
});

property.prop([
  geometries,
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
])('a revealed row is in view, whole if it fits', (geometry, from, to) => {
  const index = Math.min(geometry.total - 1, Math.floor(to * geometry.total));
  const place = revealed(placedAt(from * geometry.total, geometry), index, geometry);
  const rowTop = (index - place.shift) * geometry.rowHeight - place.top;
  expect(isInside(place, geometry)).toBe(true);
  expect(rowTop).toBeGreaterThanOrEqual(-0.01);
  expect(rowTop + geometry.rowHeight).toBeLessThanOrEqual(geometry.viewport + 0.01);
});

describe('revealing a row', () => {
  test('moves nothing if the row is in view', () => {
    const place = placedAt(100, SMALL);
    expect(revealed(place, 110, SMALL)).toBe(place);
  });

  test('brings a far row to the middle, among its neighbours', () => {
    const place = revealed(START, 1_000, SMALL);
    expect(1_000 - firstVisible(place, SMALL.rowHeight)).toBeCloseTo(pageRows(SMALL) / 2, -1);
  });
});

test('a row cut by the upper edge is not the first in view', () => {
  expect(firstVisible({ shift: 0, top: 30 }, 28)).toBe(2);
  expect(firstVisible({ shift: 7, top: 56 }, 28)).toBe(9);
});
