import { describe, expect, test } from 'vitest';
import { chooseKeyAction } from '../../src-renderer/features/history/choose-keys.ts';
import { listKeyAction } from '../../src-renderer/features/history/list-keys.ts';
import { PLACE_KEYS } from '../../src-renderer/features/help/place-keys.ts';
import { actOf } from '../../src-renderer/features/query/query-keys.ts';
import { moved } from '../../src-renderer/features/timeline/brush.ts';

/** As a keyboard event tells of a shortcut of the sheet. */
function pressOf(keys: string) {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  return {
    key: key === 'Space' ? ' ' : key.length === 1 ? key.toLowerCase() : key,
    ctrlKey: parts.includes('Mod'),
    metaKey: false,
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  };
}

const keysOf = (place: string): string[] =>
  PLACE_KEYS.filter((each) => each.place === place).flatMap(({ keys }) =>
    keys.flatMap((line) => [...line.keys]),
  );

describe('every key that the sheet names does something where it says so', () => {
  const list = { active: 5, total: 100, page: 10, entry: 0 };
  const chosen = { kind: 'events', seqs: new Set([1]) } as const;

  test.each(keysOf('In the list'))('in the list: %s', (keys) => {
    const press = pressOf(keys);
    const choosing = chooseKeyAction(press, list, chosen);
    const isPlain = !press.ctrlKey && !press.shiftKey && !press.altKey;
    expect(choosing ?? (isPlain ? listKeyAction(press.key, list) : null)).not.toBeNull();
  });

  test.each(keysOf('In the query bar'))('in the query bar: %s', (keys) => {
    const open = { isEmpty: true, isOpen: true, hasOptions: true, hasActive: true, canTab: true };
    expect(actOf(pressOf(keys), open)).not.toBeNull();
  });

  const OF_THE_PLOT = new Set(['Enter', 'Escape', 'Backspace']);
  test.each(keysOf('In the timeline').filter((keys) => !OF_THE_PLOT.has(keys)))(
    'in the timeline: %s',
    (keys) => {
      const { key, shiftKey } = pressOf(keys);
      expect(moved({ anchor: 50, cursor: 50 }, key, shiftKey, 100)).not.toBeNull();
    },
  );
});
