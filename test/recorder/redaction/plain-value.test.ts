import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { plainObject } from '../../../src-main/recorder/redaction/plain-value.ts';
import { createRedactor } from '../../../src-main/recorder/redaction/redactor.ts';
import { formedSecret, keyedSecret } from '../support/secrets.ts';

const redactor = createRedactor();
const plain = (value: object) => plainObject(value, redactor).value;

/** A value in which a secret stands somewhere, as the arbitraries of it say. */
const nest = (leaf: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.letrec<{ node: unknown; list: unknown; object: object; map: object; error: object }>(
    (tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        leaf,
        tie('list'),
        tie('object'),
        tie('map'),
        tie('error'),
      ),
      list: fc.tuple(fc.anything({ maxDepth: 1 }), tie('node')),
      object: fc.record({ id: fc.integer(), text: fc.string(), inner: tie('node') }),
      map: tie('node').map((value) => new Map([['entry', value]])),
      error: tie('node').map((value) => Object.assign(new Error('failed'), { inner: value })),
    }),
  ).object;

describe('a value with a secret in it', () => {
  it('keeps nothing of one that is known by its form, as a value or as a key', () => {
    const leaf = formedSecret.chain((secret) =>
      fc.constantFrom<unknown>({ secret, value: secret.text }, { secret, [secret.text]: 1 }),
    );
    fc.assert(
      fc.property(nest(leaf), (value) => {
        const secrets = secretsIn(value);
        expect(secrets).not.toEqual([]);
        const text = JSON.stringify(plain(withoutMarks(value)));
        for (const secret of secrets) expect(text).not.toContain(escaped(secret));
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps nothing of what stands under the key of a secret', () => {
    fc.assert(
      fc.property(
        fc.array(keyedSecret, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (secrets, isDeep) => {
          const value = Object.fromEntries(
            secrets.map(({ key, secret }) => [
              key,
              isDeep ? { parts: [secret, { other: secret }] } : secret,
            ]),
          );
          const { value: masked, hasSecretKey } = plainObject(
            { a: [new Map([['b', value]])] },
            redactor,
          );
          for (const { secret } of secrets) expect(JSON.stringify(masked)).not.toContain(secret);
          expect(hasSecretKey).toBe(true);
        },
      ),
    );
  });

  it('is not taken for sensitive where only its form gave it away', () => {
    const { value, hasSecretKey } = plainObject({ note: 'password=hunter2' }, redactor);
    expect(value).toEqual({ note: 'password=[redacted]' });
    expect(hasSecretKey).toBe(false);
  });

  it('may say that a secret is set, or is not', () => {
    const value = { hasPassword: true, token: null, passwordChanged: false };
    expect(plainObject(value, redactor)).toEqual({ value, hasSecretKey: false });
  });

  it('masks a card number that is a number', () => {
    expect(
      plain({ a: 4_111_111_111_111_111, b: 4_111_111_111_111_112, c: 4111111111111111n }),
    ).toEqual({
      a: '[redacted]',
      b: 4_111_111_111_111_112,
      c: '[redacted]',
    });
  });
});

describe('a value without a secret', () => {
  it('that is JSON already is left as it is', () => {
    const json = fc.jsonValue({ maxDepth: 5, noUnicodeString: false });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), json), (value) => {
        expect(JSON.stringify(plain(value))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('that JSON does not have is put in words', () => {
    class Point {
      readonly x = 1;
    }
    expect(
      plain({
        at: new Date(0),
        never: new Date(Number.NaN),
        big: 12n,
        infinite: Number.POSITIVE_INFINITY,
        act: () => undefined,
        bytes: Buffer.from('hunter2'),
        set: new Set([1]),
        map: new Map([[1, 2]]),
        url: new URL('https://ada:pw@host/'),
        point: new Point(),
        nothing: undefined,
      }),
    ).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      never: null,
      big: '12',
      infinite: 'Infinity',
      act: '[function]',
      bytes: '[7 bytes]',
      set: [1],
      map: { 1: 2 },
      url: 'https://ada:[redacted]@host/',
      point: { x: 1 },
    });
  });
});

describe('a hostile value', () => {
  it('comes to an end where it goes in circles, is deep, wide or breaks', () => {
    const circle: Record<string, unknown> = { name: 'a' };
    circle['self'] = [circle];
    expect(plain(circle)).toEqual({ name: 'a', self: ['[circular]'] });

    let deep: object = { end: 'hunter2' };
    for (let depth = 0; depth < 10_000; depth += 1) deep = { deep };
    expect(JSON.stringify(plain(deep))).toBe(`${'{"deep":'.repeat(8)}"[object]"${'}'.repeat(8)}`);

    const wide = plain({ list: Array.from({ length: 1_000_000 }, () => 'x'.repeat(100)) });
    expect(JSON.stringify(wide).length).toBeLessThan(2_000_000);

    const breaking = {
      get value(): never {
        throw new Error('no');
      },
    };
    expect(plain({ breaking, after: 1 })).toEqual({ breaking: '[unreadable]', after: 1 });
    expect(plain(new Proxy({}, { ownKeys: () => [].at(0) as never }))).toEqual({
      value: '[unreadable]',
    });
  });

  it('may name the same thing twice', () => {
    const thing = { a: 1 };
    expect(plain({ first: thing, second: thing })).toEqual({ first: thing, second: thing });
  });

  it('is recorded without a fault, whatever it is', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(() => JSON.stringify(plain({ value }))).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

interface Mark {
  readonly secret: { readonly secret: string };
}

/** The secrets that the leaves of a value name beside what is planted in them. */
function secretsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isMark(value)) return [value.secret.secret];
  return childrenOf(value).flatMap(secretsIn);
}

/** The same value without the names of its secrets. */
function withoutMarks(value: object): object {
  for (const child of childrenOf(value)) {
    if (typeof child === 'object' && child !== null) withoutMarks(child);
  }
  if (isMark(value)) Reflect.deleteProperty(value, 'secret');
  return value;
}

function childrenOf(value: object): readonly unknown[] {
  return value instanceof Map ? [...value.values()] : Object.values(value);
}

function isMark(value: object): value is Mark {
  return 'secret' in value && typeof value.secret === 'object';
}

/** As it stands in JSON. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
