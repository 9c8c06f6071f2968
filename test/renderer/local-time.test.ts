import { describe, expect, test } from 'vitest';
import { parseLocalTime } from '../../src-renderer/state/local-time.ts';
import { resolveRange } from '#shared/time/time-window.ts';

const at = (iso: string) => ({ kind: 'time', ms: Date.parse(iso) });

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

  test('a time that the clocks skip is taken as much later as they skip', () => {
    expect(parseLocalTime('2026-03-29 02:30', 'Europe/Berlin', 'start')).toEqual(
      at('2026-03-29T01:30:00Z'),
    );
  });

  test('of a time that the clocks show twice the first is taken', () => {
    expect(parseLocalTime('2026-10-25 02:30', 'Europe/Berlin', 'start')).toEqual(
      at('2026-10-25T00:30:00Z'),
    );
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
