import { describe, expect, it } from 'vitest';
import { RecordError } from '../../../src-main/import/formats/record.ts';
import type { ParsedRecord } from '../../../src-main/import/formats/record.ts';
import { mapped, recordsOf } from '../support/mapped.ts';

/** Real records, and the one mapping that each is for. */
const FILES: readonly (readonly [file: string, mapping: string])[] = [
  ['otrf/azure-ad.jsonl', 'azure-ad'],
  ['otrf/office-activity.json', 'microsoft-365'],
  ['otrf/windows-log-analytics.jsonl', 'windows-event'],
  ['otrf/windows-nxlog.jsonl', 'windows-event'],
  ['otrf/windows-winlog.jsonl', 'windows-event'],
  ['panther/azure-audit.jsonl', 'azure-ad'],
  ['panther/azure-monitor.jsonl', 'azure-monitor'],
  ['panther/okta.jsonl', 'okta'],
  ['plaso/azure_activity_log.jsonl', 'azure-monitor'],
  ['plaso/microsoft_audit_log.jsonl', 'microsoft-365'],
  ['lnav/logfile_journald.json', 'journald'],
];

describe('what a record is recognised as', () => {
  it.each(FILES)('is one thing only: %s', (file, mapping) => {
    const found = recordsOf(file).map((record) => mapped(record).by);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found)).toEqual(new Set([mapping]));
  });

  it('is nothing in particular for records that only look alike', () => {
    const alike = [
      { time: '2026-01-01T00:00:00Z', operationName: 'save', category: 'x' },
      { '@timestamp': '2026-01-01T00:00:00Z', message: 'x', event: 'login' },
      { time: '2026-01-01T00:00:00Z', message: 'x', form: 'contact' },
      { time: '2026-01-01T00:00:00Z', Operation: 'x', Workload: '' },
      { timestamp: '2026-01-01T00:00:00Z', EventID: 'abc', Channel: 'Security' },
      { timestamp: '2026-01-01T00:00:00Z', class_uid: 'a', metadata: {} },
      { created_at: '2026-01-01T00:00:00Z', task_id: 1, status: 'failed' },
      { created_at: '2026-01-01T00:00:00Z', action: 'add', user_id: 1 },
    ];
    expect(alike.map((record) => mapped(record).by)).toEqual(alike.map(() => ''));
  });
});

const DEEP = `${'['.repeat(64)}${']'.repeat(64)}`;

/** What nobody would write, but files hold. */
const ODD: readonly unknown[] = [
  null,
  '',
  '-',
  '[{"Name":null},7]',
  '{"user":[]}',
  DEEP,
  `{"metadata":${DEEP.slice(1, -1)}}`,
  'x'.repeat(70_000),
  '\ud800\0',
  0,
  -1e300,
  true,
  [],
  [null, { a: [] }],
  { claims: 1, user: null, value: {} },
];

/** The keys of a record and of the objects in it. */
function* variants(record: ParsedRecord): Generator<ParsedRecord> {
  for (const [key, value] of Object.entries(record)) {
    for (const odd of ODD) yield { ...record, [key]: odd };
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const inner of variants(value as ParsedRecord)) yield { ...record, [key]: inner };
  }
}

const WRITTEN: readonly ParsedRecord[] = [
  {
    id: 'a',
    action: 'flag',
    seller_id: 's',
    seller_name: 'n',
    created_at: '2026-01-01',
    old_value: '{}',
    new_value: '{}',
  },
  {
    timestamp: '2026-01-01',
    action_type: 'UPDATE',
    resource_type: 'USER',
    metadata: { old: {}, new: {} },
    old_value: 1,
  },
  { ts: '2026-01-01', action: 'a', actor: 'b', category: 'c', entity_type: 'd', metadata: '{}' },
  {
    task_id: 1,
    status: 'failed',
    request_text: 'x',
    created_at: '2026-01-01',
    completed_at: '2026-01-01',
    services_touched: [],
    outcome: {},
  },
  {
    '@timestamp': '2026-01-01',
    ecs: { version: '8' },
    event: { id: 'x', duration: 1 },
    annals: { hash: 'x', targets: [], metadata: {} },
  },
  {
    class_uid: 6003,
    time: 1_714_564_800_123,
    metadata: { uid: 'x', version: '1', product: { name: 'Annals' } },
    resources: [],
    unmapped: {},
  },
  {
    time: '1243332701.744',
    serial: '1',
    types: ['AVC'],
    fields: { op: 'x', exe: '/x' },
    text: 'avc: denied { x }',
  },
  { __REALTIME_TIMESTAMP: '1534860261221373', MESSAGE: [72], PRIORITY: '3', SYSLOG_FACILITY: '3' },
  { form: 'plain', time: '2026-01-01', message: 'x', level: 'ERROR', program: 'p' },
  {
    log_time: '2026-01-01',
    error_severity: 'ERROR',
    message: 'm',
    detail: 'd',
    command_tag: 'SELECT',
  },
  {
    CreationTime: '2026-01-01T00:00:00',
    Operation: 'x',
    Workload: 'y',
    ModifiedProperties: [],
    ExtendedProperties: '[]',
    Target: [],
  },
];

describe('odd values', () => {
  const real = FILES.flatMap(([file]) => recordsOf(file).slice(0, 1));

  it('become events, or a rejection that says why', () => {
    for (const record of [...real, ...WRITTEN]) {
      for (const variant of variants(record)) {
        try {
          mapped(variant);
        } catch (error) {
          expect(error, JSON.stringify(variant).slice(0, 500)).toBeInstanceOf(RecordError);
        }
      }
    }
  });
});
