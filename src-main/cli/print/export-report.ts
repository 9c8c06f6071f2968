import type { ExportResult } from '#shared/model/export.ts';
import { counted, formatBytes } from './format.ts';
import { styled } from './style.ts';
import { visibleLine } from './visible-text.ts';

/** An export for programs (product.md §12), with its files as they can be opened from here. */
export function exportJson(
  { matched, written, sha256, bytes, eventId }: ExportResult,
  file: string,
  manifest: string,
) {
  return { matched, written, file, sha256, manifest, bytes, eventId };
}

/** The same for people. */
export function exportLines(
  { written, bytes, sha256 }: ExportResult,
  file: string,
  manifest: string,
): string[] {
  return [
    `Exported ${counted(written, 'event')} to ${visibleLine(file)}, ${formatBytes(bytes)}`,
    styled('dim', `SHA-256   ${sha256}`),
    styled('dim', `Manifest  ${visibleLine(manifest)}`),
  ];
}
