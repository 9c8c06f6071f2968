import type { TreeRow } from './json-tree-rows.ts';

/** What a key does in a tree. */
export type TreeKeyAction =
  | { readonly kind: 'move'; readonly index: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' };

/** What a key without modifiers does at a row, as trees everywhere do it; null if nothing. */
export function treeKeyAction(
  key: string,
  rows: readonly TreeRow[],
  index: number,
): TreeKeyAction | null {
  const row = rows[index];
  if (!row) return null;
  const move = (to: number): TreeKeyAction => ({
    kind: 'move',
    index: Math.min(rows.length - 1, Math.max(0, to)),
  });
  const isLeaf = row.kind === 'leaf';
  switch (key) {
    case 'ArrowDown':
      return move(index + 1);
    case 'ArrowUp':
      return move(index - 1);
    case 'Home':
      return move(0);
    case 'End':
      return move(rows.length - 1);
    case 'Enter':
    case ' ':
      return isLeaf ? null : { kind: row.isOpen ? 'close' : 'open' };
    case 'ArrowRight':
      if (isLeaf) return null;
      return row.isOpen ? move(index + 1) : { kind: 'open' };
    case 'ArrowLeft': {
      if (!isLeaf && row.isOpen) return { kind: 'close' };
      const parent = rows.findIndex(({ id }) => id === row.parent);
      return parent === -1 ? null : move(parent);
    }
    default:
      return null;
  }
}
