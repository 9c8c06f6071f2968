import { z } from 'zod';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import type { SigningKey } from './signing-key.ts';
import { keyIdOf } from './signing-key.ts';
import { isSignedBy, sealText } from './statement.ts';
import type { Statement } from './statement.ts';

/**
 * A statement about the chain that is kept outside of the store. Everything that is needed to check
 * its signature stands in it, in the words of the signed text; field by field: docs/proof.md.
 */
export const Seal = z.strictObject({
  format: z.literal('annals.seal.v1'),
  /** For who finds the file in twenty years; not signed. */
  about: z.string(),
  chain: z.string().regex(/^[0-9a-f]{32}$/u),
  seq: z.int().nonnegative(),
  link: z.base64().length(44),
  retained: z.int().nonnegative(),
  pruned: z.int().nonnegative(),
  at: z.iso.datetime({ precision: 3 }),
  keyId: z.string().regex(/^[0-9a-f]{16}$/u),
  publicKey: z.base64().length(44),
  signature: z.base64().length(88),
});
export type Seal = z.infer<typeof Seal>;

const ABOUT =
  'A seal of an Annals audit trail. It shows later whether the events up to “seq” are still what ' +
  'they were at “at”: annals verify --seal THIS_FILE. Keep it where the store is not.';

/** Signs what a chain is now. */
export function makeSeal(key: SigningKey, chainId: Uint8Array, statement: Statement): Seal {
  const { seq, link, retained, pruned, at } = statement;
  const signature = key.sign(Buffer.from(sealText(chainId, statement)));
  return {
    format: 'annals.seal.v1',
    about: ABOUT,
    chain: Buffer.from(chainId).toString('hex'),
    seq,
    link: Buffer.from(link).toString('base64'),
    retained,
    pruned,
    at: formatIsoTime(at),
    keyId: key.id,
    publicKey: key.publicKey.toString('base64'),
    signature: signature.toString('base64'),
  };
}

/**
 * Reads a seal.
 * @param name of its file, for errors
 * @throws AnnalsError FILE_UNRECOGNISED if it is none, INVALID_INPUT if it was changed
 */
export function parseSeal(text: string, name: string): Seal {
  const parsed = Seal.safeParse(jsonOrNull(text));
  if (!parsed.success) {
    throw new AnnalsError(
      'FILE_UNRECOGNISED',
      `The file ${name} is no seal.`,
      'Seals are made by `annals seal`.',
    );
  }
  if (isGenuine(parsed.data)) return parsed.data;
  throw new AnnalsError(
    'INVALID_INPUT',
    `The seal ${name} was changed: its signature does not fit.`,
    'It shows nothing about the store. Use another copy of it.',
  );
}

function isGenuine(seal: Seal): boolean {
  const { seq, retained, pruned } = seal;
  const publicKey = Buffer.from(seal.publicKey, 'base64');
  const link = Buffer.from(seal.link, 'base64');
  const statement = { seq, link, retained, pruned, at: Date.parse(seal.at) };
  const text = sealText(Buffer.from(seal.chain, 'hex'), statement);
  const signature = Buffer.from(seal.signature, 'base64');
  return seal.keyId === keyIdOf(publicKey) && isSignedBy(publicKey, text, signature);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
