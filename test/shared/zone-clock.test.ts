import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { EARLIEST_MS, LATEST_MS } from '#shared/model/limits.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { zoneClock } from '#shared/time/zone-clock.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const anyMs = fc.oneof(
  fc.integer({ min: EARLIEST_MS, max: LATEST_MS }),
  fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2030-01-01') }),
);

/** When clocks show a time, in UTC. */
function momentsOf(timeZone: string, wall: string): string[] {
  return zoneClock(timeZone)
    .momentsOf(Date.parse(`${wall}Z`))
    .map((ms) => formatIsoTime(ms).replace('.000Z', 'Z'));
}

describe('the clock of a zone', () => {
  it.each([
    ['Asia/Kolkata', '2026-01-01T00:00:00', ['2025-12-31T18:30:00Z']],
    ['Europe/Berlin', '2026-07-01T00:00:00', ['2026-06-30T22:00:00Z']],
    ['Europe/Berlin', '2026-03-29T02:00:00', ['2026-03-29T01:00:00Z']],
    ['Europe/Berlin', '2026-03-29T02:30:00', ['2026-03-29T01:00:00Z']],
    ['Europe/Berlin', '2026-10-25T01:59:59', ['2026-10-24T23:59:59Z']],
    ['Europe/Berlin', '2026-10-25T02:30:00', ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']],
    ['Europe/Berlin', '2026-10-25T03:00:00', ['2026-10-25T02:00:00Z']],
    [
      'Australia/Lord_Howe',
      '2026-04-05T01:45:00',
      ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'],
    ],
    ['America/Sao_Paulo', '2018-11-04T00:00:00', ['2018-11-04T03:00:00Z']],
    ['Pacific/Apia', '2011-12-30T12:00:00', ['2011-12-30T10:00:00Z']],
    ['Europe/Berlin', '0001-01-01T00:53:28', ['0001-01-01T00:00:00Z']],
    ['America/New_York', '9999-12-31T19:00:00', ['+010000-01-01T00:00:00Z']],
  ])('of %s shows %s', (timeZone, wall, moments) => {
    expect(momentsOf(timeZone, wall)).toEqual(moments);
  });

  test.prop([anyMs, fc.constantFrom(...ZONES)])(
    'shows each moment what it is found by',
    (ms, zone) => {
      const clock = zoneClock(zone);
      const moments = clock.momentsOf(clock.toWall(ms));
      expect(moments).toContain(ms);
      expect(clock.toUtc(clock.toWall(ms))).toBe(Math.min(...moments));
    },
  );

  test.prop([anyMs, fc.constantFrom(...ZONES)])('shows what Intl prints', (ms, zone) => {
    const printed = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    }).format(ms);
    const wall = zoneClock(zone).toWall(ms);
    fc.pre(wall >= EARLIEST_MS && wall <= LATEST_MS);
    expect(formatIsoTime(wall).slice(0, 19).replace('T', ' ')).toBe(printed.padStart(19, '0'));
  });

  it('is refused for a zone that does not exist', () => {
    expect(() => zoneClock('Mars/Olympus')).toThrow(RangeError);
  });
});
