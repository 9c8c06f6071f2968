import fc from 'fast-check';

/** A text with a secret in it, and the part of it that must be nowhere afterwards. */
export interface Planted {
  readonly kind: string;
  readonly text: string;
  readonly secret: string;
}

const of = (alphabet: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength, maxLength });

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const BASE64_URL = `${UPPER}${LOWER}${DIGITS}_-`;

/** What people choose as passwords: no blanks, and nothing that ends a value in a line of settings. */
const password = of(`${UPPER}${LOWER}${DIGITS}!#%*+.^_~$`, 6, 20).map((text) => `Pw9${text}`);

/** `{"…` as the first part; a real one is never shorter than this. */
const jwt = fc
  .tuple(of(BASE64_URL, 10, 40), of(BASE64_URL, 10, 80), of(BASE64_URL, 20, 43))
  .map((parts) => `eyJ${parts.join('.')}`);

/** Digits with the one that makes the sum right at the end. */
const card = fc
  .tuple(
    fc.constantFrom(['4', 16], ['4', 13], ['51', 16], ['37', 15], ['6011', 16], ['36', 14]),
    of(DIGITS, 16),
    fc.constantFrom('', ' ', '-'),
  )
  .map(([[issuer, length], digits, separator]) => {
    const body = `${issuer}${digits}`.slice(0, length - 1);
    const number = `${body}${checkDigit(body)}`;
    const sizes = { 15: [4, 6, 5], 16: [4, 4, 4, 4] }[number.length] ?? [number.length];
    let at = 0;
    return sizes.map((size) => number.slice(at, (at += size))).join(separator);
  });

/** As random as Amazon makes them, which the masking relies on. */
const awsSecret = of(`${UPPER}${LOWER}${DIGITS}/+`, 34).map((text) => `aB3${text}X9z`);

const planted = (
  kind: string,
  secret: fc.Arbitrary<string>,
  wrap: (secret: string) => string = (text) => text,
): fc.Arbitrary<Planted> => secret.map((value) => ({ kind, text: wrap(value), secret: value }));

const pem = of(`${UPPER}${LOWER}${DIGITS}/+`, 64, 200);

/** Secrets that are known by their form, wherever they stand in a text. */
export const formedSecret: fc.Arbitrary<Planted> = fc.oneof(
  planted(
    'PEM',
    pem,
    (body) => `-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----`,
  ),
  planted(
    'PEM in JSON',
    pem,
    (body) => `-----BEGIN PRIVATE KEY-----\\n${body}\\n-----END PRIVATE KEY-----\\n`,
  ),
  planted('PEM without end', pem, (body) => `-----BEGIN EC PRIVATE KEY-----\n${body}`),
  planted('JWT', jwt),
  planted(
    'AWS key id',
    of(`${UPPER}${DIGITS}`, 16).map((text) => `AKIA${text}`),
  ),
  planted('AWS secret', awsSecret, (text) => ` ${text} `),
  planted(
    'GitHub token',
    of(`${UPPER}${LOWER}${DIGITS}`, 36).map((text) => `ghp_${text}`),
  ),
  planted(
    'bearer',
    of(BASE64_URL, 16, 60).map((text) => `T0${text}`),
    (text) => `Authorization: Bearer ${text}`,
  ),
  planted(
    'bearer alone',
    of(BASE64_URL, 16, 60).map((text) => `T0${text}`),
    (text) => `bearer ${text} `,
  ),
  planted(
    'basic',
    password,
    (text) => `Basic ${Buffer.from(`me:${text}`).toString('base64')} `,
  ).map((each) => ({
    ...each,
    secret: Buffer.from(`me:${each.secret}`).toString('base64'),
  })),
  planted(
    'URL',
    password.map((text) => text.replaceAll('#', '')),
    (text) => `postgres://me:${text}@db:5432/main`,
  ),
  planted(
    'connection string',
    password,
    (text) => `Server=db;User Id=me;Password=${text};Encrypt=yes`,
  ),
  planted('quoted', password, (text) => `{"db_password": "two words ${text}"}`),
  planted('quoted twice', password, (text) => String.raw`"{\"apiKey\":\"${text}\"}"`),
  planted(
    'query',
    password.map((text) => text.replaceAll('#', '')),
    (text) => `GET /?access_token=${text}&page=2`,
  ),
  planted('option', password, (text) => `run --db-password ${text} --verbose`),
  planted('header', password, (text) => `Set-Cookie: a=b; sid=${text}; Secure\nHost: x`),
  planted('card', card, (text) => ` ${text} `),
);

/** Secrets that are known only by the key that they are kept under. */
export const keyedSecret: fc.Arbitrary<{ readonly key: string; readonly secret: string }> =
  fc.record({
    key: fc.constantFrom(
      'password',
      'DB_PASSWD',
      'userPassphrase',
      'client-secret',
      'refreshToken',
      'Set-Cookie',
      'authorization',
      'X-API-Key',
      'privateKeyPem',
      'cardNumber',
      'ConnectionString',
      'session',
      'sessionId',
      'pin',
    ),
    secret: password,
  });

function checkDigit(body: string): string {
  const sum = Array.from(body)
    .toReversed()
    .map((digit, index) => (index % 2 === 0 ? Number(digit) * 2 : Number(digit)))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return String((10 - (sum % 10)) % 10);
}
