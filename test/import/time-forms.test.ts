import type { DateOrder } from '#shared/model/time-notes.ts';
import { TIMES } from './support/context.ts';
import { describe, expect, it } from 'vitest';
import { readTime } from '../../src-main/import/mappings/time-forms.ts';

const MS = Date.UTC(2024, 1, 12, 6, 50, 49);

describe('readTime', () => {
  it.each([
    ['2024-02-12T06:50:49Z', MS],
    ['2024-02-12T06:50:49.123456789Z', MS + 123],
    ['2024-02-12T06:50:49,921', MS + 921],
    ['2024-02-12 06:50:49.000', MS],
    [' 2024-02-12T06:50:49 ', MS],
    ['2024-02-12T08:50:49+02:00', MS],
    ['2024-02-12 08:50:49 +0200', MS],
    ['2024-02-12 08:50:49+02', MS],
    ['2024-02-12T12:20:49+05:30', MS],
    ['2024-02-11T23:50:49-0700', MS],
    ['2024-02-12 06:50:49 UTC', MS],
    ['2024-02-12 06:50:49.5 GMT', MS + 500],
    [1_707_720_649, MS],
    [1_707_720_649.5, MS + 500],
    [1_707_720_649_000, MS],
    [1_707_720_649_123_456, MS + 123],
    [Number('1707720649123456789'), MS + 123],
    ['1707720649', MS],
    ['1707720649.0', MS],
    ['1707720649123', MS + 123],
    ['1707720649123456', MS + 123],
    ['1707720649123456789', MS + 123],
    ['1969-12-31', -86_400_000],
  ])('reads %j', (value, expected) => {
    expect(readTime(value, 'time', TIMES).ms).toBe(expected);
  });

  it('keeps the milliseconds of an epoch in seconds with a fraction', () => {
    for (let ms = 0; ms < 1_000; ms += 1)
      expect(readTime((MS + ms) / 1_000, 'time', TIMES).ms).toBe(MS + ms);
  });

  it.each([
    ['5/18/2021 9:13:33 PM', '2021-05-18T21:13:33Z'],
    ['5/4/2021 12:13 AM', '2021-05-04T00:13:00Z'],
    ['18/5/2021 21:13', '2021-05-18T21:13:00Z'],
    ['04.05.2021 21:13:33,5', '2021-05-04T21:13:33.500Z'],
    ['2021/05/18 21:13:33', '2021-05-18T21:13:33Z'],
    ['18/May/2021:21:13:33 +0200', '2021-05-18T19:13:33Z'],
    ['Tue, 18 May 2021 21:13:33 GMT', '2021-05-18T21:13:33Z'],
    ['Tue May 18 21:13:33 2021', '2021-05-18T21:13:33Z'],
    ['Tue May 18 21:13:33 UTC 2021', '2021-05-18T21:13:33Z'],
    ['May 18, 2021 at 9:13:33 PM', '2021-05-18T21:13:33Z'],
    ['18-May-2021 21:13:33', '2021-05-18T21:13:33Z'],
    ['2022-07-15 23:04:27 AEST', '2022-07-15T13:04:27Z'],
    ['2022-07-15 23:04:27.5 PDT', '2022-07-16T06:04:27.500Z'],
  ])('reads %j as people write it', (text, iso) => {
    expect(readTime(text, 'time', TIMES).ms).toBe(Date.parse(iso));
  });

  it('asks which of day and month stands first, if that cannot be told', () => {
    expect(() => readTime('1/2/2026', 'when', TIMES)).toThrow('day or the month first');
    const read = (dateOrder: DateOrder): number =>
      readTime('1/2/2026', 'when', { ...TIMES, dateOrder }).ms;
    expect(read('mdy')).toBe(Date.UTC(2026, 0, 2));
    expect(read('dmy')).toBe(Date.UTC(2026, 1, 1));
  });

  it('takes the year that is missing from the date of the file', () => {
    const newest = Date.UTC(2024, 2, 1);
    const read = (text: string): string =>
      new Date(readTime(text, 'time', { ...TIMES, newest }).ms).toISOString();
    expect(read('Feb 29 21:13:33')).toBe('2024-02-29T21:13:33.000Z');
    expect(read('Dec 31 23:59:59')).toBe('2023-12-31T23:59:59.000Z');
    expect(readTime('Dec  1 00:00:00', 'time', TIMES).notes).toEqual(['year', 'zone']);
  });

  it('reads times without a zone on the clock that was chosen, and says so', () => {
    const rule = { ...TIMES, zone: 'Europe/Berlin' };
    const read = (text: string): unknown => readTime(text, 'time', rule);
    const at = (iso: string, ...notes: readonly string[]): unknown => ({
      ms: Date.parse(iso),
      notes,
    });
    expect(read('2024-07-01 12:00:00')).toEqual(at('2024-07-01T10:00:00Z', 'zone'));
    expect(read('2024-07-01 12:00:00Z')).toEqual(at('2024-07-01T12:00:00Z'));
    expect(read('2024-10-27 02:30:00')).toEqual(at('2024-10-27T00:30:00Z', 'zone', 'twice'));
    expect(read('2024-03-31 02:30:00')).toEqual(at('2024-03-31T01:00:00Z', 'zone', 'skipped'));
  });

  it('marks times before 1990 and in the future', () => {
    expect(readTime('1601-01-01T00:00:00Z', 'time', TIMES).notes).toEqual(['early']);
    expect(readTime('2027-01-01T00:00:00Z', 'time', TIMES).notes).toEqual(['future']);
  });

  it.each([
    '2025-04-11:21:02.3387000Z',
    '2022-07-15 23:04:27 IST',
    '2026-02-30',
    'redacted',
    '...',
    '',
    '123456',
    99_999_999_999,
    -1_707_720_649,
    Infinity,
    true,
    null,
    {},
    ['2026-01-01'],
  ])('refuses %j rather than guess', (value) => {
    expect(() => readTime(value, 'when', TIMES)).toThrow('(when) is in no form that Annals reads');
  });
});
