import { sha256 } from './chain.ts';
import { verifySignature } from './signing-key.ts';
import type { SigningKey } from './signing-key.ts';

/**
 * What a store says of its chain at one moment: how far it goes, where it stands, and how many
 * events are kept and pruned. Signed, it is a head (of now) or a checkpoint (kept for ever).
 */
export interface Statement {
  readonly seq: number;
  /** Link of the event at `seq`; the genesis link if there is none. */
  readonly link: Uint8Array;
  readonly retained: number;
  readonly pruned: number;
  /** Integer milliseconds UTC. */
  readonly at: number;
}

export interface SignedStatement extends Statement {
  readonly keyId: string;
  /** Ed25519 over the text of the statement, 64 bytes. */
  readonly signature: Uint8Array;
}

/** The hash that the first checkpoint names as the one before it. */
export const NO_PREVIOUS = Buffer.alloc(32);

/** The text of a head, as it is signed (reliability.md 5.3). */
export function headText(chainId: Uint8Array, statement: Statement): string {
  return `annals.head.v1\n${body(chainId, statement)}`;
}

/** The text of a checkpoint: a head that also names the checkpoint before it. */
export function checkpointText(
  chainId: Uint8Array,
  statement: Statement,
  previous: Uint8Array,
): string {
  return `annals.checkpoint.v1\n${body(chainId, statement)}${base64(previous)}\n`;
}

/** The text of a seal: a head that is kept outside of the store. */
export function sealText(chainId: Uint8Array, statement: Statement): string {
  return `annals.seal.v1\n${body(chainId, statement)}`;
}

/** What the next checkpoint names as the one before it. */
export function checkpointHash(text: string, signature: Uint8Array): Buffer {
  return sha256(Buffer.concat([Buffer.from(text), signature]));
}

/** Signs a text that was made of a statement. */
export function signStatement(
  key: SigningKey,
  statement: Statement,
  text: string,
): SignedStatement {
  return { ...statement, keyId: key.id, signature: key.sign(Buffer.from(text)) };
}

/** True if the key signed exactly this text. @param publicKey 32 raw bytes */
export function isSignedBy(publicKey: Uint8Array, text: string, signature: Uint8Array): boolean {
  return verifySignature(publicKey, Buffer.from(text), signature);
}

function body(chainId: Uint8Array, { seq, link, retained, pruned, at }: Statement): string {
  const lines = [
    Buffer.from(chainId).toString('hex'),
    seq,
    base64(link),
    retained,
    pruned,
    utc(at),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** A damaged store may hold a time that is none; no signature fits that, whatever is printed. */
function utc(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
