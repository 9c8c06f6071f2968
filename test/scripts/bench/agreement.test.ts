import { describe, expect, it } from 'vitest';
import { Agreement } from '../../../scripts/bench/agreement.ts';

describe('Agreement', () => {
  it('counts what it compared and keeps nothing of equal answers', () => {
    const agreement = new Agreement();
    agreement.compare('a page', [3, 2, 1], [3, 2, 1]);
    agreement.compare('a facet', { values: [['x', 1]] }, { values: [['x', 1]] });
    expect(agreement.compared).toBe(2);
    expect(agreement.differences).toEqual([]);
  });

  it('names question and both answers where they differ, long ones clipped', () => {
    const agreement = new Agreement();
    const long = Array.from({ length: 200 }, (_, index) => index);
    agreement.compare('total of everything, DuckDB', 12, 13);
    agreement.compare('a page', long, undefined);
    expect(agreement.differences[0]).toBe('total of everything, DuckDB: Annals 12, the other 13');
    expect(agreement.differences[1]).toMatch(/^a page: Annals \[0,1,.*…, the other undefined$/u);
  });

  it('says where two lists or objects differ first', () => {
    const agreement = new Agreement();
    agreement.compare(
      'a facet',
      {
        values: [
          ['x', 1],
          ['y', 2],
        ],
      },
      {
        values: [
          ['x', 1],
          ['y', 3],
        ],
      },
    );
    agreement.compare('a page', [1, 2], [1, 2, 3]);
    expect(agreement.differences).toEqual([
      'a facet, at values.1.1: Annals 2, the other 3',
      'a page, at 2: Annals undefined, the other 3',
    ]);
  });

  it('tells order apart', () => {
    const agreement = new Agreement();
    agreement.compare('a page', [1, 2], [2, 1]);
    expect(agreement.differences).toHaveLength(1);
  });
});
