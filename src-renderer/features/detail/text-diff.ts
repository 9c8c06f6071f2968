/** A stretch of two texts that are compared: in both, only in the old, or only in the new. */
export interface DiffPart {
  /** Tells the parts of one comparison apart. */
  readonly at: number;
  readonly kind: 'same' | 'old' | 'new';
  readonly text: string;
}

/** Pairs of tokens compared at most: enough for pages of text, and done within a frame. */
const MOST_PAIRS = 400_000;

/** Which words and marks differ. */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  return diff(wordsOf(before), wordsOf(after));
}

/** Which lines differ; each part ends with its line. */
export function diffLines(before: string, after: string): readonly DiffPart[] {
  return diff(linesOf(before), linesOf(after));
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/u);
}

/** The longest common sequence; where that would take too long, the middle is taken as replaced. */
function diff(before: readonly string[], after: readonly string[]): readonly DiffPart[] {
  const start = commonStart(before, after);
  const end = commonEnd(before.slice(start), after.slice(start));
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  return joined([
    ...marked('same', before.slice(0, start)),
    ...(old.length * fresh.length > MOST_PAIRS
      ? [...marked('old', old), ...marked('new', fresh)]
      : middle(old, fresh)),
    ...marked('same', end === 0 ? [] : before.slice(-end)),
  ]);
}

type Piece = Omit<DiffPart, 'at'>;

function middle(old: readonly string[], fresh: readonly string[]): Piece[] {
  const width = fresh.length + 1;
  // How long the common sequence of what is left of both is, by where they are cut.
  const lengths = new Uint32Array((old.length + 1) * width);
  const lengthAt = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        old[row] === fresh[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  const pieces: Piece[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < fresh.length) {
    const [gone, come] = [old[row], fresh[column]];
    if (gone !== undefined && gone === come) {
      pieces.push({ kind: 'same', text: gone });
      row += 1;
      column += 1;
    } else if (
      gone !== undefined &&
      (come === undefined || lengthAt(row + 1, column) >= lengthAt(row, column + 1))
    ) {
      pieces.push({ kind: 'old', text: gone });
      row += 1;
    } else if (come !== undefined) {
      pieces.push({ kind: 'new', text: come });
      column += 1;
    }
  }
  return pieces;
}

function commonStart(before: readonly string[], after: readonly string[]): number {
  const most = Math.min(before.length, after.length);
  let count = 0;
  while (count < most && before[count] === after[count]) count += 1;
  return count;
}

function commonEnd(before: readonly string[], after: readonly string[]): number {
  const most = Math.min(before.length, after.length);
  let count = 0;
  while (count < most && before[before.length - 1 - count] === after[after.length - 1 - count]) {
    count += 1;
  }
  return count;
}

function marked(kind: DiffPart['kind'], texts: readonly string[]): Piece[] {
  return texts.map((text) => ({ kind, text }));
}

/** Puts neighbours of one kind together. */
function joined(pieces: readonly Piece[]): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  for (const { kind, text } of pieces) {
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = { ...last, text: last.text + text };
    else parts.push({ at: parts.length, kind, text });
  }
  return parts;
}
