import { COMMAND_IDS } from '#shared/model/commands.ts';
import { describe, expect, test } from 'vitest';
import type { CommandContext } from '../../src-renderer/commands/command.ts';
import {
  allCommands,
  commandOf,
  runCommand,
  runFromMenu,
} from '../../src-renderer/commands/registry.ts';
import {
  commandForPress,
  describeKeys,
  matchesKeys,
} from '../../src-renderer/commands/shortcuts.ts';
import { makeDetails } from './support/make-detail.ts';
import { makeStore } from './support/make-store.ts';

const press = (key: string, modifiers: Partial<Record<string, boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});

async function setUp(rows = 3) {
  const made = makeStore({ events: makeDetails(rows) });
  await made.state().loadStoreState();
  const focused: string[] = [];
  const context: CommandContext = {
    store: made.store,
    rowCount: () => rows,
    seqAt: (index) => rows - index,
    focus: (region) => focused.push(region),
  };
  return { ...made, context, focused };
}

describe('shortcuts', () => {
  test('Mod is Ctrl or Cmd, and modifiers must fit', () => {
    expect(matchesKeys('Mod+O', press('o', { ctrlKey: true }))).toBe(true);
    expect(matchesKeys('Mod+O', press('o', { metaKey: true }))).toBe(true);
    expect(matchesKeys('Mod+O', press('O', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matchesKeys('Mod+Shift+O', press('O', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matchesKeys('Mod+O', press('o'))).toBe(false);
  });

  test('a symbol counts whatever keys it takes on the layout', () => {
    expect(matchesKeys('/', press('/', { shiftKey: true }))).toBe(true);
    expect(matchesKeys('/', press('/', { ctrlKey: true }))).toBe(false);
  });

  test('while text is typed, letters and symbols are text', () => {
    const commands = allCommands();
    expect(commandForPress(commands, press('/'), false)?.id).toBe('query.focus');
    expect(commandForPress(commands, press('/'), true)).toBeNull();
    expect(commandForPress(commands, press('f', { ctrlKey: true }), true)?.id).toBe('query.focus');
    expect(commandForPress(commands, press('F5'), true)?.id).toBe('history.refresh');
  });

  test('no two commands share a shortcut', () => {
    const keys = allCommands().flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('are described as the platform writes them', () => {
    expect(describeKeys('Mod+Shift+O', false)).toBe('Ctrl+Shift+O');
    expect(describeKeys('Mod+Shift+O', true)).toBe('⌘⇧O');
  });
});

describe('commands', () => {
  test.each([...COMMAND_IDS])('%s can be run', (id) => {
    expect(commandOf(id).label).not.toBe('');
  });

  test('going to the last event selects it and gives the list the keyboard', async () => {
    const { context, state, focused } = await setUp();
    runCommand('history.bottom', context);
    expect(state()).toMatchObject({ activeIndex: 2, activeSeq: 1, reveal: { index: 2 } });
    expect(focused).toEqual(['history']);
  });

  test('a line of the native menu that makes no sense now says why', async () => {
    const { context, state } = await setUp();
    runFromMenu('history.bottom', context);
    expect(state().toast).toBeNull();
    expect(state().activeIndex).toBe(2);
    runFromMenu('window.undo', context);
    expect(state().toast?.text).toContain('“Undo” was not done. There is nothing for it to act on');
    state().storeStateChanged({ kind: 'none' });
    runFromMenu('events.flag', context);
    expect(state().toast?.text).toBe('“Flag” was not done. Open a store first.');
  });

  test('next and previous stop at the ends', async () => {
    const { context, state } = await setUp();
    runCommand('detail.next', context);
    runCommand('detail.next', context);
    runCommand('detail.next', context);
    runCommand('detail.next', context);
    expect(state().activeIndex).toBe(2);
    expect(commandOf('detail.next').isEnabled(context)).toBe(false);
    runCommand('detail.previous', context);
    expect(state().activeIndex).toBe(1);
  });

  test('what makes no sense does nothing', async () => {
    const { context, state } = await setUp(0);
    const { asked } = state();
    runCommand('history.top', context);
    runCommand('query.clear', context);
    expect(state()).toMatchObject({ activeIndex: null, asked });
  });
});
