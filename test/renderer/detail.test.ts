import { describe, expect, test } from 'vitest';
import { detailGroups, sentenceOf } from '../../src-renderer/features/detail/detail-fields.ts';
import { jsonTokens, linesOfText } from '../../src-renderer/features/detail/json-tokens.ts';
import { makeDetail } from './support/make-detail.ts';
import { NOW } from './support/make-store.ts';

const reading = { zone: 'Europe/Berlin', now: NOW };
const fieldsOf = (...args: Parameters<typeof makeDetail>) =>
  detailGroups(makeDetail(...args), reading).flatMap(({ fields }) => fields);

describe('fields of an event', () => {
  test('unknown ones are left out, and groups without any', () => {
    const groups = detailGroups(makeDetail(1), reading);
    expect(groups.map(({ title }) => title)).toEqual(['When', 'What', 'Record']);
  });

  test('times are in the zone and in UTC', () => {
    const fields = fieldsOf(1, { occurredAt: Date.UTC(2023, 6, 10, 12, 0, 0, 5) });
    expect(fields[0]).toMatchObject({ value: '2023-07-10 14:00:00.005', note: '2 years ago' });
    expect(fields[1]).toMatchObject({ label: 'In UTC', value: '2023-07-10 12:00:00.005' });
  });

  test('values can be filtered by as the filter wants them', () => {
    const fields = fieldsOf(1, { actorName: 'bert-jan', ip: '10.0.0.1', batch: 7 });
    expect(fields.find(({ label }) => label === 'Actor')?.filter).toEqual({
      field: 'actor',
      value: 'bert-jan',
    });
    expect(fields.find(({ label }) => label === 'IP address')?.filter).toEqual({
      field: 'ip',
      value: '10.0.0.1',
    });
    expect(fields.find(({ label }) => label === 'Import')?.filter).toEqual({
      field: 'batch',
      value: '7',
    });
  });

  test('counts of zero are counts', () => {
    const fields = fieldsOf(1, { affectedCount: 0, totalCount: 1_204, durationMs: 0 });
    expect(fields.find(({ label }) => label === 'Affected')?.value).toBe('0 of 1,204');
    expect(fields.find(({ label }) => label === 'Took')?.value).toBe('0 ms');
  });
});

describe('the sentence', () => {
  test('is the message', () => {
    expect(sentenceOf(makeDetail(1, { message: 'Flagged 40 sellers' }))).toBe('Flagged 40 sellers');
  });

  test('without a message says who did what to which thing', () => {
    const targets = [{ type: 'seller', id: 's-9', name: 'Acme' }];
    const detail = makeDetail(1, {
      message: ' ',
      actorName: 'ann',
      action: 'seller.flag',
      targets,
    });
    expect(sentenceOf(detail)).toBe('ann seller.flag Acme');
  });
});

describe('JSON in colour', () => {
  test('keys, texts, numbers and words are told apart', () => {
    const tokens = jsonTokens('{"a": "b\\": 1", "n": -1.5e3, "t": true, "z": null}');
    const kinds = tokens
      .filter(({ kind }) => kind !== 'mark')
      .map(({ kind, text }) => [kind, text]);
    expect(kinds).toEqual([
      ['key', '"a"'],
      ['text', '"b\\": 1"'],
      ['key', '"n"'],
      ['number', '-1.5e3'],
      ['key', '"t"'],
      ['word', 'true'],
      ['key', '"z"'],
      ['word', 'null'],
    ]);
  });

  test('lines know how far they stand in', () => {
    const lines = linesOfText(JSON.stringify({ a: { b: [1] } }, null, 2));
    expect(lines.map(({ indent }) => indent)).toEqual([0, 2, 4, 6, 4, 2, 0]);
  });

  test('nothing is lost', () => {
    const json = JSON.stringify({ a: ['x', { b: null }], 'k"ey': '\u2028 {"nested": 1}' }, null, 2);
    expect(
      jsonTokens(json)
        .map(({ text }) => text)
        .join(''),
    ).toBe(json);
  });
});
