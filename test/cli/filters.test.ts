import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventJson } from '#shared/model/event-json.ts';
import { markedText } from '../../src-main/cli/print/marked-text.ts';
import { cloudTrailRecords } from '../import/support/files.ts';
import { makeEvent } from '../support/make-event.ts';
import { removeFolder, tempFolder, tempStore } from '../support/temp-store.ts';
import { annals, jsonOf } from './support/annals.ts';
import { SampleStore } from './support/sample.ts';
import type { PageJson } from './support/sample.ts';

const records = cloudTrailRecords();
const store = new SampleStore();

beforeAll(() => store.fill());

afterAll(() => removeFolder(store.home));

describe('--query', () => {
  it('finds what the options of the same meaning find', async () => {
    for (const [query, ...options] of [
      ['outcome:failure', '--outcome', 'failure'],
      ['severity>=warning action:Get*', '--severity', '>=warning', '--action', 'Get*'],
      ['"not authorized"', '--text', 'not authorized'],
      ['error:yes error-type:AccessDenied', '--error', '--error-type', 'AccessDenied'],
      [
        'from:2023-07-10T12:00 to:2023-07-10T12:08',
        '--from',
        '2023-07-10T12:00',
        '--to',
        '2023-07-10T12:08',
      ],
    ] as const) {
      const expected = await store.count(...options);
      expect(expected).toBeGreaterThan(0);
      expect(await store.count('--query', query)).toBe(expected);
    }
  });

  it('takes away what it names with a dash, and holds together with the options', async () => {
    const others = records.filter(
      ({ errorCode }) => errorCode !== undefined && errorCode !== 'ThrottlingException',
    );
    expect(
      await store.count('--query', '-error-type:ThrottlingException', '--outcome', 'failure'),
    ).toBe(others.length);
    expect(await store.count('--query', '-outcome:failure', '--outcome', 'failure')).toBe(0);
  });

  it.each(['query', 'count', 'facets', 'timeline', 'failures', 'errors', 'by-service'])(
    'shows %s where the mistake is, and what was expected',
    async (command) => {
      const operands = command === 'by-service' ? ['s3'] : [];
      const args = [
        command,
        ...operands,
        '--query',
        'alice outcome:failed\u001b last:7d',
        '--json',
      ];
      const { code, stdout, stderr } = await annals(tempFolder(), args);
      expect([code, stdout]).toEqual([2, '']);
      const [message, text, mark, expected, end] = stderr.split('\n');
      expect(message).toMatch(/^annals: --query: “failed.*” is not /u);
      expect(text).toBe('  alice outcome:failed⟨U+001B⟩ last:7d');
      expect(mark).toBe(
        `${' '.repeat('  alice outcome:'.length)}${'^'.repeat('failed⟨U+001B⟩'.length)}`,
      );
      expect(expected).toContain('success, failure, error or unknown');
      expect(end).toBe('');
    },
  );

  it.each([
    ['--last', '7d'],
    ['--days', '7'],
    ['--from', '2023-01-01'],
    ['--to', '2023-01-01'],
  ])('names the range of time alone, or lets %s do it', async (...range) => {
    const run = await annals(tempFolder(), ['count', '--query', 'last:7d', ...range]);
    expect(run.stderr).toBe(
      'annals: --query and the other options both name a range of time. Name it in one of them.\n',
    );
    expect(run.code).toBe(2);
  });

  it('moves the range of a question', async () => {
    const failures = await store.count('--outcome', 'failure');
    expect(await store.ask('failures', '--query', 'from:2023-01-01')).toMatchObject({
      total: failures,
    });
    expect(await store.ask('failures', '--query', 'bert-jan')).toMatchObject({ total: 0 });
  });
});

describe('a mark under a text', () => {
  it.each([
    ['short text', 6, 10, 'short text', '      ^^^^'],
    ['日本 x', 3, 4, '日本 x', '     ^'],
    ['at the end', 10, 10, 'at the end', '          ^'],
    [`${'a'.repeat(99)}!`, 99, 100, `…${'a'.repeat(31)}!`, `${' '.repeat(32)}^`],
    [`!${'b'.repeat(99)}`, 0, 1, `!${'b'.repeat(74)}…`, '^'],
    ['c'.repeat(99), 0, 99, `${'c'.repeat(31)}…`, '^'.repeat(32)],
  ])('of %j from %i to %i shows what is near', (text, start, end, shown, mark) => {
    expect(markedText(text, start, end)).toEqual([shown, mark]);
  });
});

describe('filter options', () => {
  it('find in metadata and the original what --text does not look through', async () => {
    const wanted = 'TLS_AES_128_GCM_SHA256'.toLowerCase();
    const holding = records.filter((record) =>
      JSON.stringify(record).toLowerCase().includes(wanted),
    );
    expect(holding.length).toBeGreaterThan(0);
    expect(await store.count('--anywhere', wanted)).toBe(holding.length);
    expect(await store.count('--text', wanted)).toBe(0);
  });

  it('find what belongs together by a correlation id', async () => {
    const { items } = (await store.ask('query', '--error', '--limit', '1')) as PageJson;
    const id = items[0]?.correlationId ?? '';
    const found = (await store.ask('query', '--correlation', id)) as PageJson;
    expect(found.total).toBeGreaterThan(0);
    expect(new Set(found.items.map(({ correlationId }) => correlationId))).toEqual(new Set([id]));
  });

  it('tell errors, flagged, held, noted and reviewed events from others', async () => {
    const { writes, folder } = tempStore();
    writes.record([makeEvent(), makeEvent({ errorType: 'E' }), makeEvent(), makeEvent()]);
    const operator = { id: 'o-1', name: 'Olga' };
    writes.flagEvents({ selection: { seqs: [1] }, flagged: true, note: null, operator });
    writes.addNote({ seq: 3, text: 'mine', operator });
    writes.placeHold({ selection: { seqs: [1, 4] }, reason: 'case 7', operator });
    writes.markReviewed({ upToSeq: 2, note: null, operator });
    const found = async (...args: string[]): Promise<number[]> => {
      // What was recorded here, without the acts that marked it.
      const mine = ['query', '--category', 'auth', '--order', 'oldest', '--store', 'trail.db'];
      const run = await annals(folder, [...mine, ...args, '--json']);
      return (jsonOf(run) as { items: EventJson[] }).items.map(({ seq }) => seq);
    };
    expect(await found('--error')).toEqual([2]);
    expect(await found('--flagged')).toEqual([1]);
    expect(await found('--noted')).toEqual([3]);
    expect(await found('--held')).toEqual([1, 4]);
    expect(await found('--held', '--flagged=no')).toEqual([4]);
    expect(await found('--error=no', '--noted=no')).toEqual([1, 4]);
    expect(await found('--reviewed=no')).toEqual([3, 4]);
    expect(await found('--query', 'since:review noted:yes')).toEqual([3]);
    expect(await found('--reviewed', '--flagged')).toEqual([1]);
  });

  it('count days back from now', async () => {
    // The import itself happened just now.
    expect(await store.count('--days', '1')).toBe(1);
    expect(await store.count('--days', '1', '--to', '2023-07-11T00:00:00Z')).toBe(records.length);
  });
});
