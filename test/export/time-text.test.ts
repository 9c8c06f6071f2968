import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EARLIEST_MS, LATEST_MS } from '#shared/model/limits.ts';
import { formatIsoTime, parseIsoTime } from '#shared/time/iso-time.ts';
import { zoneClock } from '#shared/time/zone-clock.ts';
import { isoText, localText } from '../../src-main/export/time-text.ts';

describe('the text of a time', () => {
  it('is that of every other place, from the first year to the last', () => {
    const time = fc.oneof(
      fc.integer({ min: EARLIEST_MS, max: LATEST_MS }),
      fc.integer({ min: -100_000_000, max: 100_000_000 }),
      fc.constantFrom(EARLIEST_MS, LATEST_MS, -1, 0, 1, -86_400_000, 86_399_999),
    );
    fc.assert(
      fc.property(time, (ms) => isoText(ms) === formatIsoTime(ms)),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['Europe/Berlin', '2026-03-29T00:59:59.999Z', '2026-03-29T01:59:59.999+01:00'],
    ['Europe/Berlin', '2026-03-29T01:00:00.000Z', '2026-03-29T03:00:00.000+02:00'],
    ['America/New_York', '2026-11-01T06:30:00.000Z', '2026-11-01T01:30:00.000-05:00'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00.000Z', '2026-01-01T05:45:00.000+05:45'],
    ['Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-31T00:00:00.000+14:00'],
    ['Australia/Lord_Howe', '2026-04-04T15:15:00.000Z', '2026-04-05T01:45:00.000+10:30'],
    ['UTC', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000+00:00'],
  ])('in %s says when %s was by the clocks there, and means the same', (zone, utc, local) => {
    expect(localText(Date.parse(utc), zoneClock(zone))).toBe(local);
    expect(parseIsoTime(local)).toEqual({ ms: Date.parse(utc), isZoneless: false });
  });
});
