/** Something in a store that does not fit. */
export interface Finding {
  /** The event that it is about; the lowest where it is about several. */
  readonly seq: number;
  /** One sentence. */
  readonly reason: string;
}

/** Numbers of a store that was tampered with may be none that a program can reckon with. */
export function clamped(value: number, least = Number.MIN_SAFE_INTEGER): number {
  return Math.min(Math.max(value, least), Number.MAX_SAFE_INTEGER);
}

/** The finding about the lowest seq; of several about the same one, the first. */
export function firstOf(findings: readonly (Finding | null)[]): Finding | null {
  let first: Finding | null = null;
  for (const finding of findings) {
    if (finding && (first === null || finding.seq < first.seq)) first = finding;
  }
  return first;
}
