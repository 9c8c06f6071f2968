import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import { eventTableLines } from '../../src-main/cli/print/event-table.ts';
import { formatBytes, formatDuration } from '../../src-main/cli/print/format.ts';
import { fitText, textWidth } from '../../src-main/cli/print/text-width.ts';
import { visibleLine, visibleLines } from '../../src-main/cli/print/visible-text.ts';
import { makeEvent } from '../support/make-event.ts';

function stored(overrides: Partial<StoredEvent> = {}): StoredEvent {
  return { ...makeEvent(), id: 'x', seq: 1, recordedAt: 0, batch: null, hash: '', ...overrides };
}

describe('visibleLine', () => {
  it.each([
    ['plain text — ärger, 日本語', 'plain text — ärger, 日本語'],
    ['\u001b[31mred', '⟨U+001B⟩[31mred'],
    ['a\u009b2J', 'a⟨U+009B⟩2J'],
    ['a\bb\u0007', 'a⟨U+0008⟩b⟨U+0007⟩'],
    ['a\r\nb\nc\rd', 'a ↵ b ↵ c ↵ d'],
    ['a\tb', 'a b'],
    ['Ed\u2066 user', 'Ed⟨U+2066⟩ user'],
    ['abc\u202Etxt.exe', 'abc⟨U+202E⟩txt.exe'],
    ['zero\u200bwidth\ufeff', 'zero⟨U+200B⟩width⟨U+FEFF⟩'],
    ['tag\u{E0041}', 'tag⟨U+E0041⟩'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['a\u200db', 'a⟨U+200D⟩b'],
    ['مرحبا', 'مرحبا'],
  ])('shows %j as %j', (text, expected) => {
    expect(visibleLine(text)).toBe(expected);
  });

  it('keeps the lines of a text apart from each other', () => {
    expect(visibleLines('a\r\n\tb\u001b')).toEqual(['a', '    b⟨U+001B⟩']);
  });
});

describe('fitText', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly', 7, 'exactly'],
    ['too long', 5, 'too …'],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['👩‍👩‍👧 family', 4, '👩‍👩‍👧 …'],
  ])('fits %j into %i columns as %j', (text, width, expected) => {
    expect(fitText(text, width)).toBe(expected);
    expect(textWidth(expected)).toBeLessThanOrEqual(width);
  });

  it('does not let marks pile up on a character', () => {
    expect(fitText(`a${'\u0301'.repeat(10_000)}b`, 10).length).toBeLessThan(40);
  });
});

describe('the table of events', () => {
  const events = [
    stored({ seq: 12_345, action: 'user.login', actorName: 'Ada Admin' }),
    stored({
      seq: 7,
      action: `very.long.${'action.'.repeat(9)}`,
      actorName: '日本語の名前を持つ管理者',
      message: 'm'.repeat(300),
      targets: [
        { type: 'service', id: 'mail', name: null },
        { type: 'seller', id: '1', name: 'Acme' },
        { type: 'seller', id: '2', name: null },
      ],
    }),
  ];

  it.each([40, 60, 80, 100, 120, 160, 200])('fits %i columns, header and all', (width) => {
    for (const line of eventTableLines(events, width)) {
      expect(textWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('leaves out what matters least where there is little room', () => {
    const headers = [60, 80, 110, 160].map((width) => eventTableLines(events, width)[0]);
    expect(headers.map((header) => header?.trim().split(/\s+/u))).toEqual([
      ['#', 'TIME', 'OUTCOME', 'ACTION'],
      ['#', 'TIME', 'OUTCOME', 'ACTION', 'ACTOR', 'TARGET'],
      ['#', 'TIME', 'SEVERITY', 'OUTCOME', 'ACTION', 'ACTOR', 'TARGET'],
      ['#', 'TIME', 'SEVERITY', 'OUTCOME', 'ACTION', 'ACTOR', 'TARGET', 'MESSAGE'],
    ]);
  });

  it('names the first thing that is no service, and how many more there are', () => {
    expect(eventTableLines(events, 200)[2]).toContain('  Acme +1  ');
  });
});

describe('numbers for people', () => {
  it('writes sizes and lengths of time', () => {
    expect([0, 999, 1_000, 12_345_678, 999_960_000].map(formatBytes)).toEqual([
      '0 bytes',
      '999 bytes',
      '1.0 kB',
      '12.3 MB',
      '1.0 GB',
    ]);
    expect([400, 12_300, 200_000].map(formatDuration)).toEqual(['0.4 s', '12 s', '3 min 20 s']);
  });
});
