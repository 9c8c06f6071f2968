import process from 'node:process';
import { EXIT } from './exit-codes.ts';

/**
 * A signal that Ctrl+C aborts, so that what is under way can end cleanly. A second Ctrl+C ends the
 * process at once; the store survives that too.
 */
export function interruptSignal(): AbortSignal {
  const abort = new AbortController();
  const interrupt = (): void => {
    if (abort.signal.aborted) process.exit(EXIT.interrupted);
    if (process.stderr.isTTY)
      process.stderr.write('\nEnding cleanly; Ctrl+C again ends at once.\n');
    abort.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return abort.signal;
}
