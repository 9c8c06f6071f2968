import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/**
 * A command line that is kept and asked again and again, so that starting a process from this
 * large one is no part of what is measured.
 */
export class ShellTool {
  /** The line that an answer ends with; no answer has it otherwise. */
  static readonly END = '== end of answer ==';

  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  constructor(file: string, args: readonly string[]) {
    this.#child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /**
   * Answers the lines that a command of the tool's own language prints.
   * @param command one line; it must print {@link END} at the end
   */
  async ask(command: string): Promise<readonly string[]> {
    this.#child.stdin.write(`${command}\n`);
    const lines: string[] = [];
    for (;;) {
      const next = await this.#lines.next();
      if (next.done) throw new Error(`a tool ended instead of answering ${command}`);
      if (next.value === ShellTool.END) return lines;
      lines.push(next.value);
    }
  }

  /** Lets the tool end. */
  close(): void {
    this.#child.stdin.end();
  }
}
