import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { linkUnlessThere, partialPath, writeDurably } from '../files.ts';
import { sha256 } from './chain.ts';

/** The operator's Ed25519 key, which signs what stores say of their chains. */
export interface SigningKey {
  /** First 16 hex digits of the SHA-256 of the public key. */
  readonly id: string;
  /** 32 raw bytes. */
  readonly publicKey: Buffer;
  /** @returns 64 bytes */
  sign(message: Uint8Array): Buffer;
}

/** DER of an Ed25519 public key, up to the key itself (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Reads the operator's key, or makes it when there is none. The file is readable by its owner
 * only; nothing else protects it, which documentation and `doctor` say.
 * @param stateFolder created if absent
 * @throws AnnalsError STORE_UNAVAILABLE if the key can be neither read nor written, STORE_FULL if
 *   there is no space for it
 */
export function loadSigningKey(stateFolder: string): SigningKey {
  const path = keyPath(stateFolder);
  try {
    mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
    return fromPem(readOrCreate(path));
  } catch (cause) {
    if (isCode(cause, 'ENOSPC')) {
      const message = `The disk is full: the signing key ${path} was not created.`;
      throw new AnnalsError('STORE_FULL', message, 'Free some space and try again.', { cause });
    }
    throw new AnnalsError(
      'STORE_UNAVAILABLE',
      `The signing key ${path} can be neither read nor created.`,
      'Check the permissions of this folder; a damaged key file can be moved away, a new key is then made.',
      { cause },
    );
  }
}

/** The operator's key, if there is one that can be read; none is made. */
export function readSigningKey(stateFolder: string): SigningKey | null {
  try {
    return fromPem(readFileSync(keyPath(stateFolder), 'utf8'));
  } catch {
    return null;
  }
}

/** What a key is called. @param publicKey 32 raw bytes */
export function keyIdOf(publicKey: Uint8Array): string {
  return sha256(publicKey).toString('hex').slice(0, 16);
}

/** True if the key with these bytes signed the message; false too if they are no key. */
export function verifySignature(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const der = Buffer.concat([SPKI_PREFIX, publicKey]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
}

function keyPath(stateFolder: string): string {
  return join(stateFolder, 'signing-key.pem');
}

/** Two programs may start at once: the key appears whole and once, and the loser reads it. */
function readOrCreate(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
  const partial = partialPath(path);
  try {
    writeDurably(partial, pem.toString());
    if (!linkUnlessThere(partial, path)) renameSync(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
  return readFileSync(path, 'utf8');
}

function fromPem(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  const publicKey = rawPublicKey(createPublicKey(privateKey));
  return {
    id: keyIdOf(publicKey),
    publicKey,
    sign: (message) => sign(null, message, privateKey),
  };
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
