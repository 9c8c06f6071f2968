import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeProblem, findJsonProblem } from '../../src-main/import/formats/json-problem.ts';

function explain(text: string): string | null {
  const problem = findJsonProblem(text);
  return problem && describeProblem(text, problem);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with something taken out, put in or cut off. */
const nearlyJson = fc
  .tuple(
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.oneof(
      fc.constantFrom('', '"', ',', '}', ']', '\\', '0', '-', 'e', '\n', '\u0001'),
      fc.string(),
    ),
  )
  .map(([text, at, gone, added]) => {
    const index = at % (text.length + 1);
    return text.slice(0, index) + added + text.slice(index + gone);
  });

describe('findJsonProblem', () => {
  it('accepts and refuses what JSON.parse accepts and refuses', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyJson, fc.string()), (text) => {
        expect(findJsonProblem(text) === null).toBe(isJson(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('tells a text that is cut off from one that is wrong', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(), (text, at) => {
        const cut = text.slice(0, at % text.length);
        const problem = findJsonProblem(cut);
        expect(problem === null || problem.isCutOff).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['{"a":1', 'it ends in the middle of a record'],
    ['{"a":"b', 'it ends in the middle of a record'],
    ['{"a":1}}', 'not valid JSON: expected the end at column 8, found “}”'],
    ['{"a" 1}', 'not valid JSON: expected “:” at column 6, found “1”'],
    ['{"a":1 "b":2}', 'not valid JSON: expected “,” or “}” at column 8, found “"”'],
    ['{\n"a":\n  x}', 'not valid JSON: expected a value at column 3, found “x”'],
    [
      '{"a":"\u0007"}',
      'not valid JSON: expected the closing quote of a text at column 7, found U+0007',
    ],
    ['{a:1}', 'not valid JSON: expected a name in quotes or “}” at column 2, found “a”'],
    ['[1,]', 'not valid JSON: expected a value at column 4, found “]”'],
    ['nope', 'not valid JSON: expected a value at column 1, found “n”'],
  ])('explains %j', (text, expected) => {
    expect(explain(text)).toBe(expected);
  });

  it('needs no stack for nesting', () => {
    expect(findJsonProblem('['.repeat(1_000_000))?.isCutOff).toBe(true);
  });
});
