import { describe, expect, test } from 'vitest';
import { addDays, addMonths, weeksOf } from '../../src-renderer/features/filters/month-days.ts';
import { readTypedDuration } from '../../src-renderer/features/filters/read-duration.ts';
import { zoneChoices } from '../../src-renderer/features/zone/zones.ts';
import { selectIsSinceReview } from '../../src-renderer/state/selectors.ts';
import { makeStore } from './support/make-store.ts';

describe('a typed length of time', () => {
  test.each([
    ['36h', '36h'],
    ['last 2w', '2w'],
    ['last:7d', '7d'],
    ['10 days', '10d'],
    ['Last 90 Minutes', '90m'],
    ['1 week', '1w'],
  ])('%s is %s', (text, duration) => {
    expect(readTypedDuration(text)).toBe(duration);
  });

  test('nonsense is none', () => {
    for (const text of ['', 'h', '0d', '7 years', '-3h', '1.5h', 'yesterday']) {
      expect(readTypedDuration(text)).toBeNull();
    }
  });
});

describe('the calendar', () => {
  test('has whole weeks from Monday, and every day of the month', () => {
    const weeks = weeksOf('2026-03');
    expect(weeks.map(([monday]) => monday)).toEqual([
      '2026-02-23',
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
      '2026-03-23',
      '2026-03-30',
    ]);
    expect(weeks.at(-1)?.at(-1)).toBe('2026-04-05');
    expect(weeksOf('2027-02')).toHaveLength(4);
  });

  test('steps by months stay within the month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
  });
});

describe('the list of time zones', () => {
  const summer = Date.parse('2026-07-01T00:00:00Z');
  const zones = zoneChoices('Europe/Berlin', summer);

  test('begins with this machine and UTC, each with its offset at the moment', () => {
    expect(zones.slice(0, 2)).toMatchObject([
      { zone: null, name: 'Europe/Berlin', offset: 'UTC+2' },
      { zone: 'UTC', offset: 'UTC' },
    ]);
    const offsetOf = (name: string) => zones.find(({ zone }) => zone === name)?.offset;
    expect(offsetOf('Europe/Berlin')).toBe('UTC+2');
    expect(offsetOf('America/New_York')).toBe('UTC-4');
    expect(offsetOf('Asia/Kathmandu')).toBe('UTC+5:45');
    expect(offsetOf('Pacific/Apia')).toBe('UTC+13');
    expect(offsetOf('Australia/Lord_Howe')).toBe('UTC+10:30');
  });

  test('has every zone once, by names that can be found as they are said', () => {
    const names = zones.map(({ zone }) => zone);
    expect(new Set(names).size).toBe(names.length);
    expect(zones.find(({ zone }) => zone === 'America/New_York')?.text).toContain('New York');
  });
});

describe('a period that is chosen', () => {
  test('is a range of time or what came since the last review, and other conditions stay', () => {
    const { state } = makeStore();
    state().setFieldValues('outcome', ['failure']);
    state().setRange({ kind: 'last', duration: '7d' });
    state().setPeriod('sinceReview');
    expect(selectIsSinceReview(state())).toBe(true);
    expect(state().range).toEqual({ kind: 'all' });
    expect(state().terms.map(({ field }) => field)).toEqual(['outcome', 'reviewed']);

    // The timeline narrows what came since then.
    state().setRange({ kind: 'between', from: 1, to: 2 });
    expect(selectIsSinceReview(state())).toBe(true);

    state().setPeriod({ kind: 'last', duration: '24h' });
    expect(selectIsSinceReview(state())).toBe(false);
    expect(state().terms.map(({ field }) => field)).toEqual(['outcome']);
    expect(state().range).toEqual({ kind: 'last', duration: '24h' });
  });
});
