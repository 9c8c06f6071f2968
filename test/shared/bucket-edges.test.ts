import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { EARLIEST_MS, LATEST_MS } from '#shared/model/limits.ts';
import { bucketEdges } from '#shared/time/bucket-edges.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
] as const;

const HOUR = 3_600_000;

const at = (text: string): number => Date.parse(text);

function edgesOf(from: string, to: string, atMost: number, timeZone = 'UTC'): string[] {
  return bucketEdges({ from: at(from), to: at(to), atMost, timeZone }).map((edge) =>
    new Date(edge).toISOString().replace('.000Z', 'Z'),
  );
}

describe('edges of a timeline', () => {
  it('are the narrowest round ones that are not too many', () => {
    expect(edgesOf('2026-03-01T10:07:11Z', '2026-03-01T10:07:13Z', 4)).toEqual([
      '2026-03-01T10:07:11Z',
      '2026-03-01T10:07:12Z',
      '2026-03-01T10:07:13Z',
      '2026-03-01T10:07:14Z',
    ]);
    expect(edgesOf('2026-03-01T10:07:11Z', '2026-03-01T11:00:00Z', 5)).toEqual([
      '2026-03-01T10:00:00Z',
      '2026-03-01T10:15:00Z',
      '2026-03-01T10:30:00Z',
      '2026-03-01T10:45:00Z',
      '2026-03-01T11:00:00Z',
      '2026-03-01T11:15:00Z',
    ]);
    expect(edgesOf('2025-11-20T00:00:00Z', '2026-03-01T10:00:00Z', 5)).toEqual([
      '2025-11-01T00:00:00Z',
      '2025-12-01T00:00:00Z',
      '2026-01-01T00:00:00Z',
      '2026-02-01T00:00:00Z',
      '2026-03-01T00:00:00Z',
      '2026-04-01T00:00:00Z',
    ]);
    expect(edgesOf('1960-05-05T00:00:00Z', '2026-03-01T10:00:00Z', 4)).toEqual([
      '1960-01-01T00:00:00Z',
      '1980-01-01T00:00:00Z',
      '2000-01-01T00:00:00Z',
      '2020-01-01T00:00:00Z',
      '2040-01-01T00:00:00Z',
    ]);
  });

  it('begin days at midnight of the zone, over changes of the clock too', () => {
    expect(edgesOf('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', 3, 'Europe/Berlin')).toEqual([
      '2026-03-27T23:00:00Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
      '2026-03-30T22:00:00Z',
    ]);
    expect(edgesOf('2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z', 1, 'Europe/Berlin')).toEqual([
      '2026-10-24T22:00:00Z',
      '2026-10-25T23:00:00Z',
    ]);
    expect(edgesOf('2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z', 2, 'Asia/Kolkata')).toEqual([
      '2025-12-31T23:30:00Z',
      '2026-01-01T00:30:00Z',
      '2026-01-01T01:30:00Z',
    ]);
  });

  it('begin weeks on Monday', () => {
    const edges = edgesOf('2026-02-04T00:00:00Z', '2026-02-20T00:00:00Z', 3);
    expect(edges).toEqual([
      '2026-02-02T00:00:00Z',
      '2026-02-09T00:00:00Z',
      '2026-02-16T00:00:00Z',
      '2026-02-23T00:00:00Z',
    ]);
  });

  it('make an hour that clocks show twice two buckets, and one that they skip none', () => {
    const hours = (day: string): number[] => {
      const from = at(`${day}T00:00:00+12:00`);
      const edges = bucketEdges({
        from,
        to: from + 36 * HOUR,
        atMost: 40,
        timeZone: 'Europe/Berlin',
      });
      return edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
    };
    expect(hours('2026-10-25')).toEqual(Array.from({ length: 37 }, () => HOUR));
    expect(hours('2026-03-29')).toEqual(Array.from({ length: 37 }, () => HOUR));
  });

  it('have a longer hour where clocks are set back by half of one', () => {
    expect(
      edgesOf('2026-04-04T13:00:00Z', '2026-04-04T16:00:00Z', 4, 'Australia/Lord_Howe'),
    ).toEqual([
      '2026-04-04T13:00:00Z',
      '2026-04-04T14:00:00Z',
      '2026-04-04T15:30:00Z',
      '2026-04-04T16:30:00Z',
    ]);
  });

  it('below an hour are round on clocks that are not whole hours off too', () => {
    expect(edgesOf('2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z', 3, 'Asia/Kathmandu')).toEqual([
      '2025-12-31T23:45:00Z',
      '2026-01-01T00:15:00Z',
      '2026-01-01T00:45:00Z',
      '2026-01-01T01:15:00Z',
    ]);
  });

  it('have no empty bucket where a day was left out', () => {
    // Samoa went from 29 to 31 December 2011.
    expect(edgesOf('2011-12-29T10:00:00Z', '2012-01-01T09:59:59Z', 3, 'Pacific/Apia')).toEqual([
      '2011-12-29T10:00:00Z',
      '2011-12-30T10:00:00Z',
      '2011-12-31T10:00:00Z',
      '2012-01-01T10:00:00Z',
    ]);
    const hours = edgesOf('2011-12-29T10:00:00Z', '2012-01-01T09:59:59Z', 72, 'Pacific/Apia');
    expect(hours).toHaveLength(73);
  });

  it('stay within the years 1 to 9999', () => {
    expect(edgesOf('0001-01-01T00:00:00Z', '6000-01-01T00:00:00Z', 1)).toEqual([
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59.999Z',
    ]);
    const whole = { from: EARLIEST_MS, to: LATEST_MS, atMost: 1 };
    for (const timeZone of ZONES) {
      expect(bucketEdges({ ...whole, timeZone })).toEqual([EARLIEST_MS, LATEST_MS + 1]);
    }
  });

  it('of an unknown zone are refused with its name', () => {
    const act = (): unknown => bucketEdges({ from: 0, to: 1, atMost: 1, timeZone: 'Mars/Olympus' });
    expect(act).toThrow(AnnalsError);
    expect(act).toThrow('Mars/Olympus');
  });

  const time = fc.oneof(
    fc.integer({ min: EARLIEST_MS, max: LATEST_MS }),
    fc.integer({ min: at('2000-01-01'), max: at('2030-01-01') }),
  );
  const span = fc.oneof(
    fc.nat({ max: 10_000 }),
    fc.nat({ max: 90_000_000 }),
    fc.nat({ max: 200 * 24 * HOUR }),
    fc.nat({ max: LATEST_MS - EARLIEST_MS }),
  );
  const range = fc.record({
    from: time,
    span,
    atMost: fc.integer({ min: 1, max: 300 }),
    timeZone: fc.constantFrom(...ZONES),
  });

  test.prop([range], { numRuns: 1_000 })(
    'cover the range, ascend, and are no more than asked for',
    ({ from, span, atMost, timeZone }) => {
      const to = Math.min(from + span, LATEST_MS);
      const edges = bucketEdges({ from, to, atMost, timeZone });
      expect(edges.length).toBeGreaterThanOrEqual(2);
      expect(edges.length - 1).toBeLessThanOrEqual(atMost);
      expect(edges[0]).toBeLessThanOrEqual(from);
      expect(edges[1]).toBeGreaterThan(from);
      expect(edges.at(-1)).toBeGreaterThan(to);
      expect(edges.at(-2)).toBeLessThanOrEqual(to);
      for (const [index, edge] of edges.entries()) {
        expect(Number.isInteger(edge)).toBe(true);
        if (index > 0) expect(edge).toBeGreaterThan(edges[index - 1] ?? 0);
      }
    },
  );

  test.prop([range], { numRuns: 1_000 })(
    'are round on the clocks of the zone, but where these are changed',
    ({ from, span, atMost, timeZone }) => {
      const to = Math.min(from + span, LATEST_MS);
      const edges = bucketEdges({ from, to, atMost, timeZone });
      const lengths = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
      const longest = Math.max(...lengths);
      for (const edge of edges) {
        if (edge === EARLIEST_MS || edge >= LATEST_MS || isChange(edge, timeZone)) continue;
        const { month, day, weekday, hour, minute, second } = wallOf(edge, timeZone);
        const inDay = ((hour * 60 + minute) * 60 + second) * 1_000 + (edge % 1_000);
        // What lasts longer than half a year is a year, and so on downwards.
        if (longest > 190 * 24 * HOUR) expect(month).toBe(1);
        if (longest > 8 * 24 * HOUR) expect(day).toBe(1);
        if (longest > 5 * 24 * HOUR && longest < 8 * 24 * HOUR) expect(weekday).toBe('Mon');
        if (longest > 20 * HOUR) expect(inDay).toBe(0);
        if (longest >= HOUR) expect(inDay % HOUR).toBe(0);
      }
    },
  );

  const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30];
  const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880];
  const WIDTHS = [...SECONDS, ...MINUTES.map((minutes) => minutes * 60)].map(
    (seconds) => seconds * 1_000,
  );

  test.prop([
    fc.integer({ min: at('1900-01-01'), max: at('2100-01-01') }),
    fc.nat({ max: 10_000 * HOUR }),
    fc.integer({ min: 300, max: 1_000 }),
  ])('are as near to each other as can be', (from, span, atMost) => {
    const to = from + span;
    const edges = bucketEdges({ from, to, atMost, timeZone: 'UTC' });
    const width = WIDTHS.find((each) => Math.floor(to / each) - Math.floor(from / each) < atMost);
    fc.pre(width !== undefined);
    expect(edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0))).toEqual(
      edges.slice(1).map(() => width),
    );
  });
});

type Wall = Record<'month' | 'day' | 'hour' | 'minute' | 'second', number> & { weekday: string };

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

/** What a clock in the zone shows. */
function wallOf(time: number, timeZone: string): Wall {
  const format = FORMATS.get(timeZone) ?? formatOf(timeZone);
  FORMATS.set(timeZone, format);
  const parts = format.formatToParts(time).map(({ type, value }) => [type, value] as const);
  const { weekday = '', ...numbers } = Object.fromEntries(parts);
  const { month, day, hour, minute, second } = numbers;
  return {
    weekday,
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
}

/** True if the clock is changed at this moment, so that it comes to no round time by itself. */
function isChange(time: number, timeZone: string): boolean {
  const [before, after] = [wallOf(time - 1_000, timeZone), wallOf(time, timeZone)];
  const seconds = ({ hour, minute, second }: Wall): number => (hour * 60 + minute) * 60 + second;
  return (seconds(after) - seconds(before) + 86_400) % 86_400 !== 1;
}
