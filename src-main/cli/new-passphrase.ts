import { PASSPHRASE_LENGTH, Passphrase } from '#shared/model/operator.ts';
import { Passphrases } from '../access/passphrase.ts';
import { usageError } from './options/parse-options.ts';
import type { Options } from './options/parse-options.ts';
import { readPassphrase } from './passphrase-input.ts';
import { formatCount } from './print/format.ts';

/**
 * The hash of a new passphrase. On a terminal it is typed twice: nobody sees what was typed.
 * @throws AnnalsError INVALID_INPUT
 */
export async function newPassphrase(options: Options, name: string): Promise<string> {
  const passphrase = await readPassphrase(options, `New passphrase of ${name}`);
  if (!Passphrase.safeParse(passphrase).success) {
    const { least, most } = PASSPHRASE_LENGTH;
    throw usageError(`A passphrase has ${least} to ${formatCount(most)} characters.`);
  }
  if (!options.has('passphrase-stdin')) {
    const again = await readPassphrase(options, 'Once more');
    if (again !== passphrase)
      throw usageError('These were two different passphrases.', 'Try again.');
  }
  return new Passphrases().hash(passphrase);
}
