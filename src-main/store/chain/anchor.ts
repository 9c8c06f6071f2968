import { mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EpochMs } from '#shared/model/audit-event.ts';
import { partialPath, writeDurably } from '../files.ts';

/** A place in a chain as it was at a moment. */
const Sighting = z.strictObject({
  seq: z.int().nonnegative(),
  /** Link at `seq`, hex. */
  link: z.string(),
  at: EpochMs,
});
export type Sighting = z.infer<typeof Sighting>;

/**
 * The newest head that this operator has seen of a store, kept outside the store's folder. A
 * store whose head lies behind it was cut or replaced by an older copy (reliability.md 5.3).
 */
const Anchor = z.strictObject({
  chain: z.string(),
  ...Sighting.shape,
  /** The first head of it that this operator has seen; absent in anchors of early versions. */
  since: Sighting.optional(),
});
export type Anchor = z.infer<typeof Anchor>;

/** What an anchor is held against: the chain as the store has it now. */
export interface AnchoredChain {
  readonly headSeq: number;
  /** Link of an event, hex; null if it was pruned or is not there. */
  linkAt(seq: number): string | null;
}

/** The anchor of one store, kept up by whoever commits to it. */
export class AnchorKeeper {
  readonly #folder: string;
  readonly #path: string;
  readonly #chain: string;
  readonly #now: () => AnchoredChain;
  /** The file as this program wrote it last. */
  #written = '';

  /** @param now the chain as it is on the disk, whoever wrote it */
  constructor(stateFolder: string, chain: string, now: () => AnchoredChain) {
    this.#folder = anchorFolder(stateFolder);
    this.#path = join(this.#folder, chain);
    this.#chain = chain;
    this.#now = now;
  }

  /**
   * Moves the anchor to a head, durably. Called after the commit: a crash leaves it behind, never
   * ahead. An anchor that contradicts the store is evidence, and is kept under another name.
   */
  moveTo(head: Sighting): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const before = this.#readBefore();
    if (before && before.seq > head.seq) return;
    const since = before?.since ?? (before && sightingOf(before)) ?? sightingOf(head);
    const anchor: Anchor = { chain: this.#chain, ...sightingOf(head), since };
    const text = `${JSON.stringify(anchor)}\n`;
    const partial = partialPath(this.#path);
    writeDurably(partial, text);
    renameSync(partial, this.#path);
    this.#written = text;
  }

  /** The anchor as it stands; null if there is none, or none that this chain can go on from. */
  #readBefore(): Anchor | null {
    const text = readOrNull(this.#path);
    const anchor = text === null ? null : parseAnchor(text);
    if (!anchor || text === this.#written) return anchor;
    const now = this.#now();
    const link = now.linkAt(anchor.seq);
    if (anchor.seq <= now.headSeq && (link === null || link === anchor.link)) return anchor;
    const kept = `${this.#chain}.contradicted-${anchor.seq}-${anchor.link.slice(0, 8)}`;
    renameSync(this.#path, join(this.#folder, kept));
    return null;
  }
}

/** Every anchor that this operator has, of all stores, those that were contradicted included. */
export function readAnchors(stateFolder: string): readonly Anchor[] {
  const folder = anchorFolder(stateFolder);
  return namesIn(folder)
    .filter((name) => !name.endsWith('.partial'))
    .map((name) => readOrNull(join(folder, name)))
    .map((text) => (text === null ? null : parseAnchor(text)))
    .filter((anchor) => anchor !== null);
}

/** The anchor of a store, or null if this operator has none. */
export function readAnchor(stateFolder: string, chain: string): Anchor | null {
  const text = readOrNull(join(anchorFolder(stateFolder), chain));
  return text === null ? null : parseAnchor(text);
}

function anchorFolder(stateFolder: string): string {
  return join(stateFolder, 'anchors');
}

function sightingOf({ seq, link, at }: Sighting): Sighting {
  return { seq, link, at };
}

function parseAnchor(text: string): Anchor | null {
  try {
    return Anchor.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
