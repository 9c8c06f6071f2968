/** What repeating one thing took, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
}

/** Things that answer the same question, by name. */
type Racers = Readonly<Record<string, () => unknown>>;

export interface RaceLimits {
  /** Counted rounds at most, and at least however long they take. */
  readonly runs?: number;
  readonly minRuns?: number;
  /** Rounds before them, which fill caches and do not count. */
  readonly warmUps?: number;
  /** After so many measured milliseconds no further round begins, once there are enough. */
  readonly patienceMs?: number;
  /** Done before each round, and not timed. */
  readonly beforeRound?: () => unknown;
}

/**
 * Times racers in turn, round by round, so that a machine whose speed changes treats them alike;
 * every other round goes backwards.
 * @returns what each took, in milliseconds
 */
export async function race<All extends Racers>(
  racers: All,
  { runs = 25, minRuns = 3, warmUps = 1, patienceMs = 4_000, beforeRound }: RaceLimits = {},
): Promise<{ readonly [Name in keyof All]: readonly number[] }> {
  const entrants = Object.entries(racers).map(([name, run]) => ({
    name,
    run,
    times: [] as number[],
  }));
  let spent = 0;
  for (let round = 0; round < warmUps + runs; round += 1) {
    if (round >= warmUps + minRuns && spent > patienceMs) break;
    await beforeRound?.();
    for (const { run, times } of round % 2 === 0 ? entrants : entrants.toReversed()) {
      const took = await timeOf(run);
      spent += took;
      if (round >= warmUps) times.push(took);
    }
  }
  const times = Object.fromEntries(entrants.map(({ name, times }) => [name, times]));
  return times as Readonly<Record<string, readonly number[]>> as {
    readonly [Name in keyof All]: readonly number[];
  };
}

/** How long one run takes, in milliseconds. */
export async function timeOf(run: () => unknown): Promise<number> {
  const startedAt = performance.now();
  const answer = run();
  // What answers at once is not made to wait for the event loop.
  if (answer instanceof Promise) await answer;
  return performance.now() - startedAt;
}

export function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

/** `0.42 ms`, `17 ms`, `1,204 ms`; a dash where nothing was measured. */
export function milliseconds(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  const digits = value < 1 ? 2 : value < 10 ? 1 : 0;
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${text} ms`;
}
