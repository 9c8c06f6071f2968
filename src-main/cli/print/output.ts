import process from 'node:process';

/** Columns to assume where the output is no terminal: long lines are for `less -S` and `grep`. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;
const NARROWEST = 40;

/** Columns that a line may take. */
export function outputWidth(): number {
  const columns = process.stdout.columns as number | undefined;
  return columns === undefined || columns === 0 ? UNLIMITED : Math.max(NARROWEST, columns);
}

/** Prints lines for people. */
export function printLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Prints the one JSON document of a command; indented where a person looks at it. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0)}\n`);
}
