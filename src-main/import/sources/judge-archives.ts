import type { ZipPacking } from './packing.ts';
import { SourceProblem } from './source-problem.ts';
import type { ImportSource } from './sources.ts';

/** A source that was looked into. */
interface Judged {
  readonly source: ImportSource;
  readonly format: { readonly kind: string; readonly problem?: string };
}

/** What is said of an archive, as the rejection of one file. */
interface WithoutLogs {
  readonly kind: 'unrecognised';
  readonly problem: string;
  readonly hint: string;
}

type JudgedArchive = { readonly source: ImportSource; readonly format: WithoutLogs };

/**
 * Takes each archive in which nothing is in a known form as one file: an Office document is a zip
 * archive too, and its dozens of parts would each be a rejection.
 * @throws SourceProblem FILE_UNRECOGNISED for such an archive that was chosen itself
 */
export function judgeArchives<Found extends Judged>(
  found: readonly Found[],
): (Found | JudgedArchive)[] {
  const useful = new Set<string>();
  for (const { source, format } of found) {
    if (format.kind !== 'unrecognised') useful.add(source.path);
  }
  const told = new Set<string>();
  return found.flatMap((file): (Found | JudgedArchive)[] => {
    const { path, packing } = file.source;
    if (packing?.kind !== 'zip' || useful.has(path)) return [file];
    if (told.has(path)) return [];
    told.add(path);
    return [withoutLogs(file, packing)];
  });
}

/** @param file the first in the archive */
function withoutLogs(
  { source, format }: Judged,
  { archive, entryName }: ZipPacking,
): JudgedArchive {
  const problem = `is a zip archive (or an Office document) without anything that Annals reads: “${entryName}” ${format.problem ?? 'is of no known form'}`;
  const hint = 'Annals reads JSON, JSON Lines, CSV and text logs, also in zip and gzip archives.';
  if (!archive.isFromFolder) {
    throw new SourceProblem(archive, problem, hint, { code: 'FILE_UNRECOGNISED' });
  }
  return {
    source: { ...source, name: archive.name, packing: null },
    format: { kind: 'unrecognised', problem, hint },
  };
}
