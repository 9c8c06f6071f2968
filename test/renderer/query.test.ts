import { describe, expect, test } from 'vitest';
import { createClient } from '../../src-renderer/api/client.ts';
import { createAppStore } from '../../src-renderer/state/app-store.ts';
import { selectHasQuery } from '../../src-renderer/state/selectors.ts';
import type { FilterTerm } from '../../src-renderer/state/filter-terms.ts';
import { QUERY_LENGTH, writeQuery } from '../../src-renderer/state/query-text.ts';
import { createFakeAnnals } from './support/fake-annals.ts';
import { NOW, makeStore } from './support/make-store.ts';

const DAY_MS = 86_400_000;

/** What localStorage is to a window. */
function makeLocal(initial: Record<string, string> = {}) {
  const kept = new Map(Object.entries(initial));
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

/** A store whose recent queries outlive it. */
function makeKeepingStore(local: ReturnType<typeof makeLocal>) {
  const client = createClient(createFakeAnnals());
  const clock = { now: () => NOW, zone: 'Europe/Berlin' };
  return createAppStore({ client, clock, local }).getState;
}

function typed(text: string) {
  const made = makeStore();
  made.state().editQuery(text);
  made.state().applyQuery();
  return made;
}

describe('typing in the query bar', () => {
  test('conditions, words and time become the filter', () => {
    const { state } = typed('disk -actor:bob severity>=warning last:7d');
    expect(state().filter).toEqual({
      from: NOW - 7 * DAY_MS,
      to: null,
      terms: [
        { field: 'text', values: ['disk'], negated: false },
        { field: 'actor', values: ['bob'], negated: true },
        { field: 'severity', values: ['>=warning'], negated: false },
      ],
    });
    expect(state().range).toEqual({ kind: 'last', duration: '7d' });
  });

  test('with a mistake the last filter stays, and the mistake says where and what', () => {
    const { state } = typed('outcome:failure');
    const { filter, asked } = state();
    state().editQuery('outcome:failure severity:bad');
    state().applyQuery();
    expect(state().filter).toBe(filter);
    expect(state().asked).toBe(asked);
    expect(state().mistakes).toEqual([
      {
        start: 25,
        end: 28,
        message: '“bad” is not a value of severity.',
        expected: expect.stringContaining('severity>=warning'),
      },
    ]);
    state().editQuery('outcome:failure severity:error');
    state().applyQuery();
    expect(state().mistakes).toEqual([]);
    expect(state().filter.terms).toHaveLength(2);
  });

  test('the text stays as it was typed until the editing ends', () => {
    const { state } = typed('  OUTCOME:failure   disk ');
    expect(state().draft).toBe('  OUTCOME:failure   disk ');
    state().finishQuery();
    expect(state().draft).toBeNull();
    expect(writeQuery(state(), 'UTC')).toBe('outcome:failure disk');
  });

  test('a mistake stays to be corrected when the bar is left, and is forgotten by Escape', () => {
    const { state } = typed('foo:bar');
    state().finishQuery();
    expect(state().draft).toBe('foo:bar');
    state().leaveQuery();
    expect(state()).toMatchObject({ draft: null, mistakes: [], asked: 0 });
  });

  test('a text that is too long is not read', () => {
    const { state } = typed('x'.repeat(QUERY_LENGTH + 1));
    expect(state().asked).toBe(0);
    expect(state().mistakes[0]?.message).toBe('A query has at most 2,000 characters.');
  });

  test('a filter that is longer than what can be typed is no mistake', () => {
    const { state } = makeStore();
    for (const letter of 'abcdef') state().addFilterValue('actor', letter.repeat(500), false);
    state().beginQuery();
    state().finishQuery();
    expect(state()).toMatchObject({ draft: null, mistakes: [] });
    expect(state().filter.terms[0]?.values).toHaveLength(6);
  });

  test('the same condition twice is one', () => {
    expect(typed('disk disk').state().terms).toHaveLength(1);
  });
});

describe('chips and the query bar', () => {
  const disk: FilterTerm = { field: 'text', values: ['disk'], negated: false };
  const full: FilterTerm = { field: 'text', values: ['full'], negated: false };

  test('a chip that is taken away, turned round or added changes the text', () => {
    const { state } = typed('disk outcome:failure');
    state().removeTerm(disk);
    expect(state().draft).toBeNull();
    expect(writeQuery(state(), 'UTC')).toBe('outcome:failure');
    state().invertTerm({ field: 'outcome', values: ['failure'], negated: false });
    state().addFilterValue('actor', 'Bob, Jr', false);
    state().setRange({ kind: 'last', duration: '1h' });
    expect(writeQuery(state(), 'UTC')).toBe('-outcome:failure actor:"Bob, Jr" last:1h');
  });

  test('a chip that is switched off leaves the text, and comes back', () => {
    const { state } = typed('disk full');
    state().pauseTerm(disk);
    expect(state().filter.terms).toEqual([full]);
    expect(state().pausedTerms).toEqual([disk]);
    state().resumeTerm(disk);
    expect(state().filter.terms).toEqual([full, disk]);
    expect(state().pausedTerms).toEqual([]);
  });

  test('a chip that is off can be removed without asking anything', () => {
    const { state } = typed('disk');
    state().pauseTerm(disk);
    const { asked } = state();
    expect(selectHasQuery(state())).toBe(true);
    state().removeTerm(disk);
    expect(state()).toMatchObject({ asked, pausedTerms: [] });
    expect(selectHasQuery(state())).toBe(false);
  });

  test('words that must both be there stay apart when one is turned round', () => {
    const { state } = typed('disk -full');
    state().invertTerm({ ...full, negated: true });
    expect(state().terms).toEqual([disk, full]);
  });

  test('a change elsewhere takes the place of a text with a mistake', () => {
    const { state } = typed('foo:bar');
    state().addFilterValue('actor', 'bob', false);
    expect(state()).toMatchObject({ draft: null, mistakes: [] });
  });

  test('clearing takes what is typed and what is off away too', () => {
    const { state } = typed('disk full');
    state().pauseTerm(full);
    state().editQuery('disk foo:');
    state().clearFilter();
    expect(selectHasQuery(state())).toBe(false);
    expect(state().filter).toEqual({ from: null, to: null, terms: [] });
  });
});

describe('queries asked before', () => {
  test('are kept on this machine, newest first, each once, and 20 at most', () => {
    const local = makeLocal();
    const state = makeKeepingStore(local);
    for (const text of [...Array.from({ length: 25 }, (_, index) => `w${index}`), 'w23']) {
      state().editQuery(text);
      state().finishQuery();
    }
    const { recentQueries } = makeKeepingStore(local)();
    expect(recentQueries).toHaveLength(20);
    expect(recentQueries.slice(0, 4)).toEqual(['w23', 'w24', 'w22', 'w21']);
  });

  test('are those that were finished, not every step of typing', () => {
    const state = makeKeepingStore(makeLocal());
    for (const text of ['d', 'di', 'disk']) {
      state().editQuery(text);
      state().applyQuery();
    }
    state().finishQuery();
    state().editQuery('foo:bar');
    state().finishQuery();
    expect(state().recentQueries).toEqual(['disk']);
  });

  test.each(['{', '7', '[1,null]'])('what somebody else wrote is as good as none: %s', (text) => {
    const state = makeKeepingStore(makeLocal({ 'annals.recent-queries': text }));
    expect(state().recentQueries).toEqual([]);
  });

  test('times are read and written in the zone in which they are shown', () => {
    const state = makeKeepingStore(makeLocal());
    state().editQuery('from:2026-01-05T10:00');
    state().finishQuery();
    expect(state().filter.from).toBe(Date.UTC(2026, 0, 5, 9));
    expect(state().recentQueries).toEqual(['from:2026-01-05T10:00']);
  });
});
