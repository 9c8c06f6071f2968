import { AnnalsError } from '#shared/ipc/failure.ts';
import { bundleReport, checkBundle } from '../bundle/check-bundle.ts';
import type { BundleVerdict } from '../bundle/verify.mjs';
import type { Progress } from '../store/store-api.ts';
import { EXIT } from './exit-codes.ts';
import { interruptSignal } from './interrupt.ts';
import type { Options } from './options/parse-options.ts';
import { formatCount } from './print/format.ts';
import { printJson, printLines } from './print/output.ts';
import { ProgressLine } from './print/progress-line.ts';
import { VERIFIER } from './verifier-path.ts';

const EXIT_CODES: Readonly<Record<BundleVerdict['verdict'], number>> = {
  intact: EXIT.done,
  tampered: EXIT.foundWrong,
  undecided: EXIT.undecided,
};

const SHOW_EVERY_MS = 100;

/** Verifies the bundle that a command line names, with the verifier that is in bundles. */
export async function verifyBundleOf(options: Options): Promise<number> {
  const line = new ProgressLine();
  const signal = interruptSignal();
  let shownAt = 0;
  let verdict: BundleVerdict;
  try {
    verdict = await checkBundle(options.one('bundle') ?? '', VERIFIER, {
      keys: options.all('key'),
      seals: options.all('seal'),
      signal,
      onProgress: (progress) => {
        // Told of every event; a person sees a few a second.
        const now = performance.now();
        if (now - shownAt < SHOW_EVERY_MS) return;
        shownAt = now;
        line.show(progressText(progress));
      },
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new AnnalsError('CANCELLED', 'The verification was cancelled.', '', { cause: error });
  } finally {
    line.clear();
  }
  if (options.has('json')) printJson(verdict);
  else printLines(await bundleReport(verdict, VERIFIER));
  return EXIT_CODES[verdict.verdict];
}

function progressText({ done, total }: Progress): string {
  return `${formatCount(done)} of ${formatCount(total)} events`;
}
