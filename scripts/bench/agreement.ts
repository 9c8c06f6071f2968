import { isDeepStrictEqual } from 'node:util';

/** Compares what contenders answer, so that nobody is fast by being wrong. */
export class Agreement {
  #compared = 0;
  readonly #differences: string[] = [];

  /** @param what names question and contender, for the report */
  compare(what: string, ours: unknown, theirs: unknown): void {
    this.#compared += 1;
    const difference = firstDifference(ours, theirs, '');
    if (difference !== null) this.#differences.push(`${what}${difference}`);
  }

  /** Number of answers compared. */
  get compared(): number {
    return this.#compared;
  }

  /** One line for each answer that differs. */
  get differences(): readonly string[] {
    return this.#differences;
  }
}

/** Where two answers differ first and how; null if they are equal. */
function firstDifference(ours: unknown, theirs: unknown, path: string): string | null {
  if (isDeepStrictEqual(ours, theirs)) return null;
  if (isContainer(ours) && isContainer(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const difference = firstDifference(ours[key], theirs[key], `${path}.${key}`);
      if (difference !== null) return difference;
    }
  }
  const at = path === '' ? '' : `, at ${path.slice(1)}`;
  return `${at}: Annals ${clipped(ours)}, the other ${clipped(theirs)}`;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function clipped(answer: unknown): string {
  const text = JSON.stringify(answer) ?? String(answer);
  return text.length <= 120 ? text : `${text.slice(0, 120)}…`;
}
