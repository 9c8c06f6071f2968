/** Tells the person at the terminal one line, on stderr: stdout belongs to what a command answers. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs one step of a set-up and says in one line that it is done and how long it took.
 * @param done what is then true, in the past tense: 'Compiled the addon'
 */
export async function sayWhenDone<T>(done: string, step: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await step();
  say(`${done} in ${seconds(performance.now() - startedAt)}.`);
  return result;
}

function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value.toFixed(value < 10 ? 1 : 0)} s`;
}
