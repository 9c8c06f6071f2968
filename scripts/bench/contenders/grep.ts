import { ShellTool } from './shell-tool.ts';

/** grep over the searched text, one line an event, newest first. Its start is part of each time. */
export class Grep {
  readonly #shell = new ShellTool('sh', []);
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Number of lines that hold a text, any case. */
  async count(text: string): Promise<number> {
    const [line] = await this.#run('-c', text);
    return Number(line);
  }

  /** The first lines that hold a text, any case. */
  async first(text: string, lines: number): Promise<readonly string[]> {
    return await this.#run(`-m ${lines}`, text);
  }

  close(): void {
    this.#shell.close();
  }

  async #run(options: string, text: string): Promise<readonly string[]> {
    // Bytes instead of characters: many times faster, and all texts asked for are ASCII.
    const command = `LC_ALL=C grep -a -i -F ${options} -e ${quoted(text)} ${quoted(this.#file)}`;
    return await this.#shell.ask(`${command}; echo '${ShellTool.END}'`);
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
