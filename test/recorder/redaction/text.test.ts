import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createRedactor } from '../../../src-main/recorder/redaction/redactor.ts';
import { formedSecret } from '../support/secrets.ts';

const redactor = createRedactor();
const around = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.lorem({ maxCount: 8 }),
  fc.constantFrom(
    '',
    '"',
    '{"text":"',
    ' at run (main.ts:12:3)\n',
    'https://host/a?b=',
    '://',
    'eyJ',
    '2026 ',
  ),
);

describe('text with a secret in it', () => {
  it('keeps nothing of the secret, whatever stands around it', () => {
    fc.assert(
      fc.property(around, formedSecret, around, (before, planted, after) => {
        const masked = redactor.text(`${before} ${planted.text} ${after}`);
        expect(masked).not.toContain(planted.secret);
        expect(masked).toContain('[redacted]');
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not changed again once it is masked', () => {
    fc.assert(
      fc.property(formedSecret, around, ({ text }, after) => {
        const masked = redactor.text(`${text} ${after}`);
        expect(redactor.text(masked)).toBe(masked);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['login with password=hunter2 failed', 'login with password=[redacted] failed'],
    ['{"user":"ada","password":"a b\\"c","n":1}', '{"user":"ada","password":"[redacted]","n":1}'],
    [String.raw`{\"token\":\"abc\",\"n\":1}`, String.raw`{\"token\":\"[redacted]\",\"n\":1}`],
    ["{ apiKey: 'abc', n: 1 }", "{ apiKey: '[redacted]', n: 1 }"],
    ['Server=db;Pwd=x;Encrypt=yes', 'Server=db;Pwd=[redacted];Encrypt=yes'],
    ['see https://ada:pw@host/a?b=c@d', 'see https://ada:[redacted]@host/a?b=c@d'],
    ['mysql --password hunter2 -u ada', 'mysql --password [redacted] -u ada'],
    ['Authorization: Digest a="b", c\nHost: x', 'Authorization: [redacted]\nHost: x'],
    ['Cookie: a=b; c=d\r\nHost: x', 'Cookie: [redacted]\r\nHost: x'],
    ['paid with 4111 1111 1111 1111.', 'paid with [redacted].'],
    ['1234 4111 1111 1111 1111', '1234 [redacted]'],
    ['password="never closed', 'password="[redacted]"'],
  ])('%s', (text, masked) => {
    expect(redactor.text(text)).toBe(masked);
  });
});

describe('text without a secret', () => {
  it.each([
    'Ada signed in and changed her password',
    'The token has expired; basic authentication failed, bearer credentials are missing',
    'Visual Basic programming in the secretariat',
    'http://localhost:8080/path?email=ada@example.org',
    'https://ada@host/project, mailto:ada@example.org, git@host:project.git',
    '2026-11-21T10:02:35.123Z 1795255355123 1795255355123456 1795255355123456789',
    'commit 5aaf9c50f77e707146041f1cf98ab3977c299f9f, 0198a6f4-4f3e-7cc0-8000-000000000001',
    'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'order 4111 1111 1111 1112, account 4111111111111112, ratio 0.4111111111111111',
    '    at parseToken (/home/Ada/Projects2/src/security/tokens.ts:120:33)',
    '/Users/Ada/Work2/annals/src/main/Component',
    'aws s3 ls AKIA, eyJ.a.b, -----BEGIN PUBLIC KEY-----',
    'Exported 1,204 events as CSV',
    '',
  ])('is left as it is: %s', (text) => {
    expect(redactor.text(text)).toBe(text);
  });

  it('is left as it is, whatever its characters', () => {
    const harmless = fc
      .string({ unit: 'binary', maxLength: 300 })
      .filter((text) => !/[=:]/u.test(text));
    fc.assert(
      fc.property(harmless, (text) => {
        expect(redactor.text(text)).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what a program adds', () => {
  it('is masked by key and by pattern, beside what always is', () => {
    const own = createRedactor({ keys: ['Kenn-Wort'], patterns: [/AB\d{4}/iu, /x*/u] });
    expect(own.isSecretKey('meinKennwort')).toBe(true);
    expect(own.isSecretKey('password')).toBe(true);
    expect(own.text('kennwort=abc ab1234 password=b')).toBe(
      'kennwort=[redacted] [redacted] password=[redacted]',
    );
  });

  it('that has no letters in it masks nothing', () => {
    expect(createRedactor({ keys: ['', ' - '] }).isSecretKey('name')).toBe(false);
  });
});

describe('hostile text', () => {
  /** Beginnings of secrets that never become one, and what a rule could be tempted to repeat. */
  const PIECES = [
    'a',
    ' ',
    '"',
    "'",
    '\\',
    '\\"',
    '-',
    '--',
    '.',
    '4',
    '4 ',
    '4111 ',
    '41111111',
    '://',
    '://a:',
    'a:b@',
    'eyJ',
    'eyJ-',
    'eyJa.',
    'AKIA',
    'ghp_',
    'Bearer ',
    'Basic  ',
    'basic',
    'password',
    'password=',
    'password="',
    "token='",
    'token=\\"',
    '--token',
    '--token ',
    'api key ',
    'authorization',
    'authorization: ',
    'cookie:\n',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    '-----END ',
    'aB3/',
    '=',
    ': ',
  ];

  /** A square of this length would take minutes, far past the time limit of a test. */
  const LENGTH = 200_000;
  const pairs = PIECES.map((piece, index) => [
    piece,
    PIECES[(index * 7 + 3) % PIECES.length] ?? '',
  ]);

  it.each([...PIECES.map((piece) => [piece, '']), ...pairs])(
    'costs as much as it is long: %j %j',
    (first, second) => {
      const piece = first + second;
      const text = `${piece.repeat(Math.ceil(LENGTH / piece.length))}\n password=hunter2`;
      expect(redactor.text(text)).not.toContain('hunter2');
    },
  );
});
