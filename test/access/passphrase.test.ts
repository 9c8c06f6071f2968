import { describe, expect, it, vi } from 'vitest';
import { Passphrase } from '#shared/model/operator.ts';
import { Passphrases } from '../../src-main/access/passphrase.ts';
import { CHEAP } from '../support/real-app.ts';

const WORDS = 'correct horse battery';

describe('a hash of a passphrase', () => {
  it('says method, cost and a salt of 16 bytes, and is another one each time', async () => {
    const passphrases = new Passphrases(CHEAP);
    const [one, two] = [await passphrases.hash(WORDS), await passphrases.hash(WORDS)];
    expect(one).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/u);
    expect(two).not.toBe(one);
    expect(one).not.toContain(WORDS);
  });

  it('costs 2^17 blocks unless a test says otherwise, and those can be worked on', async () => {
    const hash = await new Passphrases().hash(WORDS);
    expect(hash).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$/u);
    expect(await new Passphrases(CHEAP).isRight(WORDS, hash)).toBe(true);
  });

  it('is met by its own passphrase only, however that is composed', async () => {
    const passphrases = new Passphrases(CHEAP);
    const hash = await passphrases.hash('caf\u00E9 noir');
    expect(await passphrases.isRight('cafe\u0301 noir', hash)).toBe(true);
    expect(await passphrases.isRight('cafe noir', hash)).toBe(false);
    expect(await passphrases.isRight('', hash)).toBe(false);
  });

  it('that nobody has is met by nothing, after the same work', async () => {
    const passphrases = new Passphrases(CHEAP);
    const work = vi.spyOn(passphrases, 'hash');
    expect(await passphrases.isRight(WORDS, null)).toBe(false);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it.each([
    '',
    '$scrypt$',
    '$2b$12$abc',
    `$scrypt$ln=63,r=8,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
  ])('that is damaged is said, and not worked on: %s', async (phc) => {
    const tried = new Passphrases(CHEAP).isRight(WORDS, phc);
    await expect(tried).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });
});

describe('the length of a passphrase', () => {
  it.each([
    ['1234567', false],
    ['12345678', true],
    ['a'.repeat(1_024), true],
    ['a'.repeat(1_025), false],
    // Eight code units as typed, four as composed.
    ['e\u0301'.repeat(4), false],
    ['e\u0301'.repeat(1_024), true],
  ])('counts in composed form: %s', (text, isGood) => {
    expect(Passphrase.safeParse(text).success).toBe(isGood);
  });
});
