import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { AnnalsError } from '#shared/ipc/failure.ts';

/** What deriving a key costs: 2^ln blocks of 128·r bytes, p times. */
export interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MiB and some 0.4 s for each try (reliability.md §7.2, after OWASP). */
const COST: Cost = { ln: 17, r: 8, p: 1 };
const MOST_MEMORY = 256 * 1024 * 1024;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** The strings that {@link Passphrases.hash} makes; nothing else is ever worked on. */
const PHC =
  /^\$scrypt\$ln=(?<ln>\d{1,2}),r=(?<r>\d{1,2}),p=(?<p>\d{1,2})\$(?<salt>[A-Za-z0-9+/]{22})\$(?<key>[A-Za-z0-9+/]{43})$/u;

/** Makes hashes of passphrases, and holds passphrases against them. Both are composed (NFC) before. */
export class Passphrases {
  readonly #cost: Cost;

  /** @param cost of new hashes; old ones say their own */
  constructor(cost: Cost = COST) {
    this.#cost = cost;
  }

  /** A PHC string: method, cost, salt and key. */
  async hash(passphrase: string): Promise<string> {
    const { ln, r, p } = this.#cost;
    const salt = randomBytes(SALT_BYTES);
    const key = await derive(passphrase, salt, this.#cost);
    return `$scrypt$ln=${ln},r=${r},p=${p}$${unpadded(salt)}$${unpadded(key)}`;
  }

  /**
   * True if a passphrase is the one that was hashed. Without a hash it takes as long, and is wrong:
   * how long it takes does not tell which names there are.
   * @param phc null if nobody has the name
   * @throws AnnalsError STORE_CORRUPT if the hash is none
   */
  async isRight(passphrase: string, phc: string | null): Promise<boolean> {
    if (phc === null) {
      await this.hash(passphrase);
      return false;
    }
    const { ln, r, p, salt = '', key = '' } = PHC.exec(phc)?.groups ?? {};
    if (key === '') throw damaged();
    const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
    const expected = Buffer.from(key, 'base64');
    return timingSafeEqual(await derive(passphrase, Buffer.from(salt, 'base64'), cost), expected);
  }
}

function derive(passphrase: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const options = { N: 2 ** ln, r, p, maxmem: MOST_MEMORY };
  return new Promise((resolve, reject) => {
    // Throws at once where the cost is out of bounds, which only a damaged store can ask for.
    try {
      scrypt(passphrase.normalize('NFC'), salt, KEY_BYTES, options, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    } catch (error) {
      reject(damaged(error));
    }
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

function damaged(cause?: unknown): AnnalsError {
  return new AnnalsError(
    'STORE_CORRUPT',
    'The passphrase of an operator cannot be read from the store.',
    'Restore a backup of the store, or ask another admin to set the passphrase anew.',
    { cause },
  );
}
