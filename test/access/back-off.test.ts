import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BackOff, waitAfter } from '../../src-main/access/back-off.ts';

describe('the wait before a try', () => {
  it('is nothing twice, then doubles from a second to five minutes', () => {
    const waits = Array.from({ length: 13 }, (_, failures) => waitAfter(failures) / 1_000);
    expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    expect(waitAfter(1_000_000)).toBe(300_000);
  });

  it('begins when a count is first met, and anew with every other count', () => {
    let now = 50;
    const backOff = new BackOff(() => now);
    expect(backOff.remaining('a', 4)).toBe(4_000);
    now += 1_500;
    expect(backOff.remaining('a', 4)).toBe(2_500);
    expect(backOff.remaining('b', 4)).toBe(4_000);
    expect(backOff.remaining('a', 5)).toBe(8_000);
    now += 8_000;
    expect(backOff.remaining('a', 5)).toBe(0);
  });

  it('is never longer than the count asks for, and over after that', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.array(fc.nat(100_000)), (failures, steps) => {
        let now = 0;
        const backOff = new BackOff(() => now);
        const whole = backOff.remaining('a', failures);
        expect(whole).toBe(waitAfter(failures));
        for (const step of steps) {
          now += step;
          expect(backOff.remaining('a', failures)).toBe(Math.max(0, whole - now));
        }
      }),
    );
  });
});
