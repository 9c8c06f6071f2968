import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { Evidence } from '#shared/model/verification.ts';
import { readAnchors } from '../chain/anchor.ts';
import { parseSeal } from '../chain/seal.ts';
import { readSigningKey } from '../chain/signing-key.ts';

/** A statement about a chain from outside of the store. */
export interface Witness extends Pick<Evidence, 'kind' | 'name' | 'seq' | 'at' | 'keyId'> {
  /** Chain id, hex. */
  readonly chain: string;
  /** Link at `seq`, hex. */
  readonly link: string;
}

/** Everything from outside that a store can be held against. */
export interface OutsideEvidence {
  /** Of whichever stores; those of others are sorted out later. */
  readonly witnesses: readonly Witness[];
  /** Public keys that are known without the store, hex, and from where. */
  readonly keys: ReadonlyMap<string, 'own' | 'seal'>;
}

/** A seal takes less than a thousand bytes. */
const SEAL_BYTES = 65_536;

/**
 * Reads the operator's anchors and key, and seals. To be called before the store is looked at: an
 * anchor that is read first is never ahead of the store.
 * @throws AnnalsError FILE_UNREADABLE, or as {@link parseSeal}
 */
export function readEvidence(stateFolder: string, sealPaths: readonly string[]): OutsideEvidence {
  const seals = sealPaths.map((path) => {
    const name = basename(path);
    return { name, seal: parseSeal(readSmallFile(path), name) };
  });
  const keys = new Map<string, 'own' | 'seal'>();
  for (const { seal } of seals) keys.set(hexOf(seal.publicKey), 'seal');
  const own = readSigningKey(stateFolder);
  if (own) keys.set(own.publicKey.toString('hex'), 'own');
  const sealed = seals.map(({ name, seal }): Witness => {
    const { chain, seq, link, at, keyId } = seal;
    return { kind: 'seal', name, chain, seq, link: hexOf(link), at: Date.parse(at), keyId };
  });
  return { witnesses: [...anchored(stateFolder), ...sealed], keys };
}

/** An anchor tells of two moments: when the chain was seen first, and when last. */
function anchored(stateFolder: string): Witness[] {
  return readAnchors(stateFolder).flatMap(({ chain, since, ...last }) => {
    // Of two that say the same, the older says more.
    const sightings =
      since === undefined ? [last] : since.seq === last.seq ? [since] : [since, last];
    return sightings.map((sighting): Witness => {
      return { kind: 'anchor', name: null, chain, keyId: null, ...sighting };
    });
  });
}

function readSmallFile(path: string): string {
  try {
    if (statSync(path).size > SEAL_BYTES) return '';
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AnnalsError(
      'FILE_UNREADABLE',
      `The file ${path} cannot be read.`,
      'Check its name and its permissions.',
      { cause },
    );
  }
}

function hexOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex');
}
