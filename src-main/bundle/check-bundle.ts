import { pathToFileURL } from 'node:url';
import type * as Verifier from './verify.mjs';
import type { BundleVerdict, VerifyOptions } from './verify.mjs';

/**
 * Verifies a bundle as an auditor does: with the verifier that is put into bundles, which shares no
 * code with what writes them.
 * @param verifier path of the verifier, which is loaded as a file and not bundled with the program
 */
export async function checkBundle(
  path: string,
  verifier: string,
  options: VerifyOptions = {},
): Promise<BundleVerdict> {
  return (await loadVerifier(verifier)).verifyBundle(path, options);
}

/** A verdict for people, in the words of the verifier. */
export async function bundleReport(verdict: BundleVerdict, verifier: string): Promise<string[]> {
  return (await loadVerifier(verifier)).reportLines(verdict);
}

async function loadVerifier(path: string): Promise<typeof Verifier> {
  return (await import(pathToFileURL(path).href)) as typeof Verifier;
}
