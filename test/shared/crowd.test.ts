import { describe, expect, test } from 'vitest';
import { crowdOf } from '#shared/time/crowd.ts';

/** Buckets of ten milliseconds with so many events. */
const bucketsOf = (totals: readonly number[]) =>
  totals.map((total, index) => ({ start: index * 10, end: index * 10 + 10, total }));
const empty = (count: number): number[] => Array.from({ length: count }, () => 0);

describe('a crowd', () => {
  test('is where nearly all events are, and says how many are not', () => {
    expect(crowdOf(bucketsOf([1, ...empty(20), 500, 500, ...empty(20), 2]))).toEqual({
      from: 210,
      to: 230,
      earlier: 1,
      later: 2,
    });
  });

  test('leaves out empty time alone', () => {
    expect(crowdOf(bucketsOf([...empty(9), 5]))).toEqual({
      from: 90,
      to: 100,
      earlier: 0,
      later: 0,
    });
  });

  test('is none where events are spread out, or there are none', () => {
    expect(crowdOf(bucketsOf(Array.from({ length: 20 }, () => 3)))).toBeNull();
    expect(crowdOf(bucketsOf(empty(20)))).toBeNull();
    expect(crowdOf([])).toBeNull();
  });

  test('keeps events that are more than a few', () => {
    expect(crowdOf(bucketsOf([20, ...empty(40), 980]))).toBeNull();
  });
});
