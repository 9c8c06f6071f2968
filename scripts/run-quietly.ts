import { spawn } from 'node:child_process';
import { SetupError } from './setup-error.ts';

/** How many of a failed command's last lines are shown: enough for the compiler's own message. */
const SHOWN_LINES = 20;

export type QuietOptions = {
  readonly cwd?: string;
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
};

/**
 * Runs a command without showing its output, and answers what it wrote to stdout.
 * @throws SetupError with the last lines of its output when it cannot start, fails or takes too long
 */
export async function runQuietly(
  file: string,
  args: readonly string[],
  options: QuietOptions = {},
): Promise<string> {
  return await new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
    });
    const stdout: Buffer[] = [];
    const everything: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk);
      everything.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => everything.push(chunk));
    child.on('error', (error) => {
      reject(new SetupError(`${file} cannot be started: ${error.message}`, { cause: error }));
    });
    child.on('close', (code, signal) => {
      if (code === 0) {
        resolve(Buffer.concat(stdout).toString());
        return;
      }
      const ending = signal === null ? `failed with code ${code}` : `was ended by ${signal}`;
      const lines = Buffer.concat(everything).toString().trimEnd().split('\n').slice(-SHOWN_LINES);
      reject(new SetupError(`${[file, ...args].join(' ')} ${ending}:\n${lines.join('\n')}`));
    });
  });
}
