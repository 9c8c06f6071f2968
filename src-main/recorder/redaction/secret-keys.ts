/** What stands in the place of a secret. */
export const MASK = '[redacted]';

/** Words that make a key the name of a secret wherever they stand in it: `dbPassword`, `X-Api-Key`. */
const SECRET_WORDS = [
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'secret',
  'token',
  'cookie',
  'authorization',
  'credential',
  'api key',
  'private key',
  'access key',
  'account key',
  'signing key',
  'encryption key',
  'connection string',
  'card number',
  'credit card',
  'session id',
  'sess id',
  'session key',
] as const;

/** Names of secrets that are part of many harmless words, so that they count only as a whole key. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'auth',
  'bearer',
  'cvc',
  'cvv',
  'jwt',
  'otp',
  'pass',
  'pin',
  'session',
  'sid',
]);

/** The built-in words and those of the caller, each as its parts: `['api', 'key']`. */
export function secretWords(extra: readonly string[]): readonly (readonly string[])[] {
  return [...SECRET_WORDS, ...extra]
    .map((word) => word.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((parts) => parts.length > 0);
}

/** Tells keys that name secrets, whatever their case and punctuation. */
export function secretKeyTest(words: readonly (readonly string[])[]): (key: string) => boolean {
  const joined = words.map((parts) => parts.join(''));
  return (key) => {
    const letters = key.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
    return SECRET_NAMES.has(letters) || joined.some((word) => letters.includes(word));
  };
}
