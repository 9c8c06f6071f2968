import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { EARLIEST_MS, LATEST_MS, LIMITS } from '#shared/model/limits.ts';
import { EventInput, completeEvent, toEventJson } from '#shared/model/event-json.ts';
import { blankEvent } from '#shared/model/audit-event.ts';
import { makeEvent } from '../support/make-event.ts';

const NOW = Date.UTC(2026, 2, 4);

/** Path and message of every issue that an input has; empty if it is accepted. */
function issuesOf(input: unknown): string[] {
  const parsed = EventInput.safeParse(input);
  return parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

/** An object that holds an object, and so on, so many levels in all. */
function nested(levels: number): object {
  let value = {};
  for (let level = 1; level < levels; level += 1) value = { in: value };
  return value;
}

/** What an input becomes. */
function completed(input: EventInput) {
  return completeEvent(EventInput.parse(input), NOW);
}

describe('an event that is handed in', () => {
  it('needs an action only; the rest is as little as can be said', () => {
    expect(completed({ action: 'user.login' })).toEqual(blankEvent(NOW, 'user.login'));
  });

  it('keeps all that it says', () => {
    const event = {
      ...makeEvent({ sensitive: true, metadata: { a: [1] }, affectedCount: 0 }),
      id: 'mine',
    };
    expect(completed(event)).toEqual(event);
  });

  it('takes what is given as undefined for not given', () => {
    const event = { action: 'a', message: undefined, id: undefined } as unknown as EventInput;
    expect(completed(event)).toEqual(blankEvent(NOW, 'a'));
    expect(completed(event)).not.toHaveProperty('id');
  });

  it('says when it happened in ISO 8601 or in milliseconds', () => {
    expect(completed({ action: 'a', occurredAt: '2026-03-04T05:06:07+01:00' }).occurredAt).toBe(
      Date.UTC(2026, 2, 4, 4, 6, 7),
    );
    expect(completed({ action: 'a', occurredAt: -1 }).occurredAt).toBe(-1);
    expect(completed({ action: 'a', occurredAt: 0 }).occurredAt).toBe(0);
    expect(completed({ action: 'a' }).occurredAt).toBe(NOW);
  });

  it.each<[string, unknown]>([
    ['action', {}],
    ['action', { action: '' }],
    ['action', { action: 7 }],
    ['outcome', { action: 'a', outcome: 'great' }],
    ['severity', { action: 'a', severity: 'ERROR' }],
    ['source', { action: 'a', source: '' }],
    ['category', { action: 'a', category: '' }],
    ['actorType', { action: 'a', actorType: 'robot' }],
    ['occurredAt', { action: 'a', occurredAt: 'yesterday' }],
    ['occurredAt', { action: 'a', occurredAt: '2026-02-30' }],
    ['occurredAt', { action: 'a', occurredAt: 1.5 }],
    ['occurredAt', { action: 'a', occurredAt: null }],
    ['occurredAt', { action: 'a', occurredAt: LATEST_MS + 1 }],
    ['occurredAt', { action: 'a', occurredAt: '0001-01-01T00:00:00+05:00' }],
    ['occurredAt', { action: 'a', occurredAt: '9999-12-31T23:59:59-05:00' }],
    ['targets.0.id', { action: 'a', targets: [{ type: 't', id: '', name: null }] }],
    [
      'targets.1.type',
      {
        action: 'a',
        targets: [
          { type: 't', id: 'i', name: null },
          { id: 'i', name: null },
        ],
      },
    ],
    ['metadata', { action: 'a', metadata: [] }],
    ['metadata.x', { action: 'a', metadata: { x: Number.NaN } }],
    ['metadata', { action: 'a', metadata: nested(65) }],
    ['metadata', { action: 'a', metadata: nested(20_000) }],
    ['metadata', { action: 'a', metadata: { x: 'x'.repeat(LIMITS.json) } }],
    ['changes.new', { action: 'a', changes: { old: {}, new: nested(20_000) } }],
    ['changes.new', { action: 'a', changes: { old: {} } }],
    ['affectedCount', { action: 'a', affectedCount: -1 }],
    ['durationMs', { action: 'a', durationMs: 0.5 }],
    ['id', { action: 'a', id: '' }],
    ['id', { action: 'a', id: 'two words' }],
    ['id', { action: 'a', id: 'x'.repeat(129) }],
    ['sensitive', { action: 'a', sensitive: 'yes' }],
    ['', { action: 'a', recordedAt: 1 }],
    ['', { action: 'a', seq: 1 }],
    ['', null],
    ['', 'text'],
  ])('is refused with the name of the field %j', (path, input) => {
    const issues = issuesOf(input);
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.filter((issue) => issue.startsWith(`${path}:`))).not.toEqual([]);
  });

  it('may be nested as deep as the limit says', () => {
    expect(issuesOf({ action: 'a', metadata: nested(64) })).toEqual([]);
  });

  it('is told what a time should be', () => {
    expect(issuesOf({ action: 'a', occurredAt: 'yesterday' })).toEqual([
      'occurredAt: “yesterday” is not an ISO 8601 time',
    ]);
  });

  test.prop([fc.jsonValue()])('is accepted or refused, whatever it is', (input) => {
    const parsed = EventInput.safeParse(input);
    if (parsed.success) expect(completeEvent(parsed.data, NOW).action).not.toBe('');
  });
});

describe('a stored event as JSON', () => {
  const stored = {
    ...makeEvent(),
    id: 'one',
    seq: 1,
    recordedAt: 0,
    batch: null,
    hash: 'ab',
  };

  it('has its times in ISO 8601 and is otherwise as it is', () => {
    expect(toEventJson({ ...stored, occurredAt: EARLIEST_MS })).toEqual({
      ...stored,
      occurredAt: '0001-01-01T00:00:00.000Z',
      recordedAt: '1970-01-01T00:00:00.000Z',
    });
  });

  test.prop([fc.integer({ min: EARLIEST_MS, max: LATEST_MS })])(
    'can be handed in again',
    (occurredAt) => {
      const {
        seq: _,
        recordedAt: __,
        batch: ___,
        hash: ____,
        ...event
      } = toEventJson({ ...stored, occurredAt });
      expect(completed(event)).toMatchObject({ id: 'one', occurredAt, message: stored.message });
    },
  );
});
