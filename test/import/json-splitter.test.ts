import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonSplitter } from '../../src-main/import/formats/json-splitter.ts';
import { DocumentError, TOO_LARGE } from '../../src-main/import/formats/record.ts';
import { cutsArbitrary, split } from './support/split.ts';
import type { SplitRecord } from './support/split.ts';

const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/u);
const json = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 2))
  .map(([value, indent]) => JSON.stringify(value, null, indent));

/** A list of JSON texts with white space around each, and where each starts. */
const listArbitrary = fc
  .tuple(fc.array(fc.tuple(space, json, space), { maxLength: 6 }), space)
  .map(([items, inner]) =>
    items.length === 0 ? `[${inner}]` : `[${items.map((item) => item.join('')).join(',')}]`,
  );

/** The elements of a list and the lines they start on, by the slow and obvious way. */
function expectedOf(prefix: string, list: string): SplitRecord[] {
  const found: SplitRecord[] = [];
  let index = 1;
  while (index < list.length - 1) {
    if (/[\s,]/u.test(list[index] ?? '')) {
      index += 1;
      continue;
    }
    let end = index + 1;
    while (!isJson(list.slice(index, end)) || /[\d.eE+-]/u.test(list[end] ?? '')) end += 1;
    const line = (prefix + list.slice(0, index)).split('\n').length;
    found.push({ line, text: list.slice(index, end), problem: '' });
    index = end;
  }
  return found;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('JsonSplitter', () => {
  it('yields exactly the elements of a list, whatever they are and however they are cut', () => {
    fc.assert(
      fc.property(space, listArbitrary, space, cutsArbitrary, (before, list, after, cuts) => {
        const records = split(new JsonSplitter('list'), before + list + after, cuts);
        expect(records).toEqual(expectedOf(before, list));
      }),
      { numRuns: 500 },
    );
  });

  it('finds the list in an object, and checks what stands around it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Records', 'records', 'value', 'items', 'hits'),
        fc.dictionary(fc.stringMatching(/^x\w{0,5}$/u), fc.jsonValue({ maxDepth: 3 })),
        listArbitrary,
        cutsArbitrary,
        (name, others, list, cuts) => {
          const around = JSON.stringify(others, null, 1).slice(0, -1);
          const prefix = `${around}${around.trim() === '{' ? '' : ','}"${name}":`;
          const records = split(new JsonSplitter('list'), `${prefix}${list},"next":null}`, cuts);
          expect(records).toEqual(expectedOf(prefix, list));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads the list of an answer of Elasticsearch, which is nested', () => {
    const text = '{"took":5,"hits":{"total":{"value":2},"hits":[{"_id":1},{"_id":2}]}}';
    expect(split(new JsonSplitter('list'), text).map((record) => record.text)).toEqual([
      '{"_id":1}',
      '{"_id":2}',
    ]);
  });

  it('takes the whole document for the record where there is no list', () => {
    const text = '\n {"a":[1,2],\n"Records":[3]}\n';
    expect(split(new JsonSplitter('whole'), text)).toEqual([
      { line: 2, text: '{"a":[1,2],\n"Records":[3]}', problem: '' },
    ]);
  });

  it.each([
    ['[{"a":1},{"b":2}', 1],
    ['[{"a":1}\n{"b":2}]', 2],
    ['{"Records":[{}]\n,\n}', 3],
    ['{"Records":[{}],"next":tru}', 1],
    ['{"Records":[{}]}\n\n{}', 3],
    ['{"Records" [{}]}', 1],
    ['[{}]]', 1],
    ['[,]', 1],
    ['"text"', 1],
    ['{"Records":[{"a":"b', 1],
    ['{"nothing":1}', 1],
  ])('refuses %j, in line %i', (text, line) => {
    const error = catchError(() => split(new JsonSplitter('list'), text));
    expect(error).toBeInstanceOf(DocumentError);
    expect((error as DocumentError).line).toBe(line);
  });

  it('skips a record that is too large and goes on behind it', () => {
    const large = `{"text":"${'x'.repeat(5_000_000)}"}`;
    const records = split(
      new JsonSplitter('list'),
      `[{"a":1},\n${large},\n{"b":2}]`,
      [9, 2_000_000],
    );
    expect(records).toEqual([
      { line: 1, text: '{"a":1}', problem: '' },
      { line: 2, text: '', problem: TOO_LARGE },
      { line: 3, text: '{"b":2}', problem: '' },
    ]);
  });
});

function catchError(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return null;
}
