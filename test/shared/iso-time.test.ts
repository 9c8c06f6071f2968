import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { EARLIEST_MS, LATEST_MS } from '#shared/model/limits.ts';
import { formatIsoTime, parseIsoTime } from '#shared/time/iso-time.ts';

const anyMs = fc.integer({ min: EARLIEST_MS, max: LATEST_MS });

/** A zone of so many minutes, as ISO 8601 prints it. */
function zoneOf(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

describe('an ISO time', () => {
  test.prop([anyMs])('reads as it was printed', (ms) => {
    expect(parseIsoTime(formatIsoTime(ms))).toEqual({ ms, isZoneless: false });
  });

  test.prop([anyMs, fc.integer({ min: -1_439, max: 1_439 })])(
    'means the same in every zone',
    (ms, minutes) => {
      const local = new Date(ms + minutes * 60_000);
      fc.pre(local.getUTCFullYear() >= 1 && local.getUTCFullYear() <= 9_999);
      const text = local.toISOString().replace('Z', zoneOf(minutes));
      expect(parseIsoTime(text)).toEqual({ ms, isZoneless: false });
      expect(parseIsoTime(text.replace(/:(\d\d)$/u, '$1'))).toEqual({ ms, isZoneless: false });
    },
  );

  test.prop([fc.string({ unit: 'binary' })])('is never read from anything else', (text) => {
    const parsed = parseIsoTime(text);
    expect(parsed === null || Number.isSafeInteger(parsed.ms)).toBe(true);
  });

  test.prop([
    fc.integer({ min: 1, max: 9_999 }),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
  ])('is a day that exists', (year, month, day) => {
    const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const date = new Date(`${text}T00:00:00Z`);
    const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
    expect(parseIsoTime(text)).toEqual(exists ? { ms: date.getTime(), isZoneless: true } : null);
  });

  it.each([
    ['2026-03-04T05:06:07.089Z', '2026-03-04T05:06:07.089Z'],
    ['2026-03-04T05:06:07Z', '2026-03-04T05:06:07.000Z'],
    ['2026-03-04T05:06Z', '2026-03-04T05:06:00.000Z'],
    ['2026-03-04 05:06:07z', '2026-03-04T05:06:07.000Z'],
    ['2026-03-04T05:06:07,089Z', '2026-03-04T05:06:07.089Z'],
    ['2026-03-04T05:06:07.1Z', '2026-03-04T05:06:07.100Z'],
    ['2026-03-04T05:06:07.123456789Z', '2026-03-04T05:06:07.123Z'],
    ['2026-03-04T05:06:07.9999999Z', '2026-03-04T05:06:07.999Z'],
    ['2026-03-04T05:06:07+02:00', '2026-03-04T03:06:07.000Z'],
    ['2026-03-04T05:06:07-0730', '2026-03-04T12:36:07.000Z'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00.000Z'],
    ['  2026-03-04T05:06:07Z\n', '2026-03-04T05:06:07.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999Z'],
    ['2016-12-31T15:59:60-08:00', '2016-12-31T23:59:59.999Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['0099-12-31T23:59:59Z', '0099-12-31T23:59:59.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, meaning) => {
    const parsed = parseIsoTime(text);
    expect(parsed && { ...parsed, ms: formatIsoTime(parsed.ms) }).toEqual({
      ms: meaning,
      isZoneless: false,
    });
  });

  it.each([
    ['2026-03-04', '2026-03-04T00:00:00.000Z'],
    ['2026-03-04T05:06:07', '2026-03-04T05:06:07.000Z'],
    ['2026-03-04 05:06', '2026-03-04T05:06:00.000Z'],
  ])('%s without a zone is taken as UTC, and says so', (text, meaning) => {
    expect(parseIsoTime(text)).toEqual({ ms: Date.parse(meaning), isZoneless: true });
  });

  it.each([
    '',
    ' ',
    'now',
    '0',
    '12',
    '1/2/2026',
    '2026',
    '2026-03',
    '20260304',
    '1772601967089',
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-01-32',
    '0000-01-01',
    '-0001-01-01',
    '+12026-01-01',
    '10000-01-01',
    '26-01-01',
    '2026-03-04T24:00:00Z',
    '2026-03-04T23:60:00Z',
    '2026-03-04T23:58:60Z',
    '2026-03-04T23:59:61Z',
    '2026-03-04T5:06:07Z',
    '2026-03-04T05Z',
    '2026-03-04T',
    '2026-03-04Z',
    '2026-03-04T05:06:07.Z',
    '2026-03-04T05:06:07.1234567890Z',
    '2026-03-04T05:06:07 Z',
    '2026-03-04T05:06:07+2:00',
    '2026-03-04T05:06:07+24:00',
    '2026-03-04T05:06:07+02:60',
    '2026-03-04T05:06:07+02',
    '2026-03-04T05:06:07Zulu',
    '2026-03-04T05:06:07 UTC',
    '２０２６-03-04',
    '2026-03-04\n2026-03-05',
  ])('%j is none', (text) => {
    expect(parseIsoTime(text)).toBeNull();
  });
});
