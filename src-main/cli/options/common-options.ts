import process from 'node:process';
import { defaultStorePath, dataPaths } from '../../data-paths.ts';
import type { OptionSpec, Options } from './parse-options.ts';

/** Options of every command. */
export const COMMON_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'store',
    value: 'FILE',
    help: 'The store to use; by default the one that the console opens',
    group: 'Options',
  },
  { name: 'json', value: null, help: 'Print one JSON document, for programs', group: 'Options' },
  { name: 'help', short: 'h', value: null, help: 'Show this help', group: 'Options' },
];

/** The store that a command line names. */
export function storePath(options: Options): string {
  return options.one('store') ?? defaultStorePath();
}

/** What opening a store needs beside its path. */
export function openOptions(): { readonly stateFolder: string } {
  return { stateFolder: dataPaths(process.env).state };
}
