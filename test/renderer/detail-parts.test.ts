import { readFileSync } from 'node:fs';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { changesOf } from '../../src-renderer/features/detail/change-parts.ts';
import { diffRows } from '../../src-renderer/features/detail/diff-rows.ts';
import { indentJson } from '../../src-renderer/features/detail/indent-json.ts';
import { treeKeyAction } from '../../src-renderer/features/detail/json-tree-keys.ts';
import { firstOpen, treeRows } from '../../src-renderer/features/detail/json-tree-rows.ts';
import { offsetWords } from '../../src-renderer/features/detail/offset-words.ts';
import { relatedLists } from '../../src-renderer/features/detail/related-lists.ts';
import { stackLines } from '../../src-renderer/features/detail/stack-lines.ts';
import { summaryOf } from '../../src-renderer/features/detail/summary-words.ts';
import { diffLines, diffWords } from '../../src-renderer/features/detail/text-diff.ts';
import { filterOfValue } from '../../src-renderer/features/detail/value-filters.ts';
import { makeDetail } from './support/make-detail.ts';
import { toSummary } from './support/fake-annals.ts';
import { NOW } from './support/make-store.ts';

describe('what changed', () => {
  test('is said value by value, objects gone into', () => {
    const changes = changesOf({
      old: { address: { city: 'Köln', zip: '1' }, gone: null, same: [1] },
      new: { address: { city: 'Bonn', zip: '1' }, 'odd key': true, same: [1] },
    });
    expect(changes.map(({ path, kind }) => [path, kind])).toEqual([
      ['address.city', 'changed'],
      ['gone', 'removed'],
      ['["odd key"]', 'added'],
    ]);
    expect(changes[0]?.shown).toEqual({ as: 'values', old: 'Köln', new: 'Bonn' });
    expect(changes[1]?.shown).toEqual({ as: 'values', old: 'null', new: null });
  });

  test('marks words in texts that are alike, and lines in long ones', () => {
    const [words] = changesOf({ old: { a: 'may read all' }, new: { a: 'may write all' } });
    expect(words?.shown).toEqual({
      as: 'words',
      parts: [
        { at: 0, kind: 'same', text: 'may ' },
        { at: 1, kind: 'old', text: 'read' },
        { at: 2, kind: 'new', text: 'write' },
        { at: 3, kind: 'same', text: ' all' },
      ],
    });
    const [lines] = changesOf({ old: { a: [1, 2, 3] }, new: { a: [1, 3] } });
    expect(lines?.shown).toMatchObject({ as: 'lines' });
  });

  test('a key that every object has is only there if it was written', () => {
    expect(changesOf({ old: {}, new: { constructor: 'x' } })).toMatchObject([{ kind: 'added' }]);
  });

  property.prop([
    fc.array(fc.constantFrom('a ', 'b', '\n', 'ß')),
    fc.array(fc.constantFrom('a ', 'c', '\n')),
  ])('both texts can be read back from a comparison', (one, other) => {
    const [old, fresh] = [one.join(''), other.join('')];
    for (const parts of [diffWords(old, fresh), diffLines(old, fresh)]) {
      const text = (gone: string) =>
        parts.flatMap((part) => (part.kind === gone ? [] : [part.text])).join('');
      expect([text('new'), text('old')]).toEqual([old, fresh]);
    }
  });

  test('what two long texts share is folded, but for the lines around a change', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const fresh = lines.with(10, 'another');
    const rows = diffRows(diffLines(lines.join('\n'), fresh.join('\n')));
    expect(rows.map((row) => (row.kind === 'folded' ? row.count : row.text))).toEqual([
      8,
      'line 8',
      'line 9',
      'line 10',
      'another',
      'line 11',
      'line 12',
      7,
    ]);
  });
});

describe('the tree of metadata', () => {
  test('begins open as far as it stays short, and is walked as trees are', () => {
    const value = { a: { b: [1, { c: null }] }, d: {} };
    const open = firstOpen(value);
    const { rows } = treeRows(value, open);
    expect(rows.map(({ path, level, kind }) => [path, level, kind])).toEqual([
      ['a', 1, 'branch'],
      ['a.b', 2, 'branch'],
      ['a.b[0]', 3, 'leaf'],
      ['a.b[1]', 3, 'branch'],
      ['a.b[1].c', 4, 'leaf'],
      ['d', 1, 'leaf'],
    ]);
    expect(treeKeyAction('ArrowLeft', rows, 4)).toEqual({ kind: 'move', index: 3 });
    expect(treeKeyAction('ArrowLeft', rows, 3)).toEqual({ kind: 'close' });
    expect(treeKeyAction('ArrowRight', rows, 0)).toEqual({ kind: 'move', index: 1 });
    expect(treeKeyAction('End', rows, 0)).toEqual({ kind: 'move', index: 5 });
    expect(treeKeyAction('x', rows, 0)).toBeNull();
  });

  test('what is long stays folded at first, and what is short beside it opens', () => {
    const value = { long: Array.from({ length: 80 }, () => 0), short: { a: 1 } };
    expect([...firstOpen(value)]).toEqual(['short']);
  });

  test('a long list comes in pieces, and never more rows than a page can carry', () => {
    const value = { list: Array.from({ length: 10_000 }, (_, index) => index) };
    const pieces = treeRows(value, new Set(['list'])).rows;
    expect(pieces).toHaveLength(101);
    expect(pieces[1]).toMatchObject({ label: '0 … 99', kind: 'piece', level: 2, siblings: 100 });
    const all = new Set(['list', ...pieces.map(({ id }) => id)]);
    const { rows, hidden } = treeRows(value, all);
    expect([rows.length, hidden]).toEqual([400, 1 + 100 + 10_000 - 400]);
  });

  test('values are filtered by the field that has them, or by text anywhere', () => {
    const { event } = makeDetail(1, { ip: '10.0.0.1', actorId: 'u1' });
    expect(filterOfValue(event, '10.0.0.1')).toEqual({ field: 'ip', value: '10.0.0.1' });
    expect(filterOfValue(event, 'u1')).toEqual({ field: 'actor', value: 'u1' });
    expect(filterOfValue(event, 'vpc-1')).toEqual({ field: 'anywhere', value: 'vpc-1' });
    expect(filterOfValue(event, ' ')).toBeNull();
    expect(filterOfValue(event, 'x'.repeat(513))).toBeNull();
    expect(filterOfValue(event, { a: 1 })).toBeNull();
  });
});

describe('a stack trace', () => {
  test('tells the frames of the program from those of what it is built on', () => {
    const kinds = (trace: string) => stackLines(trace).map(({ kind }) => kind);
    expect(
      kinds(
        'TypeError: no\n    at save (/app/src/a.ts:1:2)\n    at run (node:internal/x:1:1)\n    at x (/app/node_modules/y/i.js:1:1)\n',
      ),
    ).toEqual(['message', 'own', 'foreign', 'foreign']);
    expect(
      kinds(
        'java.io.IOException: x\n\tat com.acme.Main.run(Main.java:1)\n\tat java.base/java.lang.Thread.run(T.java:1)\nCaused by: y\n\t... 3 more',
      ),
    ).toEqual(['message', 'own', 'foreign', 'message', 'foreign']);
    expect(
      kinds(
        'Traceback\n  File "/srv/app.py", line 1, in f\n    g()\n  File "/usr/lib/python3/x.py", line 2',
      ),
    ).toEqual(['message', 'own', 'own', 'foreign']);
  });
});

describe('an original', () => {
  test('is indented without a digit of it changed', () => {
    expect(indentJson('{"n":12345678901234567890,"e":1e400,"a":[],"s":"a,{b"}')).toBe(
      '{\n  "n": 12345678901234567890,\n  "e": 1e400,\n  "a": [],\n  "s": "a,{b"\n}',
    );
    expect(indentJson('type=SYSCALL msg=1')).toBeNull();
    expect(indentJson('"only a text"')).toBeNull();
  });

  test('of a real file says the same indented as it was', () => {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    expect(JSON.parse(indentJson(text) ?? '')).toEqual(JSON.parse(text));
  });
});

describe('the words of an event', () => {
  test('say who did what to which thing, from where, when, and how it ended', () => {
    const targets = ['a', 'b', 'c'].map((id) => ({ type: 'seller', id, name: null }));
    const { event } = makeDetail(1, {
      actorName: 'ann\u202E',
      action: 'seller.flag',
      targets,
      ip: '10.0.0.1',
      outcome: 'failure',
      occurredAt: NOW - 3_600_000,
    });
    expect(summaryOf(event, { zone: 'Europe/Berlin', now: NOW })).toBe(
      'ann⟨U+202E⟩ did seller.flag on a and 2 more from 10.0.0.1, 2026-01-10 12:00:00 (1 hour ago). It failed.',
    );
    expect(summaryOf(makeDetail(1).event, { zone: 'UTC', now: NOW })).toMatch(
      /^user\.login, 2026-01-01 00:00:01 .+ Who did it is not recorded\.$/u,
    );
  });

  test('related events are told by how long before or after they were', () => {
    expect([-47 * 60_000, 0, 400, 3 * 86_400_000].map(offsetWords)).toEqual([
      '−47 min',
      'same time',
      '+400 ms',
      '+3 d',
    ]);
  });

  test('only lists with another event in them are shown', () => {
    const target = { type: 'a', id: 'x:y', name: null };
    const detail = makeDetail(1, { actorId: 'u1', targets: [target] });
    const [own, other] = [toSummary(detail), toSummary(makeDetail(2))];
    const lists = relatedLists(detail.event, {
      newer: null,
      older: null,
      sameTarget: { target, events: [other, own] },
      sameActor: [own],
      sameCorrelation: [],
    });
    expect(lists).toMatchObject([
      { id: 'target', term: { field: 'target', values: ['a:x:y'], negated: false } },
    ]);
  });
});
