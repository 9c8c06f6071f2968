import { describe, expect, it } from 'vitest';
import { RateLimit } from '../../src-main/recorder/rate-limit.ts';

describe('a rate limit', () => {
  it('lets through so much in a stretch of time, and says how much it held back', () => {
    let now = 5;
    const limit = new RateLimit(2, 100, () => now);
    expect([limit.pass(), limit.pass(), limit.pass(), limit.pass()]).toEqual([0, 0, null, null]);
    now += 99;
    expect(limit.pass()).toBeNull();
    now += 1;
    expect([limit.pass(), limit.pass(), limit.pass()]).toEqual([3, 0, null]);
  });
});
