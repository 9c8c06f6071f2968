import { describe, expect, it } from 'vitest';
import { Agreement } from '../../../scripts/bench/agreement.ts';
import { verdictsOf } from '../../../scripts/bench/budgets.ts';
import type { Size } from '../../../scripts/bench/options.ts';
import type { Machine } from '../../../scripts/bench/report/machine.ts';
import { reportOf } from '../../../scripts/bench/report/report.ts';
import { table, times } from '../../../scripts/bench/report/table.ts';
import type { Results, SizeResults } from '../../../scripts/bench/results.ts';

const MACHINE: Machine = {
  processors: '2 × Processor',
  memoryGib: 24,
  system: 'linux',
  node: '24',
  electron: '33',
  sqlite: '3.5',
  duckdb: { version: 'v1', threads: 2 },
  sqlite3: null,
  grep: 'grep 3',
};

const TIMING = { median: 100, p95: 200 };

/** Every first page takes so many milliseconds; DuckDB takes twice that. */
function sizeResults(events: Size, page: number): SizeResults {
  const asked = { question: 'everything', isText: false, matches: events };
  const all = { worker: [page], host: [page], duckdb: [page * 2] };
  return {
    store: {
      events,
      home: '',
      path: '',
      stateFolder: '',
      duckdb: '',
      text: '',
      imported: {
        day: '2026-01-02',
        events,
        seconds: events / 30_000,
        textIndexSeconds: 2,
        firstRowsMs: 900,
        sourceBytes: 1_000,
        storeBytes: 1_500,
        peakBytes: null,
      },
    },
    opening: {
      firstPage: TIMING,
      lensFromSql: TIMING,
      lensFromFile: TIMING,
      pageMeanwhile: TIMING,
      pagesMeanwhile: 5,
      lensEvents: events,
      lensBytes: events * 24,
      lensFileBytes: events * 20,
    },
    pages: [
      { ...asked, ...all },
      { question: 'flagged:yes', isText: false, matches: 0, worker: [page], host: [page] },
    ],
    counts: [{ ...asked, ...all, workerTotal: [1], duckdbTotal: [2] }],
    jumps: [{ question: 'everything', to: 'time', ...all }],
    texts: [
      {
        text: 'a|b',
        howCommon: 'rare',
        matches: 3,
        page: { ...all, grep: [page / 2] },
        total: { worker: [1], duckdb: [2] },
      },
    ],
  };
}

function results(...sizes: SizeResults[]): Results {
  return {
    sizes,
    eventLoop: {
      idleP99: 1.1,
      busyP99: 5,
      busyMax: 9,
      cancelled: 99,
      ended: 1,
      cancelling: TIMING,
    },
    coldStart: {
      events: 100_000,
      empty: TIMING,
      annals: { median: 120, p95: 250 },
    },
  };
}

function verdictOn(what: string, measured: Results, at: string): string {
  const found = verdictsOf(measured).find((verdict) => verdict.what === what && verdict.at === at);
  return found ? `${found.measured} of ${found.limit}: ${found.isMet ? 'met' : 'missed'}` : 'none';
}

describe('verdictsOf', () => {
  const small = sizeResults(100_000, 2);
  const large = sizeResults(10_000_000, 7);

  it('allows ten million events twice as long for a first page', () => {
    const what = 'first page, p95 in the worker';
    expect(verdictOn(what, results(small), '100k')).toBe('2.0 ms of ≤ 5 ms: met');
    expect(verdictOn(what, results(sizeResults(1_000_000, 7)), '1M')).toBe(
      '7.0 ms of ≤ 5 ms: missed',
    );
    expect(verdictOn(what, results(small, large), '10M')).toBe('7.0 ms of ≤ 10 ms: met');
  });

  it('judges filters without text also by themselves', () => {
    const slow = { question: 'text:x', isText: true, matches: 1, worker: [50], host: [50] };
    const measured = results({ ...small, pages: [...small.pages, slow] });
    expect(verdictOn('first page, p95 in the worker', measured, '100k')).toBe(
      '50 ms of ≤ 5 ms: missed',
    );
    expect(verdictOn('… of filters without text', measured, '100k')).toBe('2.0 ms of ≤ 5 ms: met');
  });

  it('compares only where the other was asked, and names the worst', () => {
    const page = 'first page, host against DuckDB';
    expect(verdictOn(page, results(small), '100k')).toBe(
      '1 of 1; worst 2.0× (everything) of every one ≥ 1×: met',
    );
    const text = 'text, first page, host against grep';
    expect(verdictOn(text, results(small), '100k')).toBe(
      '0 of 1; worst 0.50× (a|b) of every one ≥ 1×: missed',
    );
  });

  it('judges growth from the smallest store to the largest', () => {
    const what = 'growth of first pages, p95 in the worker';
    expect(verdictOn(what, results(small, large), '100k → 10M')).toBe('3.5× of ≤ 2×: missed');
    expect(verdictOn(what, results(small), '100k → 100k')).toBe('none');
  });

  it('judges import, size and start', () => {
    const measured = results(small);
    expect(verdictOn('import, events a second', measured, '100k')).toBe('30,000 of ≥ 25,000: met');
    expect(verdictOn('store beside its input', measured, '100k')).toBe('1.5× of ≤ 1×: missed');
    expect(verdictOn('cold start to first rows, beside an empty window', measured, '100k')).toBe(
      '1.2× of ≤ 1.3×: met',
    );
  });
});

describe('reportOf', () => {
  it('says what was measured, on what, and what of it misses its budget', () => {
    const agreement = new Agreement();
    agreement.compare('a total', 1, 1);
    const report = reportOf(results(sizeResults(100_000, 2)), MACHINE, agreement);
    expect(report).toContain('2 × Processor');
    expect(report).toContain('DuckDB** v1');
    expect(report).toContain('**sqlite3** (not installed)');
    expect(report).toContain('All 1 answers that were compared are equal.');
    expect(report).toContain('| store beside its input | 100k | ≤ 1× | 1.5× | **missed** |');
    expect(report).toContain('## 100,000 events');
    expect(report).toContain('24.0 bytes an event');
    expect(report).toContain('| flagged:yes | 0 | 2.0 ms | 2.0 ms | 2.0 ms | 2.0 ms | – | – | – |');
    expect(report).not.toMatch(/undefined|NaN/u);
  });

  it('shows answers that differ', () => {
    const agreement = new Agreement();
    agreement.compare('total of everything, DuckDB', 12, 13);
    const report = reportOf(results(sizeResults(100_000, 2)), MACHINE, agreement);
    expect(report).toContain('**1 of 1 answers that were compared differ:**');
    expect(report).toContain('- total of everything, DuckDB: Annals 12, the other 13');
  });
});

describe('table', () => {
  it('escapes the bars that would end a cell', () => {
    expect(table(['a', 'b'], [['x|y', 'z']])).toBe('| a | b |\n| --- | --- |\n| x\\|y | z |');
  });
});

describe('times', () => {
  it.each([
    [12.34, '12×'],
    [3.44, '3.4×'],
    [0.523, '0.52×'],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('writes %s as %s', (ratio, text) => {
    expect(times(ratio)).toBe(text);
  });
});
