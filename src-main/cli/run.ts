import process from 'node:process';
import { AnnalsError, toFailure } from '#shared/ipc/failure.ts';
import { COMMANDS } from './commands.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { closest } from '#shared/text/closest.ts';
import { COMMON_OPTIONS } from './options/common-options.ts';
import { parseOptions, usageError } from './options/parse-options.ts';
import { QueryMistake } from './options/query-mistake.ts';
import { commandHelpLines, overviewLines } from './print/help.ts';
import { printLines } from './print/output.ts';
import { visibleLine } from './print/visible-text.ts';
import { annalsVersion } from './version.ts';

/**
 * Runs the command that a command line names; what fails is reported on standard error.
 * @param args without the program itself
 * @returns the exit code
 */
export async function run(args: readonly string[]): Promise<number> {
  try {
    return await runCommand(args);
  } catch (error) {
    return report(error);
  }
}

async function runCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    printLines(overviewLines());
    return name === undefined ? EXIT.badInput : EXIT.done;
  }
  if (name === '--version') {
    printLines([annalsVersion()]);
    return EXIT.done;
  }
  const entry = COMMANDS.find((command) => command.name === name);
  if (!entry) throw unknownCommand(name);
  const command = await entry.load();
  const options = parseOptions(rest, [...command.options, ...COMMON_OPTIONS]);
  if (options.has('help')) {
    printLines(commandHelpLines(command));
    return EXIT.done;
  }
  return command.run(options);
}

function unknownCommand(name: string): AnnalsError {
  const meant = closest(
    name,
    COMMANDS.map((command) => command.name),
  );
  const what = name.startsWith('-') ? 'option' : 'command';
  return usageError(
    `There is no ${what} “${name}”.`,
    meant === null ? 'See: annals --help' : `Did you mean “${meant}”?`,
  );
}

/**
 * One line: what happened and what to do; a mistake in a query stands between the two. Bugs show
 * themselves whole, since nobody knows them.
 */
function report(error: unknown): number {
  const { code, message, hint } = toFailure(error);
  const lines =
    error instanceof QueryMistake
      ? [message, ...error.excerpt.map((line) => `  ${line}`), hint]
      : [`${message} ${hint}`.trim()];
  process.stderr.write(`annals: ${lines.map(visibleLine).join('\n')}\n`);
  if (!(error instanceof AnnalsError)) console.error(error);
  return exitCodeOf(code);
}
