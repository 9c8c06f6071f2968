import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePythonLiteral } from '../../../src-main/import/mappings/python-literal.ts';
import { collect } from '../support/run-import.ts';
import { fixture } from '../support/files.ts';
import { fieldsOf } from './fields.ts';

describe('the S3 honey bucket mapping', () => {
  const record = {
    'Event Type': 'AwsApiCall',
    'Event Name': 'ListObjects',
    'Request ID': 'E2E91AQVN6DJHZ91',
    'User ID': "{'type': 'AWSAccount', 'principalId': '', 'accountId': 'ANONYMOUS_PRINCIPAL'}",
    'Request Parameters': "{'bucketName': 'microsoft-devtest', 'Host': 'example'}",
    Alert: ' 302-2022-02-18T17:34:57Z',
    'Event ID': '283770f5-968d-448d-9328-0b010f4d3696',
    'Event DateTime': '2022-02-18T17:34:57Z',
    'Source IP': '177.131.167.145',
    'Request User Agent': 'curl',
    'Repeated Attempts': '4',
  };

  it('reads a row', () => {
    expect(fieldsOf(record, true)).toEqual({
      by: 's3-honey-bucket',
      time: '2022-02-18T17:34:57.000Z',
      category: 'data',
      action: 'ListObjects',
      outcome: 'success',
      severity: 'info',
      actorId: 'ANONYMOUS_PRINCIPAL',
      actorName: 'ANONYMOUS_PRINCIPAL',
      actorType: 'anonymous',
      targets: ['bucket:microsoft-devtest', 'service:s3'],
      message: '302-2022-02-18T17:34:57Z',
      ip: '177.131.167.145',
      userAgent: 'curl',
      correlationId: 'E2E91AQVN6DJHZ91',
      sourceId: '283770f5-968d-448d-9328-0b010f4d3696',
    });
  });

  it('keeps a row whose dicts cannot be read', () => {
    expect(
      fieldsOf({ ...record, 'User ID': "{'type': ", 'Request Parameters': 'redacted' }, true),
    ).toMatchObject({ action: 'ListObjects', actorType: 'user', targets: ['service:s3'] });
  });

  it('takes every row of a file', async () => {
    const { events, result } = await collect([fixture('otrf/honey-bucket.csv')]);
    expect(result).toMatchObject({ read: 4, added: 4, rejected: 0, format: 's3-honey-bucket' });
    expect(
      events.map(({ event }) => [
        new Date(event.occurredAt).toISOString(),
        event.action,
        event.severity,
        event.actorId,
        event.actorType,
        event.targets.map(({ id }) => id),
        event.ip,
      ]),
    ).toEqual([
      [
        '2022-02-18T17:34:57.000Z',
        'ListObjects',
        'info',
        'ANONYMOUS_PRINCIPAL',
        'anonymous',
        ['microsoft-devtest', 's3'],
        '177.131.167.145',
      ],
      [
        '2022-02-18T14:54:56.000Z',
        'ListObjects',
        'info',
        'ANONYMOUS_PRINCIPAL',
        'anonymous',
        ['microsoft-devtest', 's3'],
        '212.83.184.16',
      ],
      [
        '2021-03-20T23:58:15.000Z',
        'PutObject',
        'notice',
        '960312529846',
        'user',
        ['microsoft-devtest', 'microsoft-devtest/writeable_bucket.txt', 's3'],
        '172.85.105.122',
      ],
      [
        '2021-07-19T08:18:31.000Z',
        'ListObjects',
        'info',
        '385485039111',
        'user',
        ['microsoft-devtest', 's3'],
        '34.79.107.251',
      ],
    ]);
  });
});

describe('what Python’s repr writes', () => {
  it.each([
    ["'it'", 'it'],
    ['"it\'s"', "it's"],
    [String.raw`'a\'b\\c\n\x41\u00e9\U0001f600\q'`, "a'b\\c\nA\u00e9\u{1f600}q"],
    ['12', 12],
    ['-0.5', -0.5],
    ['1e3', 1_000],
    ['None', null],
    ['True', true],
    ['False', false],
    ['{}', {}],
    ['[]', []],
    ['()', []],
    ['(1,)', [1]],
    ["{'a': [1, {'b': None}], 2: 'left out', }", { a: [1, { b: null }] }],
    [' [ 1 , 2 ] ', [1, 2]],
  ])('is read: %s', (text, value) => {
    expect(parsePythonLiteral(text)).toEqual(value);
  });

  it.each([
    '',
    'nan',
    'none',
    "'open",
    "'open\\",
    '[1',
    '[1 2]',
    "{'a'}",
    "{'a': }",
    "{'a': 1 'b': 2}",
    "{'a': 1",
    '1 2',
    "__import__('os')",
    'datetime.datetime(2022, 1, 1)',
    "b'bytes'",
    '[,]',
  ])('is refused if it is no plain value: %s', (text) => {
    expect(parsePythonLiteral(text)).toBeUndefined();
  });

  it('cannot reach what all objects have', () => {
    const dict = parsePythonLiteral("{'__proto__': {'admin': True}}") as object;
    expect(Object.hasOwn(dict, '__proto__')).toBe(true);
    expect('admin' in dict).toBe(false);
  });

  it('cannot take long or exhaust the stack', () => {
    expect(parsePythonLiteral('['.repeat(100_000))).toBeUndefined();
    expect(parsePythonLiteral(`'${String.raw`\n`.repeat(400_000)}'`)).toHaveLength(400_000);
    expect(parsePythonLiteral(`'${'x'.repeat(1_048_576)}'`)).toBeUndefined();
  });

  it('agrees with JSON, but for three words', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (json) => {
        const python = json.replaceAll(
          /"(?:\\.|[^"\\])*"|\b(?:null|true|false)\b/gu,
          (found) => ({ null: 'None', true: 'True', false: 'False' })[found] ?? found,
        );
        // Escapes that only JSON has stand for a letter in Python.
        fc.pre(!/\\[bf/]/u.test(json));
        expect(parsePythonLiteral(python)).toEqual(JSON.parse(json));
      }),
    );
  });
});
