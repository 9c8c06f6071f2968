import type { OptionSpec, Options } from './options/parse-options.ts';

/** One command of the command line: what it says about itself, and what it does. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What follows the name, as in `FILE…`; empty if only options do. */
  readonly operands: string;
  /** Sentences of help beside the options. */
  readonly notes: readonly string[];
  readonly options: readonly OptionSpec[];
  /** What follows `annals`, with what it does. */
  readonly examples: readonly (readonly [command: string, does: string])[];
  /**
   * @returns the exit code
   * @throws AnnalsError; the caller prints it and picks the exit code
   */
  run(options: Options): Promise<number>;
}
