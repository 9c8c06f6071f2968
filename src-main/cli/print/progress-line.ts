import process from 'node:process';

/**
 * One line of the terminal that is written over and over. Where standard error is no terminal,
 * nothing is shown.
 */
export class ProgressLine {
  readonly #isShown = process.stderr.isTTY;
  #shown = '';

  show(text: string): void {
    if (!this.#isShown || text === this.#shown) return;
    this.#shown = text;
    const columns = process.stderr.columns || 80;
    process.stderr.write(`\r\x1b[2K${text.slice(0, columns - 1)}`);
  }

  clear(): void {
    if (this.#isShown) process.stderr.write('\r\x1b[2K');
  }
}
