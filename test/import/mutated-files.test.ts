import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { tempFolder } from '../support/temp-store.ts';
import { CLOUDTRAIL_FILES, cloudTrailRecords, fixture, jsonLines } from './support/files.ts';
import { collect } from './support/run-import.ts';

const SEEDS: readonly Buffer[] = [
  Buffer.from(jsonLines(cloudTrailRecords().slice(0, 6))),
  ...[
    CLOUDTRAIL_FILES.find((path) => readFileSync(path).length < 5_000) ?? '',
    fixture('panther/github.jsonl'),
    fixture('timesketch/validate_no_datetime_timestamps.csv'),
    fixture('timesketch/invalid_datetime.csv'),
    fixture('lnav/logfile_json_invalid.json'),
    fixture('stratus/aws.defense-evasion.cloudtrail-stop.json'),
  ].map((path) => readFileSync(path)),
  readFileSync(fixture('git-history/commits.csv')).subarray(0, 6_000),
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
  it('never fails in an unexpected way, and never loses count', { timeout: 120_000 }, async () => {
    const path = join(tempFolder(), 'damaged');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SEEDS),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        async (seed, changes) => {
          writeFileSync(path, mutate(seed, changes));
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
      { numRuns: 3_000 },
    );
  });
});
