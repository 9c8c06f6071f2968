import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, SEVERITIES } from '#shared/model/vocabulary.ts';
import type { ExportedEvent } from '../../src-main/export/export-row.ts';
import { ECS_FIELDS } from '../../src-main/export/profiles/ecs.ts';
import { OCSF_FIELDS } from '../../src-main/export/profiles/ocsf.ts';
import { activityOf } from '../../src-main/export/profiles/ocsf-words.ts';
import { nest } from '../../src-main/export/profiles/profile.ts';
import type { JsonValue } from '../../src-main/export/profiles/profile.ts';
import { newEvent } from '../store/support/arbitraries.ts';
import { makeEvent } from '../support/make-event.ts';

const CONTEXT = { version: '1.2.3' };

const exportedEvent: fc.Arbitrary<ExportedEvent> = fc
  .record({
    event: newEvent,
    seq: fc.integer({ min: 1 }),
    ip: fc.option(fc.constantFrom('192.0.2.1', '2001:db8::1', '075.050.255.67')),
    durationMs: fc.option(fc.constantFrom(0, 12, Number.MAX_SAFE_INTEGER)),
    raw: fc.option(fc.string()),
    batch: fc.option(fc.integer({ min: 1 })),
  })
  .map(({ event, ...given }) => ({
    ...event,
    ...given,
    id: 'al_1',
    recordedAt: 1,
    hash: '00'.repeat(32),
  }));

function eventOf(change: Partial<ExportedEvent> = {}): ExportedEvent {
  const stored = { seq: 7, id: 'al_1', recordedAt: 1, batch: null, hash: 'ab'.repeat(32) };
  return { ...makeEvent(), ...stored, raw: null, ...change };
}

const ecs = (event: ExportedEvent) => nest(ECS_FIELDS, event, CONTEXT);
const ocsf = (event: ExportedEvent) => nest(OCSF_FIELDS, event, CONTEXT);

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8'));
}

describe('Elastic Common Schema', () => {
  const { fields, allowed } = fixture('ecs-fields.json') as {
    readonly fields: Readonly<Record<string, { readonly type: string; readonly isArray: boolean }>>;
    readonly allowed: Readonly<Record<string, readonly string[]>>;
  };

  it('has only names, types and words that are published, or that are ours', () => {
    fc.assert(
      fc.property(exportedEvent, (event) => {
        for (const { path, of } of ECS_FIELDS) {
          const value = of(event, CONTEXT);
          if (value === null || path.startsWith('annals.')) continue;
          const field = fields[path];
          expect(field, path).toBeDefined();
          expect(Array.isArray(value), path).toBe(field?.isArray);
          for (const each of [value].flat()) {
            expect(fitsEcs(field?.type ?? '', each), `${path}: ${JSON.stringify(each)}`).toBe(true);
            if (allowed[path]) expect(allowed[path]).toContain(each);
          }
        }
      }),
    );
  });

  it('says an error as a failure of type error, and puts severity as RFC 5424 does', () => {
    expect(ecs(eventOf({ outcome: 'error', severity: 'critical', errorType: 'E' }))).toMatchObject({
      '@timestamp': '2026-03-04T05:06:07.089Z',
      event: { outcome: 'failure', type: ['error'], severity: 2, sequence: 7 },
      log: { level: 'critical' },
      error: { type: 'E' },
    });
    expect(ecs(eventOf({ outcome: 'failure' })).event).not.toHaveProperty('type');
  });

  it('keeps what has no place there, and leaves out what is not there', () => {
    const targets = [{ type: 'user', id: 'u-2', name: 'Bob' }];
    expect(ecs(eventOf({ intent: 'audit', targets, durationMs: 1_500 }))).toEqual({
      '@timestamp': '2026-03-04T05:06:07.089Z',
      ecs: { version: '9.4.0' },
      event: {
        kind: 'event',
        id: 'al_1',
        sequence: 7,
        ingested: '1970-01-01T00:00:00.001Z',
        category: ['authentication'],
        action: 'user.login',
        outcome: 'success',
        severity: 6,
        provider: 'manual',
        duration: 1_500_000_000,
      },
      log: { level: 'info' },
      message: 'Ada Admin signed in',
      user: { id: 'u-1', name: 'Ada Admin' },
      related: { user: ['u-1', 'Ada Admin', 'u-2', 'Bob'] },
      annals: {
        category: 'auth',
        actor_type: 'user',
        targets,
        intent: 'audit',
        sensitive: false,
        hash: 'ab'.repeat(32),
      },
    });
  });
});

function fitsEcs(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'date':
      return typeof value === 'string' && new Date(value).toISOString() === value;
    case 'long':
      return Number.isSafeInteger(value);
    case 'ip':
      return typeof value === 'string' && isIP(value) !== 0;
    default:
      return typeof value === 'string';
  }
}

interface Attribute {
  readonly type: string;
  readonly isArray?: true;
  readonly isRequired?: true;
  readonly enum?: Readonly<Record<string, string>>;
}

describe('OCSF', () => {
  const { objects, class: declared } = fixture('ocsf-attributes.json') as {
    readonly class: {
      readonly caption: string;
      readonly uid: number;
      readonly category: { readonly caption: string; readonly uid: number };
    };
    readonly objects: Readonly<Record<string, Readonly<Record<string, Attribute>>>>;
  };

  /** Walks an object along the schema of its type. */
  const check = (type: string, value: { readonly [name: string]: JsonValue }): void => {
    for (const [name, member] of Object.entries(value)) {
      const attribute = objects[type]?.[name];
      expect(attribute, `${type}.${name}`).toBeDefined();
      expect(Array.isArray(member), `${type}.${name}`).toBe(attribute?.isArray ?? false);
      for (const each of [member].flat()) {
        const inner = attribute?.type ?? '';
        if (attribute?.enum) expect(attribute.enum).toHaveProperty(`${Number(each)}`);
        if (inner in objects) check(inner, each as { readonly [name: string]: JsonValue });
        else if (inner !== 'object') expect(fitsOcsf(inner, each), `${type}.${name}`).toBe(true);
      }
    }
  };

  it('has only attributes, types and numbers that are published', () => {
    fc.assert(
      fc.property(exportedEvent, (event) => {
        check('api_activity', ocsf(event));
      }),
    );
  });

  it('has all that the class needs, of an event that says it', () => {
    const event = eventOf({ ip: '192.0.2.1', host: 'h' });
    const whole = ocsf(event);
    const needed = Object.entries(objects['api_activity'] ?? {}).filter(
      ([, attribute]) => attribute.isRequired,
    );
    expect(needed.length).toBeGreaterThan(8);
    for (const [name] of needed) expect(whole).toHaveProperty(name);
    expect(whole).toMatchObject({
      class_uid: declared.category.uid * 1_000 + declared.uid,
      class_name: declared.caption,
      category_uid: declared.category.uid,
      category_name: declared.category.caption,
    });
  });

  it('puts a caption beside each number as the schema has it', () => {
    const captions = (attribute: string): Readonly<Record<number, string>> =>
      objects['api_activity']?.[attribute]?.enum ?? {};
    for (const severity of SEVERITIES) {
      const { severity_id: id, severity: caption } = ocsf(eventOf({ severity }));
      expect(captions('severity_id')[Number(id)]).toBe(caption);
    }
    for (const outcome of OUTCOMES) {
      const { status_id: id, status: caption } = ocsf(eventOf({ outcome }));
      expect(captions('status_id')[Number(id)]).toBe(caption);
    }
    for (const action of ['CreateTrail', 'seller.flag', 'GetObject', 'prune']) {
      const { activity_id: id, activity_name: caption } = ocsf(eventOf({ action }));
      expect(captions('activity_id')[Number(id)]).toBe(caption);
    }
  });

  it.each([
    ['CreateTrail', 1],
    ['add', 1],
    ['ListBuckets', 2],
    ['user.login', 2],
    ['seller.flag', 3],
    ['PutBucketPolicy', 3],
    ['DeleteTrail', 4],
    ['prune', 4],
    ['capture', 99],
    ['', 99],
  ])('takes the activity of %s for number %i', (action, id) => {
    expect(activityOf(action).id).toBe(id);
    expect(ocsf(eventOf({ action }))).toMatchObject({ activity_id: id, type_uid: 600_300 + id });
  });

  it('names targets as resources, and keeps what has no place', () => {
    const targets = [
      { type: 'seller', id: '17', name: 'Acme' },
      { type: 'service', id: 's3', name: null },
    ];
    expect(ocsf(eventOf({ targets, outcome: 'error', metadata: { a: 1 } }))).toMatchObject({
      api: { operation: 'user.login', service: { name: 's3' } },
      resources: [
        { type: 'seller', uid: '17', name: 'Acme' },
        { type: 'service', uid: 's3' },
      ],
      unmapped: { outcome: 'error', metadata: { a: 1 }, category: 'auth' },
    });
  });
});

function fitsOcsf(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'integer_t':
    case 'long_t':
    case 'timestamp_t':
      return Number.isSafeInteger(value);
    case 'ip_t':
      return typeof value === 'string' && isIP(value) !== 0;
    default:
      return typeof value === 'string';
  }
}
