import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { partialPath, writeDurably } from '../files.ts';

/**
 * The newest head that this operator has seen of a store, kept outside the store's folder. A
 * store whose head lies behind it was cut or replaced by an older copy (reliability.md 5.3).
 */
const Anchor = z.strictObject({
  chain: z.string(),
  seq: z.int().nonnegative(),
  /** Link at `seq`, hex. */
  link: z.string(),
  at: z.int(),
});
export type Anchor = z.infer<typeof Anchor>;

/** Writes the anchor durably. Called after the commit: a crash leaves it behind, never ahead. */
export function writeAnchor(stateFolder: string, anchor: Anchor): void {
  const folder = join(stateFolder, 'anchors');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, anchor.chain);
  const partial = partialPath(path);
  writeDurably(partial, `${JSON.stringify(anchor)}\n`);
  renameSync(partial, path);
}

/** The anchor of a store, or null if this operator has none. */
export function readAnchor(stateFolder: string, chain: string): Anchor | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(stateFolder, 'anchors', chain), 'utf8'));
    return Anchor.parse(parsed);
  } catch {
    return null;
  }
}
