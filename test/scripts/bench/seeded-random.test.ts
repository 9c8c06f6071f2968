import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../scripts/bench/seeded-random.ts';

function numbers(seed: number, count = 1_000): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
}

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
  });

  it('spreads them over 0 to 1', () => {
    const tenths = new Set(numbers(7).map((number) => Math.floor(number * 10)));
    expect([...tenths].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
