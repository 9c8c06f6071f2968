import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../electron/cache.ts';
import { PROJECT_ROOT } from '../project.ts';
import { say } from '../say.ts';
import { SetupError } from '../setup-error.ts';

/** Makes CloudTrail events from real ones, the same for the same number (it stands beside the project). */
const GENERATOR = join(PROJECT_ROOT, '..', 'shared', 'data', 'make_million.py');

/** The largest corpus that is kept: 1.3 GB. */
const KEPT_EVENTS = 1_000_000;

/**
 * A file of that many CloudTrail events as JSON Lines, made once and kept in the cache.
 * @throws SetupError where the generator is not there
 */
export async function corpusOf(events: number): Promise<string> {
  const file = corpusFile(events);
  if (existsSync(file)) return file;
  if (!existsSync(GENERATOR)) {
    throw new SetupError(
      `The benchmark needs ${GENERATOR}, or a file of ${events} CloudTrail lines at ${file}.`,
    );
  }
  say(`Making ${events.toLocaleString('en-US')} events…`);
  await mkdir(dirname(file), { recursive: true });
  await promisify(execFile)('python3', [GENERATOR, String(events), `${file}.partial`]);
  await rename(`${file}.partial`, file);
  return file;
}

/** Removes a corpus that is too large to be kept beside the store that was made of it. */
export async function forgetCorpus(events: number): Promise<void> {
  if (events > KEPT_EVENTS) await rm(corpusFile(events), { force: true });
}

function corpusFile(events: number): string {
  return join(cacheFolder(), 'bench', `cloudtrail-${events}.jsonl`);
}
