import type { OptionSpec } from './parse-options.ts';

/** Options of every command that a store with operators lets only some of them use. */
export const ACCESS_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'operator',
    value: 'NAME',
    help: 'Who you are, for a store that has operators; the passphrase is asked for',
    group: 'Options',
  },
  {
    name: 'passphrase-stdin',
    value: null,
    help: 'Read passphrases from standard input, one a line, instead of asking',
    group: 'Options',
  },
];
