import { describe, expect, it } from 'vitest';
import { jsonIn } from '../../../src-main/import/mappings/json-text.ts';

describe('JSON in a text', () => {
  it('is read if it is an object or a list', () => {
    expect(jsonIn(' {"a": [1, null]}\n')).toEqual({ a: [1, null] });
    expect(jsonIn('[{"id": "x"}]')).toEqual([{ id: 'x' }]);
  });

  it.each(['', 'plain', '12', '"text"', 'null', '{broken', '[1,', '{"a": 1} more'])(
    'is left as it is if it is %j',
    (text) => {
      expect(jsonIn(text)).toBe(text);
    },
  );

  it('is left as it is if it is too large or too deep', () => {
    const large = `["${'x'.repeat(1_048_576)}"]`;
    const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(jsonIn(large)).toBe(large);
    expect(jsonIn(deep(64))).toBeInstanceOf(Array);
    expect(jsonIn(deep(66))).toBe(deep(66));
    expect(jsonIn(deep(400_000))).toBe(deep(400_000));
  });

  it('is not looked for in what is no text', () => {
    const value = { a: '{"b": 1}' };
    expect(jsonIn(value)).toBe(value);
    expect(jsonIn(null)).toBeNull();
    expect(jsonIn(undefined)).toBeUndefined();
  });
});
