import { describe, expect, test } from 'vitest';
import { allCommands } from '../../src-renderer/commands/registry.ts';
import { paletteSections } from '../../src-renderer/features/palette/palette-sections.ts';
import { rankCommands } from '../../src-renderer/features/palette/rank-commands.ts';
import { loadRecentCommands } from '../../src-renderer/state/recent-commands.ts';
import { makeStore } from './support/make-store.ts';

const labels = (typed: string, recent: readonly string[] = []): string[] =>
  rankCommands(allCommands(), typed, recent).map(({ label }) => label);

describe('commands by what was typed', () => {
  test('the beginning of a label comes before one inside', () => {
    const found = labels('fla');
    expect(found[0]).toBe('Flag');
    expect(found).toContain('Unflag');
    expect(found.indexOf('Flag')).toBeLessThan(found.indexOf('Unflag'));
  });

  test('every word must fit, in any order, also by the group', () => {
    expect(labels('note add')).toEqual(['Add a note…']);
    expect(labels('imports scr')).toEqual(['Imports']);
    expect(labels('flag xyz')).toEqual([]);
  });

  test('letters in order are enough, if the first begins a word', () => {
    expect(labels('ksh')).toContain('Keyboard shortcuts');
    expect(labels('xprt')).not.toContain('Export…');
  });

  test('among equals those come first that were used lately', () => {
    expect(labels('show', ['facets.toggle'])[0]).toBe('Show or hide the facets');
  });

  test('among equals that were not used, the shorter comes first', () => {
    expect(labels('exp').slice(0, 2)).toEqual(['Export…', 'Explore sample data']);
    expect(labels('note')[0]).toBe('Add a note…');
  });
});

describe('commands with nothing typed', () => {
  test('are all there once, those used lately on top', () => {
    const sections = paletteSections(allCommands(), ' ', ['events.note', 'gone']);
    expect(sections[0]).toMatchObject({ title: 'Used lately', commands: [{ id: 'events.note' }] });
    const listed = sections.flatMap(({ commands }) => commands.map(({ id }) => id));
    expect(listed.toSorted()).toEqual(
      allCommands()
        .map(({ id }) => id)
        .toSorted(),
    );
  });
});

describe('commands used lately', () => {
  test('are remembered, the last one first, each once, five at most', () => {
    const { state } = makeStore();
    for (const id of ['events.flag', 'events.note', 'events.flag'] as const) {
      state().commandChosen(id);
    }
    expect(state().recentCommands).toEqual(['events.flag', 'events.note']);
  });

  test('of another version, or damaged, are left out', () => {
    const kept = (text: string) => ({ getItem: () => text, setItem: () => undefined });
    const known = ['events.flag', 'events.note'] as const;
    expect(loadRecentCommands(kept('["events.flag","sql.run",7]'), known)).toEqual(['events.flag']);
    expect(loadRecentCommands(kept('{'), known)).toEqual([]);
    expect(loadRecentCommands(kept('{"a":1}'), known)).toEqual([]);
  });
});
