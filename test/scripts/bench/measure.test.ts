import { describe, expect, it } from 'vitest';
import { milliseconds, race, timingOf } from '../../../scripts/bench/measure.ts';

describe('timingOf', () => {
  it('takes the middle, and what 19 of 20 are not above, in any order', () => {
    const times = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(timingOf(times)).toEqual({ median: 51, p95: 96 });
  });

  it('of one time is that time', () => {
    expect(timingOf([7])).toEqual({ median: 7, p95: 7 });
  });

  it('of nothing is no number', () => {
    expect(timingOf([])).toEqual({ median: Number.NaN, p95: Number.NaN });
  });
});

describe('race', () => {
  it('has racers take turns, forwards and backwards, and counts all but the warm-ups', async () => {
    const turns: string[] = [];
    const times = await race(
      { a: () => turns.push('a'), b: () => Promise.resolve(turns.push('b')) },
      { runs: 2, warmUps: 1 },
    );
    expect(turns.join('')).toBe('abbaab');
    expect(times.a).toHaveLength(2);
    expect(times.b).toHaveLength(2);
  });

  it('prepares every round before it', async () => {
    const turns: string[] = [];
    const beforeRound = (): unknown => Promise.resolve(turns.push('-'));
    await race({ a: () => turns.push('a') }, { runs: 1, warmUps: 1, beforeRound });
    expect(turns.join('')).toBe('-a-a');
  });

  it('ends early when it takes too long, but not before it has enough', async () => {
    const { slow } = await race(
      { slow: () => new Promise((resolve) => setTimeout(resolve, 2)) },
      { runs: 100, minRuns: 3, warmUps: 1, patienceMs: 0 },
    );
    expect(slow).toHaveLength(3);
  });

  it('lets a failure through', async () => {
    const failing = { broken: () => Promise.reject(new Error('no such table')) };
    await expect(race(failing)).rejects.toThrow('no such table');
  });
});

describe('milliseconds', () => {
  it.each([
    [0.424, '0.42 ms'],
    [4.25, '4.3 ms'],
    [16.8, '17 ms'],
    [1204.4, '1,204 ms'],
    [undefined, '–'],
    [Number.NaN, '–'],
  ])('writes %s as %s', (value, text) => {
    expect(milliseconds(value)).toBe(text);
  });
});
