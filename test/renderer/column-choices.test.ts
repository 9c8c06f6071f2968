import { describe, expect, test } from 'vitest';
import {
  offeredColumns,
  shownColumns,
  withMoved,
  withPlaced,
  withToggled,
  withWidth,
  withoutWidth,
} from '../../src-renderer/features/history/column-choices.ts';
import { layOut } from '../../src-renderer/features/history/column-layout.ts';
import { COLUMNS, STANDARD_COLUMNS } from '../../src-renderer/features/history/columns.ts';
import type { Column } from '../../src-renderer/features/history/columns.ts';

const ids = (choices: Parameters<typeof shownColumns>[0]) =>
  shownColumns(choices).map(({ id }) => id);
const three = [{ id: 'time' }, { id: 'actor', width: 90 }, { id: 'message' }];

describe('the columns that are shown', () => {
  test('are the standard ones where nothing was chosen, or nothing that is known', () => {
    expect(ids([])).toEqual(STANDARD_COLUMNS);
    expect(ids([{ id: 'mood' }])).toEqual(STANDARD_COLUMNS);
  });

  test('are those that were chosen; one of another version is passed over, and none is twice', () => {
    expect(ids([...three, { id: 'mood' }, { id: 'time' }])).toEqual(['time', 'actor', 'message']);
  });

  test('come first where all are offered', () => {
    const offered = offeredColumns(three);
    expect(offered.slice(0, 3)).toEqual(['time', 'actor', 'message']);
    expect(new Set(offered)).toEqual(new Set(COLUMNS));
    expect(offered).toHaveLength(COLUMNS.length);
  });
});

describe('changing columns', () => {
  test('shows one behind the others and hides it again, but not the last', () => {
    const more = withToggled(three, 'ip');
    expect(ids(more)).toEqual(['time', 'actor', 'message', 'ip']);
    expect(ids(withToggled(more, 'time'))).toEqual(['actor', 'message', 'ip']);
    expect(ids(withToggled([{ id: 'message' }], 'message'))).toEqual(['message']);
  });

  test('moves one as far as there are places, with its width', () => {
    expect(ids(withMoved(three, 'actor', -1))).toEqual(['actor', 'time', 'message']);
    expect(withMoved(three, 'actor', 9).at(-1)).toEqual({ id: 'actor', width: 90 });
    expect(ids(withMoved(three, 'time', -1))).toEqual(['time', 'actor', 'message']);
    expect(ids(withPlaced(three, 'message', 0))).toEqual(['message', 'time', 'actor']);
    expect(withMoved(three, 'host', 1)).toBe(three);
  });

  test('gives a width to one, and to those before it the widths that they have', () => {
    const widths = new Map<Column, number>([
      ['time', 148.4],
      ['actor', 90],
      ['message', 400],
    ]);
    expect(withWidth(three, 'actor', 120.6, widths)).toEqual([
      { id: 'time', width: 148 },
      { id: 'actor', width: 121 },
      { id: 'message' },
    ]);
    expect(withWidth(three, 'time', -50, widths)[0]).toEqual({ id: 'time', width: 24 });
    expect(withoutWidth(three, 'actor')[1]).toEqual({ id: 'actor' });
  });
});

describe('the layout of columns', () => {
  test('gives what is left to those that can use it, the message first of all', () => {
    const { columns, template } = layOut([{ id: 'time' }, { id: 'message' }], 1_200);
    expect(columns).toEqual(['time', 'message']);
    expect(template).toBe('148px minmax(200px, 2.2fr)');
  });

  test('keeps to a width that was chosen', () => {
    const { template, isSeverityShort } = layOut(
      [
        { id: 'severity', width: 40 },
        { id: 'message', width: 300 },
      ],
      1_200,
    );
    expect(template).toBe('40px 300px');
    expect(isSeverityShort).toBe(true);
  });

  test('leaves out what has no room beside the detail, if nobody chose columns', () => {
    expect(layOut([], 1_200).columns).toEqual(STANDARD_COLUMNS);
    expect(layOut([], 560).columns).not.toContain('message');
    expect(layOut([], 560).rowWidth).toBeLessThanOrEqual(560);
    expect(layOut([], 400).columns).not.toContain('target');
    expect(layOut([], 400)).toMatchObject({ isTimeShort: true });
    expect(layOut([], 400).rowWidth).toBeLessThanOrEqual(400);
  });

  test('shows all that was chosen, and is wider than the list where that takes more', () => {
    const all = COLUMNS.map((id) => ({ id }));
    const { columns, rowWidth } = layOut(all, 1_000);
    expect(columns).toEqual(COLUMNS);
    expect(rowWidth).toBeGreaterThan(1_000);
  });
});
