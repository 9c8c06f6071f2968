import { describe, expect, test } from 'vitest';
import { parseWantedTime } from '../../src-renderer/features/history/wanted-time.ts';

const NOW = Date.UTC(2026, 0, 10, 12);
const read = (text: string, zone = 'UTC', order: 'newest' | 'oldest' = 'newest') =>
  parseWantedTime(text, zone, NOW, order);
const at = (ms: number) => ({ kind: 'time', ms, note: null });

describe('a time to go to', () => {
  test('is meant in the zone in which times are shown', () => {
    expect(read('2023-07-10 14:30', 'Europe/Berlin')).toEqual(at(Date.UTC(2023, 6, 10, 12, 30)));
    expect(read('2023-07-10T14:30Z', 'Europe/Berlin')).toEqual(at(Date.UTC(2023, 6, 10, 14, 30)));
  });

  test('may be told from now', () => {
    expect(read('now')).toEqual(at(NOW));
    expect(read(' Now - 3h ')).toEqual(at(NOW - 3 * 3_600_000));
    expect(read('now-90d')).toEqual(at(NOW - 90 * 86_400_000));
  });

  test('is the near end of the day where only that is said', () => {
    expect(read('2023-07-10')).toEqual(at(Date.UTC(2023, 6, 11) - 1));
    expect(read('2023-07-10', 'UTC', 'oldest')).toEqual(at(Date.UTC(2023, 6, 10)));
    // 23 hours long: clocks went forward.
    expect(read('2026-03-29', 'Europe/Berlin')).toEqual(at(Date.UTC(2026, 2, 29, 22) - 1));
  });

  test.each(['', 'yesterday', 'now-3', 'now+3h', '2023-02-30', 'now-999999w'])(
    'is none in %j',
    (text) => {
      expect(read(text).kind).not.toBe('time');
    },
  );
});
