import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { EARLIEST_MS } from '#shared/model/limits.ts';
import { ALL_TIME, parseDuration, resolveRange } from '#shared/time/time-window.ts';

const MINUTE_MS = 60_000;

describe('a relative range', () => {
  it.each([
    ['30s', MINUTE_MS / 2],
    ['1m', MINUTE_MS],
    ['15m', 15 * MINUTE_MS],
    ['24h', 1_440 * MINUTE_MS],
    ['7d', 7 * 1_440 * MINUTE_MS],
    ['4w', 28 * 1_440 * MINUTE_MS],
    [' 07d ', 7 * 1_440 * MINUTE_MS],
    ['999999w', 999_999 * 7 * 1_440 * MINUTE_MS],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    '',
    'd',
    '0d',
    '000h',
    '-1d',
    '1.5h',
    '1000000m',
    '7',
    '7D',
    '7 d',
    '7y',
    '1d2h',
    '7d\n8d',
    '__proto__',
    '1constructor',
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test.prop([fc.string()])('is a positive whole number of milliseconds, or none', (text) => {
    const ms = parseDuration(text);
    expect(ms === null || (Number.isSafeInteger(ms) && ms > 0)).toBe(true);
  });
});

describe('the bounds of a range', () => {
  const now = Date.parse('2026-01-08T00:00:00Z');

  it('are open, fixed, or counted from now', () => {
    expect(resolveRange(ALL_TIME, now)).toEqual({ from: null, to: null });
    expect(resolveRange({ kind: 'between', from: 0, to: null }, now)).toEqual({
      from: 0,
      to: null,
    });
    expect(resolveRange({ kind: 'last', duration: '7d' }, now)).toEqual({
      from: Date.parse('2026-01-01T00:00:00Z'),
      to: null,
    });
  });

  it('do not lie before the first time there is', () => {
    expect(resolveRange({ kind: 'last', duration: '999999w' }, now).from).toBe(EARLIEST_MS);
  });
});
