import { describe, expect, it } from 'vitest';
import { NewEvent, blankEvent } from '#shared/model/audit-event.ts';
import type { NewEvent as NewEventType } from '#shared/model/audit-event.ts';
import { EARLIEST_MS, LATEST_MS, LIMITS } from '#shared/model/limits.ts';
import { SEVERITIES, SYSLOG_SEVERITY } from '#shared/model/vocabulary.ts';

function isAccepted(fields: Partial<NewEventType>): boolean {
  return NewEvent.safeParse({ ...blankEvent(0, 'a'), ...fields }).success;
}

const text = (length: number): string => 'x'.repeat(length);

describe('a new event', () => {
  it('is valid when nothing but time and action is known', () => {
    expect(NewEvent.safeParse(blankEvent(0, 'a')).error).toBeUndefined();
  });

  it.each([
    ...(['category', 'action', 'actorId', 'actorName', 'intent', 'ip', 'host'] as const),
    ...(['sessionId', 'correlationId', 'errorType'] as const),
  ])('has a %s of at most so many characters', (field) => {
    expect(isAccepted({ [field]: text(LIMITS.name) })).toBe(true);
    expect(isAccepted({ [field]: text(LIMITS.name + 1) })).toBe(false);
  });

  it.each(['message', 'userAgent', 'errorMessage'] as const)(
    'has a %s of any useful length',
    (field) => {
      expect(isAccepted({ [field]: '' })).toBe(true);
      expect(isAccepted({ [field]: text(LIMITS.message) })).toBe(true);
      expect(isAccepted({ [field]: text(LIMITS.message + 1) })).toBe(false);
    },
  );

  it('has a longer stack trace', () => {
    expect(isAccepted({ stackTrace: text(LIMITS.stackTrace) })).toBe(true);
    expect(isAccepted({ stackTrace: text(LIMITS.stackTrace + 1) })).toBe(false);
  });

  it('touches up to 10,000 things, each with a type and an id', () => {
    const target = { type: 't', id: 'i', name: null };
    expect(isAccepted({ targets: Array.from({ length: LIMITS.targets }, () => target) })).toBe(
      true,
    );
    expect(isAccepted({ targets: Array.from({ length: LIMITS.targets + 1 }, () => target) })).toBe(
      false,
    );
    expect(isAccepted({ targets: [{ ...target, type: '' }] })).toBe(false);
    expect(isAccepted({ targets: [{ ...target, id: text(LIMITS.name + 1) }] })).toBe(false);
    expect(isAccepted({ targets: [{ ...target, name: '' }] })).toBe(true);
  });

  it('happened between the years 1 and 9999, to the millisecond', () => {
    const happened = (occurredAt: number): boolean => isAccepted({ occurredAt });
    expect([EARLIEST_MS, -1, 0, LATEST_MS].map(happened)).toEqual([true, true, true, true]);
    expect([EARLIEST_MS - 1, LATEST_MS + 1, 0.5, Number.NaN, Infinity].map(happened)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });

  it.each(['affectedCount', 'totalCount', 'durationMs'] as const)(
    'counts %s in whole numbers from 0',
    (field) => {
      const counted = (count: number | null): boolean => isAccepted({ [field]: count });
      expect([null, 0, 1, Number.MAX_SAFE_INTEGER].map(counted)).toEqual([true, true, true, true]);
      expect([-1, 0.5, Number.MAX_SAFE_INTEGER + 1, Infinity].map(counted)).toEqual([
        false,
        false,
        false,
        false,
      ]);
    },
  );

  it('has no fields beside those it has', () => {
    expect(isAccepted({ hash: 'x' } as Partial<NewEventType>)).toBe(false);
  });
});

describe('severities', () => {
  it('grow worse in their order, as RFC 5424 numbers them', () => {
    const numbers = SEVERITIES.map((severity) => SYSLOG_SEVERITY[severity]);
    expect(numbers).toEqual([7, 6, 5, 4, 3, 2]);
  });
});
