import { describe, expect, it } from 'vitest';
import { closingLine, settled, sum } from '../../scripts/runners/counts.ts';

describe('sum', () => {
  it('adds the counts of several runners', () => {
    const counts = sum([
      { passed: 4, failed: 0, skipped: 1 },
      { passed: 10, failed: 2, skipped: 0 },
    ]);
    expect(counts).toEqual({ passed: 14, failed: 2, skipped: 1 });
  });

  it('of no runner is nothing', () => {
    expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe('settled', () => {
  it('keeps the counts of a runner that ended well', () => {
    const counts = { passed: 3, failed: 0, skipped: 1 };
    expect(settled(counts, 0)).toEqual(counts);
  });

  it('keeps the counts of a runner that failed because of its tests', () => {
    const counts = { passed: 3, failed: 2, skipped: 0 };
    expect(settled(counts, 1)).toEqual(counts);
  });

  it('counts one failure for a runner that failed although no test did', () => {
    expect(settled({ passed: 3, failed: 0, skipped: 0 }, 1).failed).toBe(1);
  });

  it('counts one failure for a runner that ran nothing, even if it only skipped', () => {
    expect(settled({ passed: 0, failed: 0, skipped: 5 }, 0).failed).toBe(1);
  });
});

describe('closingLine', () => {
  it('names passed and failed', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  });

  it('names skipped where there are any', () => {
    expect(closingLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
  });
});
