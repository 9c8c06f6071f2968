import { describe, expect, test } from 'vitest';
import { MappingSpec } from '#shared/model/mapping-spec.ts';
import {
  EMPTY_FORM,
  areWords,
  formOf,
  nameFromTitle,
  specOf,
} from '../../src-renderer/state/mapping-form.ts';
import { pathsOf, recordsOf } from '../../src-renderer/state/record-paths.ts';
import { makePreview, makeRow } from './support/make-preview.ts';

const FORM = {
  ...EMPTY_FORM,
  title: 'VPN gateway',
  name: 'vpn',
  recognises: 'vpn.session, when',
  fields: {
    time: { paths: 'when, meta.time', fixed: '', words: '' },
    outcome: { paths: 'result', fixed: 'unknown', words: '0=success, 1=failure' },
    service: { paths: '', fixed: 'vpn', words: '' },
  },
  targets: [{ key: 0, type: '=gateway', id: 'remote', name: 'remote.name, host' }],
  isComplete: true,
};

const SPEC: MappingSpec = {
  annalsMapping: 1,
  name: 'vpn',
  title: 'VPN gateway',
  recognises: ['vpn.session', 'when'],
  fields: {
    time: { from: ['when', 'meta.time'], value: null, words: {} },
    outcome: { from: ['result'], value: 'unknown', words: { '0': 'success', '1': 'failure' } },
    service: { from: [], value: 'vpn', words: {} },
  },
  targets: [
    {
      type: { from: [], value: 'gateway', words: {} },
      id: { from: ['remote'], value: null, words: {} },
      name: { from: ['remote.name', 'host'], value: null, words: {} },
    },
  ],
  isComplete: true,
};

describe('the boxes of a mapping', () => {
  test('say what the importer understands', () => {
    expect(specOf(FORM)).toEqual(SPEC);
    expect(MappingSpec.parse(specOf(FORM))).toEqual(SPEC);
  });

  test('are filled from a mapping', () => {
    expect(formOf(SPEC)).toEqual(FORM);
  });

  test('that are empty leave everything to common names', () => {
    expect(specOf({ ...EMPTY_FORM, name: 'a', title: 'A' })).toMatchObject({
      fields: {},
      targets: [],
    });
  });

  test('cannot hold words or paths with commas in them', () => {
    const words = { 'yes, but': 'failure' };
    expect(formOf({ ...SPEC, fields: { outcome: { from: ['a'], words } } })).toBeNull();
    expect(formOf({ ...SPEC, recognises: ['a,b'] })).toBeNull();
  });

  test('tell words from what is none', () => {
    expect(areWords('0=success, 1=failure')).toBe(true);
    expect(areWords('')).toBe(true);
    expect(areWords('success')).toBe(false);
    expect(areWords('=success')).toBe(false);
  });
});

test.each([
  ['VPN gateway', 'vpn-gateway'],
  ['  Zutritt: Büro 3 ', 'zutritt-buro-3'],
  ['2nd log', 'nd-log'],
  ['日本', ''],
])('the name of %s is %s', (title, name) => {
  expect(nameFromTitle(title)).toBe(name);
});

describe('paths of records', () => {
  test('lead to every value, through objects and the first of a list', () => {
    const row = makeRow(1, {
      metadata: { user: { name: 'mia', groups: ['ops', 'dev'] }, list: [{ id: 7 }], ok: true },
    });
    expect(pathsOf([row])).toEqual([
      { path: 'user.name', example: 'mia' },
      { path: 'user.groups[0]', example: 'ops' },
      { path: 'list[0].id', example: '7' },
      { path: 'ok', example: 'true' },
    ]);
  });

  test('are those of all records, each with the first example', () => {
    const rows = [
      makeRow(1, { metadata: { a: '1' } }),
      makeRow(2, { metadata: { a: '2', b: '3' } }),
    ];
    expect(pathsOf(rows)).toEqual([
      { path: 'a', example: '1' },
      { path: 'b', example: '3' },
    ]);
  });

  test('come from records in the order of the file, whatever became of them', () => {
    const preview = makePreview({
      firstAdded: [makeRow(1), makeRow(4)],
      firstDuplicates: [makeRow(2), makeRow(1, {}, 'b.csv')],
    });
    expect(recordsOf(preview).map(({ file, line }) => `${file}:${line}`)).toEqual([
      'a.csv:1',
      'a.csv:2',
      'a.csv:4',
      'b.csv:1',
    ]);
  });
});
