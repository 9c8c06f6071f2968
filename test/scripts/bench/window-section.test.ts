import { describe, expect, it } from 'vitest';
import { windowSection } from '../../../scripts/bench/report/window-section.ts';
import type { WindowMeasurement } from '../../../scripts/bench/window/window-bench.ts';

const smooth = { frames: { median: 16, p95: 16.9 }, longestBlank: 40, mounted: 70 };
const measured: WindowMeasurement = {
  events: 1_000_000,
  idle: { median: 16, p95: 16.8 },
  wheel: smooth,
  fastWheel: smooth,
  drag: smooth,
  heapBefore: 20_000_000,
  heapAfter: 21_000_000,
  keys: 40,
  slowKeys: [24, 32],
};
const machine = {
  processors: '2 × x',
  memoryGib: 1,
  system: 'linux x64',
  node: '24',
  electron: '33',
  sqlite: '3',
  duckdb: { version: '1', threads: 2 },
  sqlite3: '3',
  grep: '3',
};

describe('how the window moves, as the report says it', () => {
  it('holds every way of moving and typing against its budgets', () => {
    const section = windowSection([measured], machine);
    expect(section).toContain(
      '| 1,000,000 | wheel | 17 ms | 16 ms | 17 ms, met | 40 ms, met | 70, met |',
    );
    expect(section).toContain(
      '| 1,000,000 | 20 MB | 21 MB, met | 40 | 2, median 32 ms | 32 ms, met |',
    );
    expect(section).not.toContain('missed');
  });

  it('says what is missed', () => {
    const rough = { frames: { median: 30, p95: 60 }, longestBlank: 300, mounted: 400 };
    const section = windowSection(
      [{ ...measured, drag: rough, heapAfter: 90_000_000, slowKeys: [] }],
      machine,
    );
    expect(section).toContain('| 60 ms, **missed** | 300 ms, **missed** | 400, **missed** |');
    expect(section).toContain('90 MB, **missed** | 40 | 0 | under 16 ms, met');
  });
});
