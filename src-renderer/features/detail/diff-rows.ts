import type { DiffPart } from './text-diff.ts';

/** A line of two texts that are compared, or many that both have. */
export type DiffRow =
  | { readonly at: number; readonly kind: DiffPart['kind']; readonly text: string }
  | { readonly at: number; readonly kind: 'folded'; readonly count: number };

/** Lines that stay around a change. */
const CONTEXT = 2;
/** Fewer lines than this are not worth folding. */
const LEAST_FOLDED = 3;

/** A comparison by lines as the rows that show it. */
export function diffRows(parts: readonly DiffPart[]): readonly DiffRow[] {
  const rows: DiffRow[] = [];
  const put = (kind: DiffPart['kind'], lines: readonly string[]): void => {
    for (const text of lines) rows.push({ at: rows.length, kind, text });
  };
  for (const [index, { kind, text }] of parts.entries()) {
    const lines = text.replace(/\n$/u, '').split('\n');
    const before = index === 0 ? 0 : CONTEXT;
    const after = index === parts.length - 1 ? 0 : CONTEXT;
    const folded = lines.length - before - after;
    if (kind !== 'same' || folded < LEAST_FOLDED) {
      put(kind, lines);
      continue;
    }
    put(kind, lines.slice(0, before));
    rows.push({ at: rows.length, kind: 'folded', count: folded });
    put(kind, after === 0 ? [] : lines.slice(-after));
  }
  return rows;
}
