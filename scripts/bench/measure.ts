/** What repeating one thing took, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
}

/** Times repeated runs of something; the first ones warm up and do not count. */
export async function timed(
  run: () => Promise<unknown>,
  { runs = 30, warmUps = 3 }: { runs?: number; warmUps?: number } = {},
): Promise<Timing> {
  const times: number[] = [];
  for (let index = 0; index < runs + warmUps; index += 1) {
    const startedAt = performance.now();
    await run();
    if (index >= warmUps) times.push(performance.now() - startedAt);
  }
  return timingOf(times);
}

export function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

/** `0.42 ms`, `17 ms`, `1,204 ms`. */
export function milliseconds(value: number): string {
  const digits = value < 1 ? 2 : value < 10 ? 1 : 0;
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${text} ms`;
}
