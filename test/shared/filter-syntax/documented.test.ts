import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIELD_NAMES } from '#shared/filter-syntax/fields.ts';
import { mistakesOf } from './support/read.ts';

const page = readFileSync(new URL('../../../docs/query-language.md', import.meta.url), 'utf8');

describe('the page about the query language', () => {
  it('has every field in the first column of a table', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const names = rows.flatMap((row) =>
      [...(row.split(' | ')[0] ?? '').matchAll(/`([a-z-]+)[:`]/gu)].map(([, name]) => name),
    );
    expect(new Set(names)).toEqual(new Set([...names, ...FIELD_NAMES]));
  });

  it('has examples that can be read', () => {
    const block = /```\n(.*?)```/su.exec(page)?.[1] ?? '';
    const examples = block.split('\n').map((line) => line.split(/ {2,}/u)[0] ?? '');
    expect(examples.length).toBeGreaterThan(5);
    for (const example of examples) expect([example, mistakesOf(example)]).toEqual([example, []]);
  });
});
