import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedRecord } from '../../../src-main/import/formats/record.ts';
import { tempFolder } from '../../support/temp-store.ts';

/** The real CloudTrail records that ship with Annals: 55 files. */
export const CLOUDTRAIL_FOLDER = new URL(
  '../../../src-main/sample-data/cloudtrail',
  import.meta.url,
).pathname;

export const CLOUDTRAIL_FILES = readdirSync(CLOUDTRAIL_FOLDER)
  .toSorted()
  .map((name) => join(CLOUDTRAIL_FOLDER, name));

/** Every CloudTrail record, read the plain way. */
export function cloudTrailRecords(): ParsedRecord[] {
  return CLOUDTRAIL_FILES.flatMap(
    (path) => (JSON.parse(readFileSync(path, 'utf8')) as { Records: ParsedRecord[] }).Records,
  );
}

/** So many different CloudTrail records, made of real ones. */
export function manyRecords(count: number): ParsedRecord[] {
  const records = cloudTrailRecords();
  return Array.from({ length: count }, (_, index) => ({
    ...records[index % records.length],
    eventID: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
  }));
}

/** A real file of another source; see fixtures/SOURCES.md. */
export function fixture(name: string): string {
  return new URL(`../fixtures/${name}`, import.meta.url).pathname;
}

/** Every real file of another source. */
export function allFixtures(): string[] {
  const folder = fixture('');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^LICENSE|^SOURCES/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Writes a file that ends with the test. */
export function tempFile(name: string, content: string | Uint8Array): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** CloudTrail records as JSON Lines. */
export function jsonLines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
