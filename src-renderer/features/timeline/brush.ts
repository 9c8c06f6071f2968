/** A choice of neighbouring buckets, by position: from where it began to where it is now. */
export interface Brush {
  readonly anchor: number;
  readonly cursor: number;
}

/** Buckets that PageUp and PageDown pass. */
const PAGE = 10;

/** The first and the last bucket of a choice. */
export function bucketsIn({ anchor, cursor }: Brush): readonly [first: number, last: number] {
  return [Math.min(anchor, cursor), Math.max(anchor, cursor)];
}

/**
 * Where a key takes the choice.
 * @param isExtending the other end stays where it is
 * @param count number of buckets, at least one
 * @returns null if the key means nothing here
 */
export function moved(
  brush: Brush | null,
  key: string,
  isExtending: boolean,
  count: number,
): Brush | null {
  const goal = goalOf(brush, key, count);
  if (goal === null) return null;
  const cursor = Math.min(count - 1, Math.max(0, goal));
  return { anchor: isExtending && brush ? brush.anchor : cursor, cursor };
}

function goalOf(brush: Brush | null, key: string, count: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return brush ? brush.cursor - 1 : count - 1;
    case 'ArrowRight':
      return brush ? brush.cursor + 1 : 0;
    case 'PageUp':
      return brush ? brush.cursor - PAGE : 0;
    case 'PageDown':
      return brush ? brush.cursor + PAGE : count - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
