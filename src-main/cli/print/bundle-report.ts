import type { BundleResult } from '#shared/model/bundle.ts';
import { counted, formatBytes } from './format.ts';
import { styled } from './style.ts';
import { visibleLine } from './visible-text.ts';

/** A bundle that was made, for people. */
export function bundleLines(
  { events, bytes, range, sha256, key }: BundleResult,
  path: string,
): string[] {
  const others = range.last - range.first + 1 - events;
  const between =
    others === 0 ? '' : `, with the hashes of ${counted(others, 'other')} in between or behind`;
  return [
    `${styled('bold', visibleLine(path))}: ${counted(events, 'event')} in ${formatBytes(bytes)}`,
    `Proven from #${range.first} to #${range.last}${between}.`,
    '',
    `SHA-256 of the file  ${sha256}`,
    `Signed by the key    ${key}`,
    '',
    'Tell who gets it the fingerprint of the key by another way than the file. They verify it with',
    `  node verify.mjs BUNDLE.zip --key ${key.slice(0, 32)}`,
  ];
}
