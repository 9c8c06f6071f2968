import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../electron/cache.ts';
import { PROJECT_ROOT } from '../project.ts';
import { say } from '../say.ts';
import { SetupError } from '../setup-error.ts';

/** Makes CloudTrail events from real ones, the same for the same number (it stands beside the project). */
const GENERATOR = join(PROJECT_ROOT, '..', 'shared', 'data', 'make_million.py');

/**
 * A file of that many CloudTrail events as JSON Lines, made once and kept in the cache.
 * @throws SetupError where the generator is not there
 */
export async function corpusOf(events: number): Promise<string> {
  const folder = join(cacheFolder(), 'bench');
  const file = join(folder, `cloudtrail-${events}.jsonl`);
  if (existsSync(file)) return file;
  if (!existsSync(GENERATOR)) {
    throw new SetupError(
      `The benchmark needs ${GENERATOR}, or a file of ${events} CloudTrail lines at ${file}.`,
    );
  }
  say(`Making ${events.toLocaleString('en-US')} events…`);
  await mkdir(folder, { recursive: true });
  await promisify(execFile)('python3', [GENERATOR, String(events), `${file}.partial`]);
  await rename(`${file}.partial`, file);
  return file;
}
