import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { mergeSorted } from '../../src-main/store/queries/merge-sorted.ts';
import { all } from '../support/temp-store.ts';

const lists = fc.array(
  fc.array(fc.nat(50)).map((values) => values.toSorted((a, b) => a - b)),
  { maxLength: 9 },
);

test.prop([lists, fc.oneof(fc.nat(30), fc.constant(Infinity))])(
  'sorted lists are merged as if all were sorted at once, as far as is wanted',
  (given, most) => {
    const merged = all(mergeSorted(given, (a, b) => a - b, most));
    const sorted = given.flat().toSorted((a, b) => a - b);
    expect(merged).toEqual(sorted.slice(0, most));
  },
);
