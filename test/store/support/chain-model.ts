import { createHash, createPublicKey, verify } from 'node:crypto';
import Database from 'better-sqlite3';

/**
 * The chain as docs say it is, written again and straightforwardly: nothing here is imported from
 * the store, so that a mistake in the store's own code cannot hide itself.
 */

export type Value = string | number | bigint | null | Uint8Array;

/** Every column of `event` that is hashed, in the order of the formula. */
export const FIELDS =
  `id occurred_at recorded_at category action outcome severity source actor_id actor_name
   actor_type targets intent message changes metadata affected_count total_count duration_ms ip
   user_agent host session_id correlation_id error_type error_message stack_trace sensitive batch
   batch_file raw_hash`.split(/\s+/u);

export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** FIELD(v): its kind, then an integer of eight bytes, or a length of four and the bytes. */
function field(value: Value): Buffer {
  if (value === null) return Buffer.from([0]);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const bytes = Buffer.alloc(9);
    bytes[0] = 1;
    bytes.writeBigInt64BE(BigInt(value), 1);
    return bytes;
  }
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value);
  const head = Buffer.alloc(5);
  head[0] = typeof value === 'string' ? 2 : 3;
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

export function leaf(
  chainId: Uint8Array,
  seq: number | bigint,
  salt: Uint8Array,
  fields: readonly Value[],
): Buffer {
  const seqBytes = Buffer.alloc(8);
  seqBytes.writeBigInt64BE(BigInt(seq));
  return sha256('annals.row.v1\0', chainId, seqBytes, salt, ...fields.map(field));
}

export function link(previous: Uint8Array, leafHash: Uint8Array): Buffer {
  return sha256('annals.link.v1\0', previous, leafHash);
}

export function genesis(chainId: Uint8Array): Buffer {
  return sha256('annals.genesis.v1\0', chainId);
}

/** The link that every event should have, beside the one it has; read from the file itself. */
export function linksOf(path: string): { readonly computed: string[]; readonly stored: string[] } {
  const db = new Database(path, { readonly: true });
  try {
    db.defaultSafeIntegers();
    const chainId = db.prepare<[], Buffer>('SELECT id FROM chain').pluck().get() ?? Buffer.alloc(0);
    const rows = db.prepare<[], Record<string, Value>>('SELECT * FROM event ORDER BY seq').all();
    let previous = genesis(chainId);
    const computed = rows.map((row) => {
      const fields = FIELDS.map((name) => row[name] ?? null);
      previous = link(previous, leaf(chainId, row['seq'] as bigint, row['salt'] as Buffer, fields));
      return previous.toString('hex');
    });
    return { computed, stored: rows.map((row) => (row['link'] as Buffer).toString('hex')) };
  } finally {
    db.close();
  }
}

/** True if an Ed25519 key of 32 raw bytes signed a text, by Node's own means. */
export function isSigned(publicKey: Buffer, text: string, signature: Uint8Array): boolean {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
    format: 'jwk',
  });
  return verify(null, Buffer.from(text), key, signature);
}
