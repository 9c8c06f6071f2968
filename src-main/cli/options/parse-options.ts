import { parseArgs } from 'node:util';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { closest } from '#shared/text/closest.ts';

/** One option of a command. */
export interface OptionSpec {
  /** Without the dashes. */
  readonly name: string;
  /** One letter that stands for it. */
  readonly short?: string;
  /** What its value is called in help; null for a switch. */
  readonly value: string | null;
  /** A switch that can also be given as `--name=no`; its values are `yes` and `no`. */
  readonly isYesNo?: true;
  readonly help: string;
  /** Heading in help under which the option stands. */
  readonly group: 'Options' | 'Filter' | 'Paging' | 'Facets' | 'Timeline' | 'Event';
}

/** What stood on a command line, checked against the options of the command. */
export class Options {
  readonly operands: readonly string[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(operands: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.operands = operands;
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** Every value of an option, in the order given. */
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /**
   * The value of an option that makes sense once.
   * @throws AnnalsError INVALID_INPUT if it was given more often
   */
  one(name: string): string | undefined {
    const [value, second] = this.all(name);
    if (second !== undefined) throw usageError(`--${name} can be given only once.`);
    return value;
  }
}

/** A mistake on the command line. */
export function usageError(message: string, hint = ''): AnnalsError {
  return new AnnalsError('INVALID_INPUT', message, hint);
}

/**
 * Reads a command line.
 * @throws AnnalsError INVALID_INPUT for unknown options (with the likely one) and missing values
 */
export function parseOptions(args: readonly string[], specs: readonly OptionSpec[]): Options {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      specs.map(({ name, value, short }) => [
        name,
        { type: value === null ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) },
      ]),
    ),
    strict: false,
    tokens: true,
  });
  const operands: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = specs.find(({ name }) => name === token.name);
    if (!spec) throw unknownOption(token.rawName, specs);
    if (spec.value === null && token.value !== undefined && !spec.isYesNo) {
      throw usageError(`--${spec.name} takes no value.`);
    }
    if (spec.value !== null && isMissing(token.value, token.inlineValue === true, specs)) {
      throw usageError(`--${spec.name} needs a value: --${spec.name} ${spec.value}.`);
    }
    const value = token.value ?? (spec.isYesNo ? 'yes' : '');
    values.set(spec.name, [...(values.get(spec.name) ?? []), value]);
  }
  return new Options(operands, values);
}

/** `--text --json`: nobody means an option to be the value of another. */
function isMissing(
  value: string | undefined,
  isInline: boolean,
  specs: readonly OptionSpec[],
): boolean {
  if (value === undefined || value === '') return true;
  return !isInline && specs.some(({ name }) => value === `--${name}`);
}

function unknownOption(rawName: string, specs: readonly OptionSpec[]): AnnalsError {
  const meant = closest(
    rawName.replace(/^-+/u, ''),
    specs.map(({ name }) => name),
  );
  return usageError(
    `There is no option ${rawName}.`,
    meant === null ? 'See --help for those there are.' : `Did you mean --${meant}?`,
  );
}

/** @throws AnnalsError INVALID_INPUT if there is anything but options */
export function noOperands(options: Options): void {
  const [operand] = options.operands;
  if (operand !== undefined) throw usageError(`“${operand}” is not an option.`, 'See --help.');
}
