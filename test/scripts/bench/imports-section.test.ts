import { describe, expect, it } from 'vitest';
import type { ImportMeasurement } from '../../../scripts/bench/import-bench.ts';
import { importsSection } from '../../../scripts/bench/report/imports-section.ts';

const measured: ImportMeasurement = {
  day: '2026-11-21',
  events: 100_000,
  seconds: 4,
  textIndexSeconds: 3,
  sourceBytes: 1,
  storeBytes: 1,
  peakBytes: 500_000_000,
  firstRowsMs: 1_000,
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

describe('what importing takes, as the report says it', () => {
  it('holds each size against its budgets', () => {
    const section = importsSection([measured], machine);
    expect(section).toContain('| 100,000 | 4.0 s | 25,000, met | 1,000 ms, met | 3.0 s | 500 MB |');
    expect(section).not.toContain('missed');
  });

  it('says what is missed, and why', () => {
    const slow = { ...measured, seconds: 8, firstRowsMs: null };
    const section = importsSection([measured, slow], machine);
    expect(section).toContain('12,500, **missed** | none seen, **missed**');
    expect(section).toContain('Where the rate is missed, the thread that writes');
  });
});
