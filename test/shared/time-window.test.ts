import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseDuration } from '#shared/time/time-window.ts';

const MINUTE_MS = 60_000;

describe('a relative range', () => {
  it.each([
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
