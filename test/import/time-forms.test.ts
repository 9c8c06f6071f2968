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
    expect(readTime(value, 'time')).toBe(expected);
  });

  it('keeps the milliseconds of an epoch in seconds with a fraction', () => {
    for (let ms = 0; ms < 1_000; ms += 1) expect(readTime((MS + ms) / 1_000, 'time')).toBe(MS + ms);
  });

  it.each([
    '1/2/2026',
    '5/18/2021 9:13:33 PM',
    '2025-04-11:21:02.3387000Z',
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
    expect(() => readTime(value, 'when')).toThrow('(when) is in no form that Annals reads');
  });
});
