import { mkdir, statfs } from 'node:fs/promises';
import { SetupError } from '../setup-error.ts';

/** What an event takes on disk, in bytes: corpus, store, and the copies of the other contenders. */
const BYTES_PER_EVENT = 1_300 + 1_800 + 1_300;

/**
 * Makes sure that a folder's disk can take what measuring so many events needs.
 * @throws SetupError if it cannot
 */
export async function demandDiskSpace(folder: string, events: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const needed = events * BYTES_PER_EVENT;
  if (bavail * bsize >= needed) return;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new SetupError(
    `Measuring ${events.toLocaleString('en-US')} events needs ${gigabytes(needed)} free at ${folder}; there are ${gigabytes(bavail * bsize)}. XDG_CACHE_HOME puts the cache elsewhere.`,
  );
}
