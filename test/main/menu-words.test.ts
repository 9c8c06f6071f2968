import { describe, expect, test } from 'vitest';
import { acceleratorOf, withMnemonics } from '../../src-main/app/menu-words.ts';

describe('the native menu', () => {
  test('writes shortcuts as Electron does', () => {
    expect(acceleratorOf(['Mod+Shift+O'])).toBe('CmdOrCtrl+Shift+O');
    expect(acceleratorOf(['Alt+ArrowUp', 'K'])).toBe('Alt+Up');
    expect(acceleratorOf([])).toBeNull();
  });

  test('gives every line a letter of its own, the first of a word if it can', () => {
    const lines = withMnemonics([
      { label: 'Open a store…' },
      { label: 'Order' },
      { type: 'separator' },
      { label: 'O' },
    ]);
    expect(lines.map(({ label }) => label)).toEqual(['&Open a store…', 'O&rder', undefined, 'O']);
  });
});
