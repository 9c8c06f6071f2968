import { hash } from 'node:crypto';
import { encodeRow } from './canonical-row.ts';
import type { RowValue } from './canonical-row.ts';

/** Hashes that tie every event to all before it (reliability.md 5.2). All results are 32 bytes. */

const LINK_DOMAIN = Buffer.from('annals.link.v1\0');

export interface Chain {
  /** The link before the first event. */
  readonly genesis: Buffer;
  /** Hash of one event: everything that is stored of it, under a salt. */
  leaf(seq: number, salt: Uint8Array, fields: readonly RowValue[]): Buffer;
  /** Hash that ties a leaf to all events before it. */
  link(previous: Uint8Array, leaf: Uint8Array): Buffer;
}

/** The chain of one store. @param chainId the store's 16 random bytes */
export function createChain(chainId: Uint8Array): Chain {
  const rowPrefix = Buffer.concat([Buffer.from('annals.row.v1\0'), chainId]);
  return {
    genesis: sha256(Buffer.concat([Buffer.from('annals.genesis.v1\0'), chainId])),
    leaf: (seq, salt, fields) => sha256(encodeRow(rowPrefix, seq, salt, fields)),
    link: (previous, leaf) => sha256(Buffer.concat([LINK_DOMAIN, previous, leaf])),
  };
}

/** SHA-256 in one go. */
export function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}
