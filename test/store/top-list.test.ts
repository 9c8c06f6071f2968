import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { TopList, compareTexts } from '../../src-main/store/queries/top-list.ts';

const counted = fc.uniqueArray(
  fc.record({
    count: fc.nat({ max: 4 }),
    value: fc.string({
      unit: fc.constantFrom('a', 'b', 'Z', 'é', '\u{1F642}', '\uFFFD'),
      maxLength: 3,
    }),
  }),
  { selector: ({ value }) => value },
);

describe('the most frequent values', () => {
  test.prop([counted, fc.nat({ max: 6 })])(
    'are those that come first when all are sorted, whatever order they are offered in',
    (values, limit) => {
      const list = new TopList<string>(limit, compareTexts);
      for (const { count, value } of values) list.offer(count, value);
      const sorted = values.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      expect(list.values).toEqual(sorted.slice(0, limit));
    },
  );

  it('are ordered among themselves as the caller says', () => {
    const list = new TopList<number>(3, (a, b) => b - a);
    for (const value of [3, 1, 4, 2]) list.offer(7, value);
    list.offer(8, 0);
    expect(list.values.map(({ value }) => value)).toEqual([0, 4, 3]);
  });
});

describe('the order of texts', () => {
  it('is that of code units: the same in every language', () => {
    const texts = ['ä', 'z', 'Z', '', 'a', '\u{1F642}', '\uFFFD'];
    expect(texts.toSorted(compareTexts)).toEqual(['', 'Z', 'a', 'z', 'ä', '\u{1F642}', '\uFFFD']);
    expect(compareTexts('a', 'a')).toBe(0);
  });
});
