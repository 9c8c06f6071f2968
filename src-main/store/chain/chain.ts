import { hash } from 'node:crypto';
import { RowWriter, writeIntegerAt } from './canonical-row.ts';
import type { RowValue } from './canonical-row.ts';

/** Hashes that tie every event to all before it (reliability.md 5.2). All results are 32 bytes. */

const ROW_DOMAIN = Buffer.from('annals.row.v1\0');
const LINK_DOMAIN = Buffer.from('annals.link.v1\0');

const CHAIN_ID_BYTES = 16;
const HASH_BYTES = 32;
const SEQ_AT = ROW_DOMAIN.length + CHAIN_ID_BYTES;
const SALT_AT = SEQ_AT + 8;
const SALT_BYTES = 16;

/** What stands before the fields of a row where its leaf is made: domain, chain id, seq, salt. */
export const ROW_HEADER_BYTES = SALT_AT + SALT_BYTES;

export interface Chain {
  /** The link before the first event. */
  readonly genesis: Buffer;
  /** Hash of one event: everything that is stored of it, under a salt. */
  leaf(seq: number, salt: Uint8Array, fields: readonly RowValue[]): Buffer;
  /** The same of a row whose fields are encoded already; its header is written here. */
  leafOf(row: Buffer, seq: number, salt: Uint8Array): Buffer;
  /** Hash that ties a leaf to all events before it. */
  link(previous: Uint8Array, leaf: Uint8Array): Buffer;
  /**
   * Leaf and link in one, all hashes as lower-case hex: for going over very many rows, where making
   * a buffer for each would take most of the time.
   */
  linkOfRow(previous: string, seq: number, salt: string, fields: readonly RowValue[]): string;
}

/** Reused between rows: one event is encoded and hashed before the next one begins. */
const rows = new RowWriter();
const linked = Buffer.concat([LINK_DOMAIN, Buffer.alloc(2 * HASH_BYTES)]);

/** The chain of one store. @param chainId the store's 16 random bytes */
export function createChain(chainId: Uint8Array): Chain {
  const prefix = Buffer.concat([ROW_DOMAIN, chainId]);
  return {
    genesis: sha256(Buffer.concat([Buffer.from('annals.genesis.v1\0'), chainId])),
    leaf: (seq, salt, fields) => {
      rows.clear();
      rows.writeBytes(prefix);
      rows.writeInteger(seq);
      rows.writeBytes(salt);
      rows.writeFields(fields);
      return sha256(rows.written);
    },
    leafOf: (row, seq, salt) => {
      row.set(prefix);
      writeIntegerAt(row, SEQ_AT, seq);
      row.set(salt, SALT_AT);
      return sha256(row);
    },
    link: (previous, leaf) => {
      linked.set(previous, LINK_DOMAIN.length);
      linked.set(leaf, LINK_DOMAIN.length + HASH_BYTES);
      return sha256(linked);
    },
    linkOfRow: (previous, seq, salt, fields) => {
      rows.clear();
      rows.writeBytes(prefix);
      rows.writeInteger(seq);
      rows.writeHex(salt);
      rows.writeFields(fields);
      linked.write(previous, LINK_DOMAIN.length, 'hex');
      linked.write(hash('sha256', rows.written, 'hex'), LINK_DOMAIN.length + HASH_BYTES, 'hex');
      return hash('sha256', linked, 'hex');
    },
  };
}

/** SHA-256 in one go. */
export function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}
