import fc from 'fast-check';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { tempFolder } from '../support/temp-store.ts';
import { CLOUDTRAIL_FILES, allFixtures, cloudTrailRecords, jsonLines } from './support/files.ts';
import { collect } from './support/run-import.ts';

/** The beginning of every real file, and of a table of events in CSV. */
const SEEDS: readonly Buffer[] = [
  Buffer.from(jsonLines(cloudTrailRecords().slice(0, 6))),
  readFileSync(CLOUDTRAIL_FILES.find((path) => statSync(path).size < 5_000) ?? ''),
  ...allFixtures().map((path) => readFileSync(path).subarray(0, 6_000)),
];

/** How a file comes: as it is, or packed. */
const PACKINGS: readonly ((bytes: Buffer) => Buffer)[] = [
  (bytes) => bytes,
  (bytes) => bytes,
  (bytes) => bytes,
  (bytes) => gzipSync(bytes),
];

/** What happens to files: bytes lost, changed, inserted, parts repeated or cut off. */
const mutation = fc.record({
  at: fc.nat(),
  gone: fc.nat({ max: 40 }),
  added: fc.oneof(
    fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('"', '\n', '\r\n', ',', '{', '}', '[', ']', '\\', '\0', '\ufeff', '""')
      .map((text) => Buffer.from(text)),
  ),
});

function mutate(
  seed: Buffer,
  changes: readonly { at: number; gone: number; added: Buffer }[],
): Buffer {
  let bytes = seed;
  for (const { at, gone, added } of changes) {
    const index = at % (bytes.length + 1);
    bytes = Buffer.concat([bytes.subarray(0, index), added, bytes.subarray(index + gone)]);
  }
  return bytes;
}

describe('importing real files that were damaged', () => {
  it('never fails in an unexpected way, and never loses count', { timeout: 600_000 }, async () => {
    const path = join(tempFolder(), 'damaged');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SEEDS),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...PACKINGS),
        fc.boolean(),
        async (seed, changes, pack, isDamagedPacked) => {
          const bytes = isDamagedPacked ? mutate(pack(seed), changes) : pack(mutate(seed, changes));
          writeFileSync(path, bytes);
          try {
            const { events, result } = await collect([path]);
            expect(result.read).toBe(result.added + result.duplicates + result.rejected);
            expect(events).toHaveLength(result.added);
            expect(result.rejections).toHaveLength(result.rejected);
          } catch (error) {
            if (!(error instanceof AnnalsError)) throw error;
            expect(['FILE_UNRECOGNISED', 'FILE_UNREADABLE']).toContain(error.code);
            expect(error.hint).not.toBe('');
          }
        },
      ),
      { numRuns: 20_000 },
    );
  });
});
