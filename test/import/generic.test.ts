import fc from 'fast-check';
import { CONTEXT } from './support/context.ts';
import { describe, expect, it } from 'vitest';
import { NewEvent } from '#shared/model/audit-event.ts';
import { generic } from '../../src-main/import/mappings/generic.ts';
import { RecordError } from '../../src-main/import/formats/record.ts';
import type { ParsedRecord } from '../../src-main/import/formats/record.ts';
import { fixture } from './support/files.ts';
import { collect } from './support/run-import.ts';

const TIME = '2026-01-02T03:04:05Z';

function map(record: ParsedRecord): NewEvent {
  return generic.map({ time: TIME, ...record }, CONTEXT).event;
}

describe('the generic mapping', () => {
  it('finds fields by common names, whatever their spelling', () => {
    const expected = {
      action: 'user.create',
      actorName: 'ada',
      ip: '10.0.0.1',
      userAgent: 'curl/8',
      correlationId: 'r-1',
      outcome: 'success',
    };
    expect(
      map({
        action: 'user.create',
        username: 'ada',
        ip_address: '10.0.0.1',
        user_agent: 'curl/8',
        request_id: 'r-1',
        status: 'OK',
      }),
    ).toMatchObject(expected);
    expect(
      map({
        Action: 'user.create',
        userName: 'ada',
        ipAddress: '10.0.0.1',
        UserAgent: 'curl/8',
        requestID: 'r-1',
        Status: 'Success',
      }),
    ).toMatchObject(expected);
    expect(
      map({
        event: { action: 'user.create', outcome: 'success' },
        user: { name: 'ada' },
        source: { ip: '10.0.0.1' },
        user_agent: { original: 'curl/8' },
        trace: { id: 'r-1' },
      }),
    ).toMatchObject(expected);
    expect(
      map({
        'event.action': 'user.create',
        'event.outcome': 'success',
        'user.name': 'ada',
        'source.ip': '10.0.0.1',
        'user_agent.original': 'curl/8',
        'trace.id': 'r-1',
      }),
    ).toMatchObject(expected);
  });

  it('keeps what it did not understand as metadata', () => {
    const { metadata } = map({ action: 'a', colour: 'red', nested: { x: 1 }, nothing: null });
    expect(metadata).toEqual({ colour: 'red', nested: { x: 1 } });
  });

  it('rejects a record without a time, and names what it looked for', () => {
    expect(() => generic.map({ action: 'a' }, CONTEXT)).toThrow(
      /^has no time \(looked for time, timestamp/u,
    );
    expect(() => generic.map({ time: ' ', action: 'a' }, CONTEXT)).toThrow('has no time');
    expect(() => generic.map({ created_at: 'redacted' }, CONTEXT)).toThrow(
      'its time “redacted” (created_at) is in no form that Annals reads',
    );
  });

  it.each([
    [{ target: 'x' }, 'target:x'],
    [{ target: { type: 'seller', id: 17, name: 'Acme' } }, 'seller:17=Acme'],
    [
      {
        target: [
          { type: 'User', id: 'u', displayName: 'U' },
          { type: 'App', id: 'a' },
        ],
      },
      'User:u=U App:a',
    ],
    [{ resource_type: 'order', resource_id: 'o-1' }, 'order:o-1'],
    [{ entity_type: 'seller', entity_id: 7, entity_name: 'Acme' }, 'seller:7=Acme'],
    [{ repo: 'org/repo', org: 'org' }, 'repository:org/repo'],
    [{ entity: { type: 'user', user: { id: 'U1', name: 'Ann' } } }, 'user:U1=Ann'],
    [{ target: 'x', service: 'mail' }, 'target:x service:mail'],
    [{ services_touched: ['a', 'b'] }, 'service:a service:b'],
    [{ TargetResources: '[{"id":1}]' }, ''],
  ])('finds targets in %j', (record, expected) => {
    const text = map(record)
      .targets.map(({ type, id, name }) => `${type}:${id}${name === null ? '' : `=${name}`}`)
      .join(' ');
    expect(text).toBe(expected);
  });

  it.each([
    ['1.2.3.4', '1.2.3.4'],
    ['1.2.3.4:5678', '1.2.3.4'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['::ffff:1.2.3.4', '::ffff:1.2.3.4'],
    ['075.050.255.67', '075.050.255.67'],
    ['-', null],
    ['?', null],
    ['host.example', null],
    [['::1', '10.0.0.1'], '::1'],
  ])('reads the address %j', (ip, expected) => {
    expect(map({ ip }).ip).toBe(expected);
  });

  it.each([
    [{ level: 'WARN' }, 'warning'],
    [{ severity: 'High' }, 'error'],
    [{ level: 50 }, 'error'],
    [{ level: '4' }, 'info'],
    [{ PRIORITY: '3' }, 'error'],
    [{ severity: 'FATAL' }, 'critical'],
    [{ action: 'login', outcome: 'denied' }, 'warning'],
    [{ action: 'api_key.delete' }, 'error'],
    [{ action: 'order.update' }, 'notice'],
    [{ action: 'order.read' }, 'info'],
  ])('judges %j as %s', (record, severity) => {
    expect(map(record).severity).toBe(severity);
  });

  it.each([
    [{ success: true }, 'success'],
    [{ success: 'False' }, 'failure'],
    [{ outcome: { result: 'ALLOW' } }, 'success'],
    [{ status: 503 }, 'failure'],
    [{ status: '200' }, 'success'],
    [{ status: 'error' }, 'error'],
    [{ status: 'purple' }, 'unknown'],
    [{ error: 'boom' }, 'failure'],
    [{}, 'unknown'],
  ])('reads the outcome of %j', (record, outcome) => {
    expect(map(record).outcome).toBe(outcome);
  });

  it('keeps what changed', () => {
    expect(map({ old_values: { a: 1 }, new_values: { a: 2 } }).changes).toEqual({
      old: { a: 1 },
      new: { a: 2 },
    });
  });

  it('makes valid events or says why not, whatever a record holds', () => {
    const names = fc.constantFrom(
      ...'action user actor target resource ip status level message error id service category metadata affectedCount old_values __proto__ constructor timestamp stack_trace'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(
        fc.dictionary(names, fc.jsonValue({ maxDepth: 3 })),
        fc.string({ unit: 'binary' }),
        (record, text) => {
          try {
            const event = generic.map(
              { time: TIME, note: text, message: text, ...record },
              CONTEXT,
            ).event;
            expect(NewEvent.safeParse(event).error).toBeUndefined();
          } catch (error) {
            if (!(error instanceof RecordError)) throw error;
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('cuts what is too long, and replaces what cannot be stored', () => {
    const event = map({
      action: 'x'.repeat(5_000),
      message: 'a\0b\ud800c',
      user: `${'y'.repeat(1_023)}😀`,
    });
    expect(event.action).toHaveLength(1_024);
    expect(event.message).toBe('a\ufffdb\ufffdc');
    expect(event.actorName).toBe('y'.repeat(1_023));
  });

  it('knows an event again by the id of its source, and else by its bytes', async () => {
    const idOf = (record: ParsedRecord): string | null =>
      generic.map({ time: TIME, action: 'a', ...record }, CONTEXT).sourceId;
    expect(idOf({ uuid: '10163ed2-2253-469d' })).toBe(
      idOf({ uuid: '10163ed2-2253-469d', more: 1 }),
    );
    expect(idOf({ uuid: '10163ed2-2253-469d' })).not.toBe(
      idOf({ uuid: '10163ed2-2253-469d', user: 'b' }),
    );
    expect(idOf({ event_id: '4624' })).toBeNull();
    expect(idOf({ event_id: 'user.logged.in' })).toBeNull();
    expect(idOf({ id: '10163ed2-2253-469d' })).toBeNull();
  });
});

describe('the generic mapping, over real records', () => {
  it('makes valid events of what other vendors export', async () => {
    const { events, result } = await collect(
      [
        'panther/okta.jsonl',
        'panther/github.jsonl',
        'elastic/test-audit-711.log',
        'timesketch/evtx_direct.csv',
        'timesketch/csv_timestamp_no_datetime.csv',
        'git-history/commits.csv',
      ].map(fixture),
      { options: { mapping: 'generic' } },
    );
    for (const { event } of events) expect(NewEvent.safeParse(event).error).toBeUndefined();
    expect(result.read).toBe(result.added + result.duplicates + result.rejected);
    expect(result.format).toBe('generic');
  });

  it('reads Okta', async () => {
    const { events } = await collect([fixture('panther/okta.jsonl')], {
      options: { mapping: 'generic' },
    });
    expect(events[0]?.event).toMatchObject({
      occurredAt: Date.UTC(2022, 2, 22, 14, 21, 53, 225),
      action: 'user.session.impersonation.grant',
      actorId: '111111',
      actorName: 'homer@springfield.gov',
      actorType: 'user',
      message: 'Enable impersonation grant',
      ip: '1.1.1.1',
      severity: 'info',
    });
  });

  it('reads GitHub, and rejects its records without a time', async () => {
    const { events, result } = await collect([fixture('panther/github.jsonl')], {
      options: { mapping: 'generic' },
    });
    expect(events[0]?.event).toMatchObject({
      occurredAt: 1_621_305_118_553,
      action: 'protected_branch.destroy',
      category: 'protected_branch',
      actorName: 'cat',
      targets: [{ type: 'repository', id: 'my-org/my-repo', name: null }],
    });
    expect(result.rejections.every(({ reason }) => reason.startsWith('has no time'))).toBe(true);
  });

  it('reads epochs of any unit in one file', async () => {
    const { events } = await collect([fixture('timesketch/csv_timestamp_no_datetime.csv')]);
    expect(events.map(({ event }) => event.occurredAt)).toEqual([
      1_658_689_261_000, 1_658_689_261_123, 1_658_689_261_123,
    ]);
  });
});
