import { describe, expect, test } from 'vitest';
import { describeRange } from '../../src-renderer/format/describe-range.ts';
import {
  formatBytes,
  formatCount,
  formatCountOf,
  formatDuration,
} from '../../src-renderer/format/numbers.ts';
import {
  formatAgo,
  formatPrecise,
  formatSeconds,
  formatZone,
  timeParts,
} from '../../src-renderer/format/times.ts';

const SUMMER = Date.UTC(2023, 6, 10, 12, 7, 34, 123);

describe('numbers', () => {
  test('counts have separators and agree with their noun', () => {
    expect(formatCount(2_900_001)).toBe('2,900,001');
    expect(formatCountOf(1, 'event')).toBe('1 event');
    expect(formatCountOf(2_901, 'event')).toBe('2,901 events');
    expect(formatCountOf(0, 'event')).toBe('0 events');
  });

  test('sizes take the largest unit that is not below one', () => {
    expect(formatBytes(999)).toBe('999 bytes');
    expect(formatBytes(4_200_000)).toBe('4.2 MB');
    expect(formatBytes(1_260_000_000)).toBe('1.3 GB');
  });

  test('durations read as people say them', () => {
    expect(formatDuration(420)).toBe('420 ms');
    expect(formatDuration(3_210)).toBe('3.2 s');
    expect(formatDuration(125_000)).toBe('2 min 5 s');
  });
});

describe('times', () => {
  test('are shown in the zone, in digits that sort', () => {
    expect(formatPrecise(SUMMER, 'UTC')).toBe('2023-07-10 12:07:34.123');
    expect(formatPrecise(SUMMER, 'Europe/Berlin')).toBe('2023-07-10 14:07:34.123');
    expect(formatSeconds(SUMMER, 'Asia/Kolkata')).toBe('2023-07-10 17:37:34');
  });

  test('midnight is 00, not 24', () => {
    expect(timeParts(Date.UTC(2023, 0, 1), 'UTC').time).toBe('00:00:00');
  });

  test('early years have four digits', () => {
    expect(timeParts(Date.parse('0001-01-01T00:00:00Z'), 'UTC').date).toBe('0001-01-01');
  });

  test('the same instant reads differently on both sides of a clock change', () => {
    const before = Date.UTC(2026, 2, 29, 0, 59, 59);
    expect(formatSeconds(before, 'Europe/Berlin')).toBe('2026-03-29 01:59:59');
    expect(formatSeconds(before + 1_000, 'Europe/Berlin')).toBe('2026-03-29 03:00:00');
  });

  test('how long ago is said in one unit', () => {
    const now = Date.UTC(2026, 0, 1);
    expect(formatAgo(now - 400, now)).toBe('just now');
    expect(formatAgo(now - 90_000, now)).toBe('1 minute ago');
    expect(formatAgo(now - 3 * 86_400_000, now)).toBe('3 days ago');
    expect(formatAgo(now + 7_200_000, now)).toBe('in 2 hours');
  });

  test('a zone is named with its offset at that moment', () => {
    expect(formatZone('Europe/Berlin', SUMMER)).toBe('Europe/Berlin (UTC+2)');
    expect(formatZone('Europe/Berlin', Date.UTC(2026, 0, 1))).toBe('Europe/Berlin (UTC+1)');
    expect(formatZone('UTC', SUMMER)).toBe('UTC');
  });
});

describe('ranges in words', () => {
  test.each([
    [{ kind: 'all' }, 'All time'],
    [{ kind: 'last', duration: '15m' }, 'Last 15 minutes'],
    [{ kind: 'last', duration: '1h' }, 'Last hour'],
    [{ kind: 'last', duration: '7d' }, 'Last 7 days'],
    [{ kind: 'between', from: SUMMER, to: null }, 'Since 2023-07-10 12:07:34'],
    [{ kind: 'between', from: null, to: Date.UTC(2023, 6, 10) }, 'Before 2023-07-10 00:00'],
    [
      { kind: 'between', from: Date.UTC(2023, 6, 10, 9), to: Date.UTC(2023, 6, 10, 17) },
      '2023-07-10 09:00 – 17:00',
    ],
    [
      { kind: 'between', from: Date.UTC(2023, 6, 10), to: Date.UTC(2023, 6, 12) },
      '2023-07-10 00:00 – 2023-07-12 00:00',
    ],
  ] as const)('%j is “%s”', (range, words) => {
    expect(describeRange(range, 'UTC')).toBe(words);
  });
});
