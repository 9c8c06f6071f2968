import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { emptyDictionaries } from '../../../src-main/store/lens/dictionaries.ts';

const part = fc.option(fc.constantFrom('', 'a', 'b', 'a,b', '"', '0', 'null', '__proto__'), {
  freq: 4,
});
const set = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }).map(ascending);
const pieces = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });

function ascending(numbers: readonly number[]): number[] {
  return numbers.toSorted((a, b) => a - b);
}

/** Takes a dictionary apart in pieces of these sizes, in turns, and puts it together again. */
function copyInto<Entry>(
  from: {
    readonly size: number;
    entries(start: number, end: number): readonly Entry[];
  },
  to: { add(entries: readonly Entry[]): void },
  sizes: readonly number[],
): void {
  for (let start = 0, turn = 0; start < from.size; turn += 1) {
    const end = start + (sizes[turn % sizes.length] ?? 1);
    to.add(JSON.parse(JSON.stringify(from.entries(start, end))) as readonly Entry[]);
    start = end;
  }
}

describe('the dictionary of texts', () => {
  test.prop([fc.array(part), pieces])('gives each text one number, for good', (texts, sizes) => {
    const dictionary = emptyDictionaries().action;
    const first = texts.map((text) => dictionary.code(text));
    expect(texts.map((text) => dictionary.code(text))).toEqual(first);
    expect(first.map((code) => dictionary.text(code))).toEqual(texts);
    expect(dictionary.size).toBe(new Set([null, ...texts]).size);
    for (const [index, text] of texts.entries()) expect(first[index] === 0).toBe(text === null);
    const table = dictionary.table((text) => text.startsWith('a'));
    expect(table).toHaveLength(dictionary.size);
    for (const [index, text] of texts.entries()) {
      expect(table[first[index] ?? 0]).toBe(text?.startsWith('a') === true ? 1 : 0);
    }

    const copy = emptyDictionaries().action;
    copyInto(dictionary, copy, sizes);
    expect(copy.size).toBe(dictionary.size);
    expect(texts.map((text) => copy.code(text))).toEqual(first);
    expect(copy.bytes).toBe(dictionary.bytes);
  });
});

describe('the dictionary of actors', () => {
  test.prop([fc.array(fc.tuple(part, part)), pieces])(
    'tells actors apart by id and name together',
    (actors, sizes) => {
      const dictionary = emptyDictionaries().actor;
      const first = actors.map(([id, name]) => dictionary.code(id, name));
      expect(first.map((code) => dictionary.actor(code))).toEqual(actors);
      expect(dictionary.size).toBe(
        new Set(['[null,null]', ...actors.map((actor) => JSON.stringify(actor))]).size,
      );
      const table = dictionary.table((text) => text === 'a');
      expect(table).toHaveLength(dictionary.size);
      for (const [index, actor] of actors.entries()) {
        expect(table[first[index] ?? 0]).toBe(actor.includes('a') ? 1 : 0);
      }

      const copy = emptyDictionaries().actor;
      copyInto(dictionary, copy, sizes);
      expect(copy.size).toBe(dictionary.size);
      expect(actors.map(([id, name]) => copy.code(id, name))).toEqual(first);
      expect(copy.bytes).toBe(dictionary.bytes);
    },
  );
});

describe('the dictionary of sets of entities', () => {
  test.prop([fc.array(set), set, pieces])(
    'knows which sets have an entity, and how often each is there',
    (sets, wanted, sizes) => {
      const dictionary = emptyDictionaries().targets;
      const first = sets.map((entities) => dictionary.code(entities));
      expect(sets.map((entities) => dictionary.code(entities))).toEqual(first);
      expect(dictionary.size).toBe(new Set(['', ...sets.map(String)]).size);
      expect(dictionary.entries(0, dictionary.size)[0]).toEqual([]);
      for (const [index, entities] of sets.entries()) {
        const code = first[index] ?? 0;
        expect(dictionary.entries(code, code + 1)).toEqual([entities]);
      }
      const table = dictionary.table(new Set(wanted));
      const rows = new Uint32Array(dictionary.size);
      const expected = new Map<number, number>();
      for (const [index, entities] of sets.entries()) {
        const code = first[index] ?? 0;
        expect(table[code]).toBe(entities.some((entity) => wanted.includes(entity)) ? 1 : 0);
        rows[code] = (rows[code] ?? 0) + 1;
        for (const entity of entities) expected.set(entity, (expected.get(entity) ?? 0) + 1);
      }
      const counted = dictionary.count(rows);
      for (let entity = 0; entity <= 13; entity += 1) {
        expect(counted.countOf(entity)).toBe(expected.get(entity) ?? 0);
      }
      const counts = Array.from(counted.entities, (entity, place) => [
        entity,
        counted.counts[place],
      ]);
      expect(new Map(counts as [number, number][])).toEqual(expected);

      const copy = emptyDictionaries().targets;
      copyInto(dictionary, copy, sizes);
      expect(copy.size).toBe(dictionary.size);
      expect(sets.map((entities) => copy.code(entities))).toEqual(first);
      expect(copy.bytes).toBe(dictionary.bytes);
    },
  );

  it('grows past its first size without losing a member', () => {
    const dictionary = emptyDictionaries().targets;
    const sets = Array.from({ length: 3_000 }, (_, index) => [index + 1, index + 2, 10_000]);
    const codes = sets.map((entities) => dictionary.code(entities));
    expect(dictionary.entries(1, 3_001)).toEqual(sets);
    const rows = new Uint32Array(dictionary.size).fill(1);
    const counted = dictionary.count(rows);
    expect([1, 2, 3_001, 10_000, 4_000].map((entity) => counted.countOf(entity))).toEqual([
      1, 2, 1, 3_000, 0,
    ]);
    const table = dictionary.table(new Set([1_500]));
    expect(codes.filter((code) => table[code] === 1)).toEqual([1_499, 1_500]);
  });
});
