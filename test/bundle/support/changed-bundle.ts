import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyBundle } from '../../../src-main/bundle/verify.mjs';
import type { BundleVerdict, VerifyOptions } from '../../../src-main/bundle/verify.mjs';
import { zipOf } from './zip.ts';

/** The files of a bundle that somebody changed. */
export type Files = ReadonlyMap<string, Buffer>;

/** One file of a bundle in the place of another. */
export function replaced(files: Files, name: string, bytes: Uint8Array | string): Files {
  return new Map([...files, [name, Buffer.from(bytes as string)]]);
}

/** The verdict on changed files. */
export function verdictOn(
  folder: string,
  files: Files,
  options: VerifyOptions = {},
): Promise<BundleVerdict> {
  const path = join(folder, 'changed.zip');
  writeFileSync(path, zipOf([...files].map(([name, bytes]) => ({ name, bytes }))));
  return verifyBundle(path, options);
}

interface Manifest {
  key: string;
  files: Record<string, { bytes: number; sha256: string }>;
}

/** With a manifest that names the files as they are; who has no key cannot sign that. */
export function withManifest(
  files: Files,
  change: (manifest: Manifest) => void = () => undefined,
): Files {
  const manifest = JSON.parse(String(files.get('manifest.json'))) as Manifest;
  for (const name of Object.keys(manifest.files)) {
    const bytes = files.get(name) ?? Buffer.alloc(0);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    manifest.files[name] = { bytes: bytes.length, sha256 };
  }
  change(manifest);
  return replaced(files, 'manifest.json', JSON.stringify(manifest));
}

/** As {@link withManifest}, signed by somebody else. */
export function signedAnew(files: Files): Files {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const named = withManifest(files, (manifest) => {
    manifest.key = createHash('sha256').update(raw).digest('hex');
  });
  const manifest = named.get('manifest.json') ?? Buffer.alloc(0);
  const signature = sign(
    null,
    Buffer.concat([Buffer.from('annals.bundle.v1\n'), manifest]),
    privateKey,
  );
  const format = 'annals.bundle-signature.v1';
  const signed = { format, publicKey: raw.toString('hex'), signature: signature.toString('hex') };
  return replaced(named, 'signature.json', `${JSON.stringify(signed)}\n`);
}

/** The lines of a file, without their ends. */
export function lines(files: Files, name: string): string[] {
  return String(files.get(name)).split('\n').slice(0, -1);
}

export function withLines(files: Files, name: string, changed: readonly string[]): Files {
  return replaced(files, name, changed.map((line) => `${line}\n`).join(''));
}
