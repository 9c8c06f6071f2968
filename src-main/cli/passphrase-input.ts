import process from 'node:process';
import { TypedPassphrase } from '#shared/model/operator.ts';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { usageError } from './options/parse-options.ts';
import type { Options } from './options/parse-options.ts';

/** More than any passphrases need, so that a wrong file is not read to its end. */
const MOST_BYTES = 65_536;

/** What is left of standard input; it is read once, for all passphrases that a command asks for. */
let lines: string[] | null = null;

/**
 * The next passphrase, as it was typed. Never from an argument: those are seen by other programs.
 * @param prompt in words, without a colon
 * @throws AnnalsError INVALID_INPUT if there is none; CANCELLED by Ctrl+C
 */
export async function readPassphrase(options: Options, prompt: string): Promise<string> {
  if (options.has('passphrase-stdin')) {
    lines ??= await inputLines();
    const line = lines.shift();
    if (line === undefined) throw usageError(`Standard input has no line for: ${prompt}.`);
    return parsed(line);
  }
  if (process.stdin.isTTY && process.stderr.isTTY) return parsed(await typed(prompt));
  throw usageError(
    'A passphrase is needed, and there is no terminal to ask for it.',
    'Give it on standard input, with --passphrase-stdin.',
  );
}

function parsed(text: string): string {
  const passphrase = TypedPassphrase.safeParse(text);
  if (passphrase.success) return passphrase.data;
  throw usageError('The passphrase is too long.');
}

async function inputLines(): Promise<string[]> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw usageError('Standard input is too long for passphrases.');
    parts.push(part);
  }
  const text = Buffer.concat(parts).toString('utf8');
  const found = text.split(/\r?\n/u);
  // What stands after the last line break is no line of its own.
  if (found.at(-1) === '') found.pop();
  return found;
}

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACES = new Set(['\u0008', '\u007F']);

/** Asks on the terminal; nothing of what is typed is shown. */
function typed(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  // Before it asks: what is typed at once must not be shown either.
  stdin.setRawMode(true);
  stderr.write(`${prompt}: `);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve, reject) => {
    const characters: string[] = [];
    const end = (finish: () => void): void => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      finish();
    };
    const take = (text: string): void => {
      for (const character of text) {
        if (character === '\r' || character === '\n' || character === CTRL_D) {
          end(() => resolve(characters.join('')));
          return;
        }
        if (character === CTRL_C) {
          end(() => reject(new AnnalsError('CANCELLED', 'Nothing was done.')));
          return;
        }
        if (BACKSPACES.has(character)) characters.pop();
        else if (character >= ' ') characters.push(character);
      }
    };
    stdin.on('data', take);
  });
}
