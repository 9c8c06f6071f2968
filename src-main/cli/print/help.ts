import type { Command } from '../command.ts';
import { COMMANDS } from '../commands.ts';
import { COMMON_OPTIONS } from '../options/common-options.ts';
import type { OptionSpec } from '../options/parse-options.ts';
import { styled } from './style.ts';

/** Help for `annals` itself. */
export function overviewLines(): string[] {
  return [
    'Annals keeps audit history: record, import, search and check it, offline.',
    '',
    heading('Usage'),
    '  annals <command> [options]',
    '',
    heading('Commands'),
    ...aligned(COMMANDS.map(({ name, summary }) => [name, summary])),
    '',
    heading('Options'),
    ...aligned([
      ['--help, -h', 'Show this help, or that of a command: annals query --help'],
      ['--version', 'Show the version'],
    ]),
    '',
    heading('Examples'),
    ...aligned([
      ['annals import logs/', 'bring in a folder of audit logs'],
      ['annals query --last 7d --outcome failure', 'what failed in the last week'],
      ['annals count --actor alice --json', 'a number for a script'],
    ]),
    '',
    heading('Exit codes'),
    ...aligned([
      ['0', 'done'],
      ['1', 'found something wrong'],
      ['2', 'bad usage or bad input'],
      ['3', 'refused: not permitted, on hold, a stale plan, or a store that cannot be used now'],
      ['4', 'cannot decide: verify found too little to hold the store against'],
    ]),
  ];
}

/** Help for one command. */
export function commandHelpLines(command: Command): string[] {
  const operands = command.operands === '' ? '' : ` ${command.operands}`;
  const options = [...command.options, ...COMMON_OPTIONS];
  const groups = [...new Set(options.map(({ group }) => group))];
  return [
    `${command.summary}.`,
    '',
    heading('Usage'),
    `  annals ${command.name}${operands} [options]`,
    ...(command.notes.length === 0 ? [] : ['', ...command.notes]),
    ...groups.flatMap((group) => groupLines(group, options)),
    '',
    heading('Examples'),
    ...aligned(command.examples.map(([example, does]) => [`annals ${example}`, does])),
  ];
}

function groupLines(group: OptionSpec['group'], options: readonly OptionSpec[]): string[] {
  const lines = aligned(options.filter((option) => option.group === group).map(describe));
  return ['', heading(group), ...lines];
}

function heading(text: string): string {
  return styled('bold', text);
}

function describe({ name, short, value, help }: OptionSpec): [string, string] {
  const letter = short === undefined ? '' : `, -${short}`;
  return [`--${name}${value === null ? '' : ` ${value}`}${letter}`, help];
}

function aligned(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
