import { parseArgs } from 'node:util';
import { SetupError } from '../setup-error.ts';

/** Numbers of events that the benchmark is made for, each with the tables of its own. */
const SIZES = [100_000, 1_000_000, 10_000_000] as const;
export type Size = (typeof SIZES)[number];

export interface BenchOptions {
  /** Ascending. */
  readonly sizes: readonly Size[];
  /** Builds the stores anew that are kept between runs. */
  readonly isFresh: boolean;
  /** Measures recording, exporting, verifying and pruning, on the largest size, and nothing else. */
  readonly isActs: boolean;
  /** Measures importing, and nothing else. */
  readonly isImports: boolean;
  /** Measures scrolling and typing in the window, and nothing else. */
  readonly isWindow: boolean;
}

const NAMES: Readonly<Record<string, Size>> = {
  '100k': 100_000,
  '1m': 1_000_000,
  '10m': 10_000_000,
};

const USAGE = `npm run bench -- [--events 100k|1m|10m] [--all] [--fresh] [--acts | --imports | --window]
  --events N   the largest number of events; those below are measured too. 1m unless given
  --all        the same as --events 10m: takes 25 GB of disk for good, 20 more on the way
  --fresh      makes the stores anew that are kept between runs
  --acts       measures recording, exporting, verifying and pruning instead of questions
  --imports    measures importing instead of questions
  --window     measures scrolling and typing in the window, from 1m on`;

/** @throws SetupError with the usage */
export function parseOptions(args: readonly string[]): BenchOptions {
  let values: {
    events?: string;
    all?: boolean;
    fresh?: boolean;
    acts?: boolean;
    imports?: boolean;
    window?: boolean;
  };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        events: { type: 'string' },
        all: { type: 'boolean' },
        fresh: { type: 'boolean' },
        acts: { type: 'boolean' },
        imports: { type: 'boolean' },
        window: { type: 'boolean' },
      },
    }));
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const largest = NAMES[values.all ? '10m' : (values.events ?? '1m').toLowerCase()];
  if (largest === undefined) throw new SetupError(USAGE);
  return {
    sizes: SIZES.filter((size) => size <= largest),
    isFresh: values.fresh ?? false,
    isActs: values.acts ?? false,
    isImports: values.imports ?? false,
    isWindow: values.window ?? false,
  };
}
