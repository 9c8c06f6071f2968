import type { ColdStart } from './cold-start.ts';
import type { CountMeasurement } from './count-bench.ts';
import type { EventLoopMeasurement } from './event-loop.ts';
import type { JumpMeasurement } from './jump-bench.ts';
import { timingOf } from './measure.ts';
import type { Timing } from './measure.ts';
import type { OpeningMeasurement } from './opening-bench.ts';
import type { Size } from './options.ts';
import type { PageMeasurement } from './page-bench.ts';
import type { PreparedStore } from './prepared-store.ts';
import type { TextMeasurement } from './text-bench.ts';

/** What was measured on one store. */
export interface SizeResults {
  readonly store: PreparedStore;
  readonly opening: OpeningMeasurement;
  readonly pages: readonly PageMeasurement[];
  readonly counts: readonly CountMeasurement[];
  readonly jumps: readonly JumpMeasurement[];
  readonly texts: readonly TextMeasurement[];
}

/** What one run of the benchmark measured. */
export interface Results {
  /** From the smallest store to the largest. */
  readonly sizes: readonly SizeResults[];
  /** On the largest store. */
  readonly eventLoop: EventLoopMeasurement;
  readonly coldStart: ColdStart & { readonly events: Size };
}

/** Median and p95 of all samples of several measurements together. */
export function pooled<Measurement>(
  measurements: readonly Measurement[],
  samples: (measurement: Measurement) => readonly number[] | undefined,
): Timing {
  return timingOf(measurements.flatMap((each) => samples(each) ?? []));
}

/** How many times longer the other took than we did, by median; NaN where it was not measured. */
export function advantage(ours: readonly number[], theirs: readonly number[] | undefined): number {
  return theirs ? timingOf(theirs).median / timingOf(ours).median : Number.NaN;
}

/** Growth of first pages from the smallest store to the largest: the ratio of their p95. */
export function pageGrowth(sizes: readonly SizeResults[]): number {
  const [smallest, largest] = [sizes.at(0), sizes.at(-1)];
  if (!smallest || !largest) return Number.NaN;
  const p95 = ({ pages }: SizeResults): number => pooled(pages, ({ worker }) => worker).p95;
  return p95(largest) / p95(smallest);
}
