import Database from 'better-sqlite3';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { join, list, sql } from '../../src-main/store/sql/fragment.ts';

const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null));

describe('a piece of SQL', () => {
  it('has values beside its text, never in it', () => {
    const evil = `'; DROP TABLE event; --`;
    expect(sql`a = ${evil} AND b = ${7}`).toEqual({ text: 'a = ? AND b = ?', values: [evil, 7] });
  });

  it('takes in other pieces with their values in order', () => {
    const inner = sql`x IN (${list([1, null])})`;
    const outer = sql`${'a'} ${inner} ${'b'}`;
    expect(outer).toEqual({ text: '? x IN (?, ?) ?', values: ['a', 1, null, 'b'] });
  });

  it('is joined in parentheses, and is the empty one where there is nothing to join', () => {
    expect(join([sql`a`, sql`b = ${1}`], ' OR ', sql`FALSE`)).toEqual({
      text: '(a OR b = ?)',
      values: [1],
    });
    expect(join([], ' OR ', sql`FALSE`)).toEqual({ text: 'FALSE', values: [] });
  });

  it('takes bytes for a value', () => {
    const bytes = new Uint8Array([1]);
    expect(sql`${bytes}`).toEqual({ text: '?', values: [bytes] });
  });

  const db = new Database(':memory:');
  test.prop([fc.array(value, { minLength: 1, maxLength: 5 }), value])(
    'means in SQLite what it says',
    (values, one) => {
      const query = sql`SELECT ${one} IS NOT NULL AND ${one} IN (${list(values)}) AS found`;
      const found = db
        .prepare<unknown[], { found: number | null }>(query.text)
        .get(...query.values)?.found;
      expect(found === 1).toBe(one !== null && values.includes(one));
    },
  );
});
