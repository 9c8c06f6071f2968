import { say } from './say.ts';
import { SetupError } from './setup-error.ts';

/**
 * Runs a script's body and turns its answer into the exit code.
 * A `SetupError` is shown as one message; any other error is a fault of ours and keeps its stack.
 */
export async function runMain(body: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    // At once: another step of the set-up may still be running.
    process.exit(1);
  }
}
