/** The delay that the main process promises at the 99th percentile, in milliseconds. */
export const LIMIT_MS = 20;

/** Questions asked in one round, ten at once. */
export const ASKED = 50;

/** One measurement of how late the event loop was. */
export interface Round {
  /** Delay at the 99th percentile, in milliseconds, while nothing happens. */
  readonly idle: number;
  /** The same while questions are asked and cancelled. */
  readonly busy: number;
  /** Questions that ended as CANCELLED. */
  readonly cancelled: number;
  /** Questions that were answered before. */
  readonly answered: number;
}

/**
 * How much later the loop is at work than idle, in milliseconds. The idle delay is what timer and
 * machine add. What other programs add comes and goes, so the best round counts: a loop that our
 * own code holds up is late in every one.
 */
export function latenessOf(rounds: readonly Round[]): number {
  const best = (delays: readonly number[]): number => Math.min(...delays);
  return best(rounds.map(({ busy }) => busy)) - best(rounds.map(({ idle }) => idle));
}
