import { describe, expect, test } from 'vitest';
import { parseLocalTime } from '../../src-renderer/state/local-time.ts';
import { readQuery } from '../../src-renderer/state/query-text.ts';
import { resolveRange } from '#shared/time/time-window.ts';

const at = (iso: string, note: string | null = null) => ({
  kind: 'time',
  ms: Date.parse(iso),
  note,
});

/** How long the clocks of a zone go back for. */
const gapOf = (zone: string): number => (zone === 'Australia/Lord_Howe' ? 1_800_000 : 3_600_000);

describe('typed times', () => {
  test('are meant in the zone of the window', () => {
    expect(parseLocalTime('2023-07-10 14:30', 'Europe/Berlin', 'start')).toEqual(
      at('2023-07-10T12:30:00Z'),
    );
    expect(parseLocalTime('2023-01-10 14:30:05', 'Europe/Berlin', 'start')).toEqual(
      at('2023-01-10T13:30:05Z'),
    );
  });

  test('with an offset are meant as they say', () => {
    expect(parseLocalTime('2023-07-10T14:30:00Z', 'Europe/Berlin', 'start')).toEqual(
      at('2023-07-10T14:30:00Z'),
    );
    expect(parseLocalTime('2023-07-10T14:30:00+05:30', 'UTC', 'start')).toEqual(
      at('2023-07-10T09:00:00Z'),
    );
  });

  test('a date alone is the whole day, also one of 23 hours', () => {
    expect(parseLocalTime('2026-03-29', 'Europe/Berlin', 'start')).toEqual(
      at('2026-03-28T23:00:00Z'),
    );
    expect(parseLocalTime('2026-03-29', 'Europe/Berlin', 'end')).toEqual(
      at('2026-03-29T22:00:00Z'),
    );
  });

  test.each([
    ['Europe/Berlin', '2026-03-29 02:30', '2026-03-29T01:00:00Z', '02:30', '2026-03-29', '03:00'],
    [
      'America/New_York',
      '2026-03-08 02:15',
      '2026-03-08T07:00:00Z',
      '02:15',
      '2026-03-08',
      '03:00',
    ],
    // Half an hour only.
    [
      'Australia/Lord_Howe',
      '2026-10-04 02:10',
      '2026-10-03T15:30:00Z',
      '02:10',
      '2026-10-04',
      '02:30',
    ],
    // A whole day, when the date line moved.
    [
      'Pacific/Apia',
      '2011-12-30 12:00',
      '2011-12-30T10:00:00Z',
      '12:00',
      '2011-12-30',
      '2011-12-31 00:00',
    ],
  ])('in %s, %s is skipped: the moment of the change is taken, and said', (...given) => {
    const [zone, text, taken, time, date, shown] = given;
    const note = `${time} does not exist on ${date}: the clocks go forward. ${shown} is taken.`;
    expect(parseLocalTime(text, zone, 'start')).toEqual(at(taken, note));
  });

  test.each([
    ['Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30:00Z', 'UTC+2', '02:30+01:00'],
    ['America/New_York', '2026-11-01 01:30', '2026-11-01T05:30:00Z', 'UTC-4', '01:30-05:00'],
    ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00Z', 'UTC+11', '01:45+10:30'],
  ])('in %s, %s comes twice: the first is taken, and said', (zone, text, taken, offset, second) => {
    const [date, time] = text.split(' ');
    const note = `${time} comes twice on ${date}. The first is taken (${offset}); write ${second} for the second.`;
    expect(parseLocalTime(text, zone, 'start')).toEqual(at(taken, note));
    const other = parseLocalTime(`${date} ${second}`, zone, 'start');
    expect(other).toEqual(at(new Date(Date.parse(taken) + gapOf(zone)).toISOString()));
  });

  test('are meant as they say where clocks never change, by odd minutes too', () => {
    expect(parseLocalTime('2026-03-29 02:30', 'Asia/Kathmandu', 'start')).toEqual(
      at('2026-03-28T20:45:00Z'),
    );
  });

  test('a day before one that was skipped ends where that begins', () => {
    const { note, ...end } = at('2011-12-30T10:00:00Z');
    expect(note).toBeNull();
    expect(parseLocalTime('2011-12-29', 'Pacific/Apia', 'end')).toMatchObject(end);
  });

  test('are read as the query bar reads them', () => {
    const texts = ['2026-03-29T02:30', '2026-10-25T02:30', '2026-07-01T12:00'];
    for (const zone of ['Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC']) {
      for (const text of texts) {
        const read = readQuery(`from:${text}`, zone);
        const range = read.ok ? read.query.range : null;
        const typed = parseLocalTime(text, zone, 'start');
        expect(range).toMatchObject({ from: typed.kind === 'time' ? typed.ms : null });
      }
    }
  });

  test('nothing is no bound, and nonsense is wrong', () => {
    expect(parseLocalTime('  ', 'UTC', 'start')).toEqual({ kind: 'empty' });
    for (const text of ['yesterday', '2026-02-30', '10/07/2023', '2023-07-10 25:00']) {
      expect(parseLocalTime(text, 'UTC', 'start')).toEqual({ kind: 'wrong' });
    }
  });
});

describe('ranges at a moment', () => {
  const now = Date.parse('2026-01-10T12:00:00Z');

  test('a relative range begins that long ago and is open to what comes', () => {
    expect(resolveRange({ kind: 'last', duration: '24h' }, now)).toEqual({
      from: now - 86_400_000,
      to: null,
    });
  });

  test('fixed bounds stay, and zero is a bound', () => {
    expect(resolveRange({ kind: 'between', from: 0, to: 5 }, now)).toEqual({ from: 0, to: 5 });
    expect(resolveRange({ kind: 'all' }, now)).toEqual({ from: null, to: null });
  });
});
