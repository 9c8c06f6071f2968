import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Facets } from '#shared/model/facets.ts';
import type { TimelineBucket } from '#shared/model/timeline.ts';
import { barText, hasBlocks } from '../../src-main/cli/print/bar.ts';
import { entityTableLines } from '../../src-main/cli/print/entity-table.ts';
import { errorGroupLines } from '../../src-main/cli/print/error-groups.ts';
import { facetTableLines } from '../../src-main/cli/print/facet-tables.ts';
import { textWidth } from '../../src-main/cli/print/text-width.ts';
import { formatRange } from '../../src-main/cli/print/time-range.ts';
import { timelineTableLines } from '../../src-main/cli/print/timeline-table.ts';
import { HAPPENED_AT, makeEvent } from '../support/make-event.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const WIDTHS = [40, 60, 80, 100, 140, 200];

/** A text that would take over a terminal, and a page. */
const HOSTILE = `\u001b[2J\u202e${'evil '.repeat(2_000)}\n2026-01-01 forged`;

function shareOf(share: number, columns: number): string {
  return barText([{ share, style: null }], columns);
}

describe('a bar', () => {
  it('is as long as its share, and never nothing for something', () => {
    expect([1, 0.5, 0.3, 0.001, 0].map((share) => shareOf(share, 4))).toEqual([
      '████',
      '██',
      '█▎',
      '▏',
      '',
    ]);
  });

  it('is as long in parts as it is as a whole', () => {
    const parts = [0.1, 0.25, 0.05, 0.6].map((share) => ({ share, style: null }));
    expect(barText(parts, 37)).toBe('█'.repeat(37));
  });

  it('is of plain characters where the locale has no blocks', () => {
    vi.stubEnv('LC_ALL', 'C');
    expect([shareOf(0.5, 4), shareOf(0.01, 4)]).toEqual(['##', '#']);
  });

  it.each([
    [{}, true],
    [{ LANG: 'de_DE.UTF-8' }, true],
    [{ LANG: 'C.utf8' }, true],
    [{ LANG: 'en_US.ISO-8859-1' }, false],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' }, false],
    [{ LANG: 'C', LC_CTYPE: 'en_US.UTF-8' }, true],
  ])('has blocks with %j: %s', (environment, expected) => {
    expect(hasBlocks(environment)).toBe(expected);
  });
});

describe('a range of time', () => {
  it.each([
    ['2026-01-01T00:00', '2027-01-01T00:00', '2026'],
    ['2020-01-01T00:00', '2030-01-01T00:00', '2020 – 2029'],
    ['2026-03-01T00:00', '2026-04-01T00:00', '2026-03'],
    ['2026-01-01T00:00', '2026-04-01T00:00', '2026-01 – 2026-03'],
    ['2026-03-04T00:00', '2026-03-05T00:00', '2026-03-04'],
    ['2026-03-02T00:00', '2026-03-09T00:00', '2026-03-02 – 2026-03-08'],
    ['2026-03-04T05:00', '2026-03-04T06:00', '2026-03-04 05:00 – 06:00'],
    ['2026-03-04T22:00', '2026-03-05T04:00', '2026-03-04 22:00 – 2026-03-05 04:00'],
    ['2026-03-04T05:00:10', '2026-03-04T05:00:20', '2026-03-04 05:00:10 – 05:00:20'],
    ['2026-03-04T05:00:00', '2026-03-04T05:00:00.250', '2026-03-04 05:00:00.000 – 05:00:00.250'],
  ])('from %s to %s is %s', (start, end, expected) => {
    vi.stubEnv('TZ', 'UTC');
    expect(formatRange(Date.parse(`${start}Z`), Date.parse(`${end}Z`))).toBe(expected);
  });

  it('tells the hour that comes twice apart', () => {
    vi.stubEnv('TZ', 'Europe/Berlin');
    const half = (index: number): string => {
      const start = Date.parse('2026-10-24T23:30:00Z') + index * 1_800_000;
      return formatRange(start, start + 1_800_000);
    };
    expect([0, 1, 2, 3, 4, 5].map(half)).toEqual([
      '2026-10-25 01:30 – 02:00 +02:00',
      '2026-10-25 02:00 +02:00 – 02:30 +02:00',
      '2026-10-25 02:30 +02:00 – 02:00 +01:00',
      '2026-10-25 02:00 +01:00 – 02:30 +01:00',
      '2026-10-25 02:30 +01:00 – 03:00',
      '2026-10-25 03:00 – 03:30',
    ]);
    const day = Date.parse('2026-10-24T22:00:00Z');
    expect(formatRange(day, day + 25 * 3_600_000)).toBe('2026-10-25');
  });
});

describe('the tables of facets', () => {
  const facets: Facets = {
    fields: [
      {
        field: 'actor',
        values: [
          { value: `id ${HOSTILE}`, name: HOSTILE, count: 1_200 },
          { value: '日本語の名前を持つ管理者', name: null, count: 3 },
        ],
        distinct: 12,
      },
      { field: 'intent', values: [], distinct: 0 },
      { field: 'held', values: [{ value: 'no', name: null, count: 1_203 }], distinct: 1 },
    ],
  };

  it.each(WIDTHS)('fit %i columns, and no value can play tricks', (width) => {
    const lines = facetTableLines(facets, width);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
    expect(lines.join('\n')).not.toMatch(/[\u001b\u202e]/u);
    expect(lines.filter((line) => line.includes('⟨U+001B⟩'))).toHaveLength(1);
  });

  it('say what was left out, and leave out what no event has', () => {
    const lines = facetTableLines(facets, 80);
    expect(lines).toHaveLength(7);
    expect(lines.slice(3)).toEqual([
      '… and 10 others; see --limit',
      '',
      '      YES     NO',
      'held    0  1,203',
    ]);
  });
});

describe('the table of a timeline', () => {
  const hour = 3_600_000;
  const start = Date.UTC(2026, 2, 4, 5);
  const bucket = (index: number, counts: TimelineBucket['counts']): TimelineBucket => ({
    start: start + index * hour,
    end: start + (index + 1) * hour,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
  });
  const buckets = [
    bucket(0, { info: 900, error: 100 }),
    bucket(1, {}),
    bucket(2, { info: 250, critical: 1 }),
    bucket(3, {}),
    bucket(4, {}),
    bucket(5, {}),
    bucket(6, { debug: 1 }),
  ];

  it('has a column for each severity there is, worst first, and tells gaps in one row', () => {
    vi.stubEnv('TZ', 'UTC');
    expect(timelineTableLines({ buckets }, 'severity', 100)).toEqual([
      'TIME                      EVENTS  CRITICAL  ERROR  INFO  DEBUG',
      `2026-03-04 05:00 – 06:00   1,000         ·    100   900      ·  ${'█'.repeat(36)}`,
      '2026-03-04 06:00 – 07:00       0         ·      ·     ·      ·',
      `2026-03-04 07:00 – 08:00     251         1      ·   250      ·  ${'█'.repeat(9)}`,
      '2026-03-04 08:00 – 11:00       0         ·      ·     ·      ·',
      '2026-03-04 11:00 – 12:00       1         ·      ·     ·      1  ▏',
    ]);
  });

  it.each(WIDTHS)('fits %i columns', (width) => {
    for (const line of timelineTableLines({ buckets }, 'severity', width)) {
      expect(textWidth(line)).toBeLessThanOrEqual(width);
    }
  });
});

describe('the tables of errors and entities', () => {
  const latest = {
    ...makeEvent({ errorMessage: HOSTILE }),
    id: 'x',
    seq: 1,
    recordedAt: 0,
    batch: null,
    hash: '',
  };
  const seen = { firstSeen: HAPPENED_AT, lastSeen: HAPPENED_AT };

  it.each(WIDTHS)('fit %i columns, and no text can play tricks', (width) => {
    const lines = [
      ...errorGroupLines(
        [
          { errorType: HOSTILE, count: 12_345, ...seen, latest },
          { errorType: null, count: 1, ...seen, latest },
        ],
        width,
      ),
      ...entityTableLines(
        [
          { type: HOSTILE, id: HOSTILE, name: HOSTILE, events: 3, ...seen, flagged: true },
          {
            type: 'x',
            id: '1',
            name: null,
            events: 0,
            firstSeen: null,
            lastSeen: null,
            flagged: false,
          },
        ],
        width,
      ),
    ];
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
    expect(lines.join('\n')).not.toMatch(/[\u001b\u202e]/u);
  });

  it('name errors without a type, and say how many types were left out', () => {
    const groups = Array.from({ length: 17 }, (_, index) => ({
      errorType: index === 0 ? null : `E${index}`,
      count: 17 - index,
      ...seen,
      latest,
    }));
    const lines = errorGroupLines(groups, 80);
    expect(lines[1]).toMatch(/^ +17 {2}without a type/u);
    expect(lines.at(-1)).toBe('… and 2 other types; see --json');
  });
});
