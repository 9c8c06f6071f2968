import { describe, expect, test } from 'vitest';
import { listKeyAction } from '../../src-renderer/features/history/list-keys.ts';

const list = { active: 50, total: 100, page: 20, entry: 40 };

describe('keys in the list', () => {
  test.each([
    ['ArrowDown', 51],
    ['j', 51],
    ['ArrowUp', 49],
    ['k', 49],
    ['PageDown', 70],
    ['PageUp', 30],
    ['Home', 0],
    ['End', 99],
  ])('%s moves to row %i', (key, index) => {
    expect(listKeyAction(key, list)).toEqual({ kind: 'move', index });
  });

  test('moving stops at both ends', () => {
    expect(listKeyAction('PageUp', { ...list, active: 3 })).toEqual({ kind: 'move', index: 0 });
    expect(listKeyAction('j', { ...list, active: 99 })).toEqual({ kind: 'move', index: 99 });
  });

  test('without an active row the first press enters at the first row in view', () => {
    const fresh = { ...list, active: null };
    expect(listKeyAction('ArrowDown', fresh)).toEqual({ kind: 'move', index: 40 });
    expect(listKeyAction('k', fresh)).toEqual({ kind: 'move', index: 40 });
    expect(listKeyAction('End', fresh)).toEqual({ kind: 'move', index: 99 });
  });

  test('Enter opens, Escape goes back, the menu key opens the menu', () => {
    expect(listKeyAction('Enter', list)).toEqual({ kind: 'open' });
    expect(listKeyAction('Escape', list)).toEqual({ kind: 'back' });
    expect(listKeyAction('ContextMenu', list)).toEqual({ kind: 'menu' });
  });

  test('arrows to the sides go from cell to cell', () => {
    expect(listKeyAction('ArrowRight', list)).toEqual({ kind: 'aside', by: 1 });
    expect(listKeyAction('ArrowLeft', list)).toEqual({ kind: 'aside', by: -1 });
  });

  test('an empty list only lets one go back', () => {
    const empty = { ...list, active: null, total: 0 };
    expect(listKeyAction('ArrowDown', empty)).toBeNull();
    expect(listKeyAction('Enter', empty)).toBeNull();
    expect(listKeyAction('Escape', empty)).toEqual({ kind: 'back' });
  });

  test('other keys are left to others', () => {
    expect(listKeyAction('x', list)).toBeNull();
    expect(listKeyAction('Tab', list)).toBeNull();
  });
});
