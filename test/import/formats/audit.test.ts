import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAuditRecord } from '../../../src-main/import/formats/audit-record.ts';
import { AuditSplitter } from '../../../src-main/import/formats/audit-splitter.ts';
import { TOO_LARGE } from '../../../src-main/import/formats/record.ts';
import { fixture } from '../support/files.ts';
import { cutsArbitrary, split } from '../support/split.ts';

const enriched = readFileSync(fixture('plaso/audit_enriched.log'));
const selinux = readFileSync(fixture('plaso/selinux.log'));
const NO_LINE = 'not a line of an audit log: type=… msg=audit(time:serial): …';

/** A line of the audit log. */
const line = (serial: number, type = 'PATH', rest = 'a=b'): string =>
  `type=${type} msg=audit(1700000000.000:${serial}): ${rest}`;

const parse = (text: string): ReturnType<typeof parseAuditRecord> =>
  parseAuditRecord(Buffer.from(text));

describe('AuditSplitter', () => {
  it('puts the lines of one serial together', () => {
    const records = split(new AuditSplitter(), enriched);
    expect(records.map((record) => record.line)).toEqual([1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 18, 24]);
    expect(records.every((record) => record.problem === '')).toBe(true);
    // Lines of one serial stand together in this file, so nothing may be added or lost.
    expect(records.map((record) => `${record.text}\n`).join('')).toBe(enriched.toString('utf8'));
  });

  it('rejects lines that are none, and keeps those that are', () => {
    const records = split(new AuditSplitter(), selinux);
    const rejected = records.filter((record) => record.problem !== '');
    expect(rejected.map((record) => [record.line, record.problem])).toEqual(
      [2, 4, 6, 7].map((at) => [at, NO_LINE]),
    );
    const kept = records.filter((record) => record.problem === '');
    expect(kept.map((record) => record.line)).toEqual([1, 3, 8, 9, 10, 11]);
    expect(kept.at(-1)?.text.split('\n')).toHaveLength(2);
  });

  it('finds the lines of a serial among those of others, and ends it with its EOE', () => {
    const lines = [line(1), line(2), line(1, 'CWD'), line(2, 'EOE', ''), line(1, 'PROCTITLE')];
    expect(split(new AuditSplitter(), lines.join('\n'), [40, 90])).toEqual([
      { line: 2, text: `${lines[1]}\n${lines[3]}`, problem: '' },
      { line: 1, text: `${lines[0]}\n${lines[2]}\n${lines[4]}`, problem: '' },
    ]);
  });

  it('does not wait for more than 64 other serials', () => {
    const others = (from: number, count: number): string[] =>
      Array.from({ length: count }, (_, index) => line(from + index));
    const within = [line(1), ...others(100, 63), line(1, 'CWD')];
    expect(split(new AuditSplitter(), within.join('\n'))).toHaveLength(64);
    const beyond = [line(1), ...others(100, 64), line(1, 'CWD')];
    const records = split(new AuditSplitter(), beyond.join('\n'));
    expect(records).toHaveLength(66);
    expect(records[0]).toEqual({ line: 1, text: line(1), problem: '' });
    expect(records.at(-1)).toEqual({ line: 66, text: line(1, 'CWD'), problem: '' });
  });

  it('tells nodes apart', () => {
    const text = `node=a ${line(1)}\nnode=b ${line(1)}\nnode=a ${line(1)}\n`;
    expect(split(new AuditSplitter(), text).map((record) => record.line)).toEqual([1, 2]);
  });

  it('rejects a record that is too large as one', () => {
    const part = line(1, 'PATH', 'x'.repeat(1_500_000));
    const large = [part, line(2), part, part, line(1, 'EOE', ''), line(3)];
    expect(
      split(new AuditSplitter(), large.join('\n')).map((record) => [record.line, record.problem]),
    ).toEqual([
      [1, TOO_LARGE],
      [2, ''],
      [6, ''],
    ]);
  });

  it('does not keep more than one record may have', () => {
    const half = 'x'.repeat(2_200_000);
    const lines = [line(1, 'A', half), line(2, 'A', half), line(1), line(2)];
    const records = split(new AuditSplitter(), lines.join('\n'));
    expect(records.map((record) => record.line)).toEqual([1, 2, 3]);
  });

  it('yields the same records however the file is cut', () => {
    const lines = fc.array(
      fc.oneof(
        fc
          .record({ serial: fc.nat(5), type: fc.constantFrom('A', 'EOE', 'B') })
          .map(({ serial, type }) => line(serial, type)),
        fc.constantFrom('', 'rubbish', '----', `node=ü ${line(3)}`),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n'), cutsArbitrary, (texts, end, cuts) => {
        const file = texts.join(end);
        const records = split(new AuditSplitter(), file, cuts);
        expect(records).toEqual(split(new AuditSplitter(), file));
        // Every line that is not blank is in exactly one record or rejection.
        const held = records.flatMap((record) => record.text.split('\n'));
        expect(held.toSorted()).toEqual(texts.filter(Boolean).toSorted());
      }),
      { numRuns: 300 },
    );
  });
});

describe('parseAuditRecord', () => {
  it('reads the fields of a program of user space, and what auditd made of them', () => {
    const [text = ''] = enriched.toString('utf8').split('\n');
    expect(parse(text)).toEqual({
      time: '1783414573.076',
      serial: '399',
      types: ['DEL_USER'],
      fields: {
        pid: '2057',
        uid: '0',
        auid: '0',
        ses: '6',
        subj: 'unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023',
        op: 'deleting-user-not-found',
        acct: 'specimenuser',
        exe: '/usr/bin/userdel',
        hostname: '?',
        addr: '?',
        terminal: '?',
        res: 'failed',
        UID: 'root',
        AUID: 'root',
      },
      text,
    });
  });

  it('joins the fields of all lines; the first wins', () => {
    const [avc = '', syscall = ''] = selinux.toString('utf8').trim().split('\n').slice(-2);
    const { types, fields, time } = parse(`${avc}\n${syscall}`);
    expect([types, time]).toEqual([['AVC', 'SYSCALL'], '1243332701.744']);
    expect(fields).toMatchObject({
      comm: 'ls',
      path: '/usr/lib/locale/locale-archive',
      scontext: 'system_u:object_r:unlabeled_t:s0',
      success: 'yes',
      exe: '/bin/ls',
    });
    expect(parse(`${line(1, 'A', 'x=1')}\n${line(1, 'B', 'x=2 y=3')}`)['fields']).toEqual({
      x: '1',
      y: '3',
    });
  });

  it.each([
    ['proctitle=2F62696E2F7368002D63006964', { proctitle: '/bin/sh -c id' }],
    ['comm=6D79206373', { comm: 'my cs' }],
    ['name=2F746D702FC3A4', { name: '/tmp/ä' }],
    // An odd length, control characters, no UTF-8, a field that holds numbers: as they are.
    ['name=2F7', { name: '2F7' }],
    ['data=0D1B', { data: '0D1B' }],
    ['name=FFFE', { name: 'FFFE' }],
    ['a0=2F62', { a0: '2F62' }],
    ['name=(null) acct="2F62"', { name: '(null)', acct: '2F62' }],
    ['exe="/usr/bin/a b" x="open', { exe: '/usr/bin/a b', x: 'open' }],
    [
      'msg=\'op=login acct="o\'neil" res=success\'\x1dUID="root"',
      {
        op: 'login',
        acct: "o'neil",
        res: 'success',
        UID: 'root',
      },
    ],
    ['__proto__=x constructor=y =z', { ['__proto__']: 'x', constructor: 'y' }],
  ])('reads %s', (rest, fields) => {
    const found = parse(line(1, 'X', rest))['fields'] as object;
    expect(Object.entries(found)).toEqual(Object.entries(fields));
  });

  it('names the node', () => {
    expect(parse(`node=web1.example ${line(7, 'X', 'a=b')}`)).toMatchObject({
      node: 'web1.example',
      serial: '7',
    });
  });

  it('is not led astray by quotes in quotes', () => {
    const nested = "a='".repeat(50_000);
    expect(parse(line(1, 'X', nested))['types']).toEqual(['X']);
  });
});
