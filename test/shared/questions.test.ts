import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { EventFilter } from '#shared/model/event-filter.ts';
import {
  CombinedQuestion,
  ErrorsQuestion,
  FailuresQuestion,
  ServiceQuestion,
  combinedFilter,
  errorsFilter,
  failuresFilter,
  serviceFilter,
} from '#shared/model/questions.ts';
import type { Outcome, Severity } from '#shared/model/vocabulary.ts';
import { cloudTrailRecords } from '../import/support/files.ts';
import { makeEvent } from '../support/make-event.ts';
import { all, makeTempFolder, openStore, removeFolder, storePlace } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';

const DAY_MS = 86_400_000;

describe('the arguments of a question', () => {
  it('have defaults, as far as they may be left out', () => {
    expect(FailuresQuestion.parse({})).toEqual({ days: 7, service: null, limit: 100, offset: 0 });
    expect(ServiceQuestion.parse({ service: 's3' })).toEqual({
      service: 's3',
      outcome: null,
      days: null,
      limit: 100,
      offset: 0,
    });
    expect(ServiceQuestion.safeParse({}).success).toBe(false);
    expect(ErrorsQuestion.parse({})).toEqual({
      severity: null,
      errorType: null,
      days: null,
      limit: 50,
      offset: 0,
    });
    expect(CombinedQuestion.parse({})).toEqual({
      outcome: null,
      service: null,
      intent: null,
      days: null,
      limit: 100,
      offset: 0,
    });
  });

  const QUESTIONS = {
    failures: (given: object) => FailuresQuestion.safeParse(given),
    service: (given: object) => ServiceQuestion.safeParse({ service: 's3', ...given }),
    errors: (given: object) => ErrorsQuestion.safeParse(given),
    combined: (given: object) => CombinedQuestion.safeParse(given),
  } as const;

  /** What is refused is refused in words that name the bounds. */
  function expectBounds(
    question: keyof typeof QUESTIONS,
    name: string,
    allowed: readonly number[],
    refused: readonly unknown[],
    words: string,
  ): void {
    for (const value of allowed) expect(QUESTIONS[question]({ [name]: value }).success).toBe(true);
    for (const value of [...refused, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '7', true, [7]]) {
      const { error } = QUESTIONS[question]({ [name]: value });
      expect(error?.issues).toMatchObject([{ path: [name], message: words }]);
    }
  }

  it.each([
    ['failures', 90],
    ['service', 365],
    ['combined', 365],
  ] as const)('let %s look back 1 to %s days', (question, most) => {
    const words = `must be a whole number, from 1 to ${most}`;
    expectBounds(question, 'days', [1, 2, 90, most], [0, -1, most + 1, 366], words);
  });

  it.each([
    ['failures', 1_000],
    ['service', 1_000],
    ['errors', 200],
    ['combined', 1_000],
  ] as const)('give %s pages of 1 to %s rows, from any row on', (question, most) => {
    const words = `must be a whole number, from 1 to ${most}`;
    expectBounds(question, 'limit', [1, 50, most], [0, -1, most + 1, 1_001, null], words);
    const offsets = [0, 1, 1_000_000_000, Number.MAX_SAFE_INTEGER];
    expectBounds(question, 'offset', offsets, [-1, null], 'must be a whole number, 0 or more');
  });

  it('ask for the whole trail only where that is allowed', () => {
    expect(QUESTIONS.failures({ days: null }).success).toBe(false);
    expect(QUESTIONS.service({ days: null }).success).toBe(true);
    expect(QUESTIONS.combined({ days: null }).success).toBe(true);
  });

  it('are words that there are, names that are no longer than a filter takes, and no others', () => {
    expect(QUESTIONS.combined({ outcome: 'failed' }).success).toBe(false);
    expect(QUESTIONS.errors({ severity: '>=serious' }).success).toBe(false);
    for (const name of ['', 'x'.repeat(513), null, 7]) {
      expect(ServiceQuestion.safeParse({ service: name }).success).toBe(false);
    }
    for (const question of Object.values(QUESTIONS)) {
      expect(question({ dayz: 7 }).success).toBe(false);
    }
    const service = `${'x'.repeat(511)}\u{1F642}`.slice(0, 512);
    const question = ServiceQuestion.parse({ service });
    expect(EventFilter.safeParse(serviceFilter(question, 0)).success).toBe(true);
  });
});

describe('the filter of a question', () => {
  const now = Date.UTC(2026, 2, 4);

  it('is open where nothing was given', () => {
    expect(combinedFilter(CombinedQuestion.parse({}), now)).toEqual({
      from: null,
      to: null,
      terms: [],
    });
    expect(errorsFilter(ErrorsQuestion.parse({}), now)).toEqual({
      from: null,
      to: null,
      terms: [{ field: 'error', values: ['yes'], negated: false }],
    });
  });

  it('begins so many days ago, to the millisecond, and never ends', () => {
    for (const days of [1, 7, 90]) {
      const filter = failuresFilter(FailuresQuestion.parse({ days }), now);
      expect([filter.from, filter.to]).toEqual([now - days * DAY_MS, null]);
    }
  });

  it('holds all that was given together', () => {
    const question = { outcome: 'failure', service: 's3', intent: 'sync', days: 2 } as const;
    expect(combinedFilter(CombinedQuestion.parse(question), now)).toEqual({
      from: now - 2 * DAY_MS,
      to: null,
      terms: [
        { field: 'outcome', values: ['failure'], negated: false },
        { field: 'service', values: ['s3'], negated: false },
        { field: 'intent', values: ['sync'], negated: false },
      ],
    });
    const errors = ErrorsQuestion.parse({ severity: '>=warning', errorType: 'E' });
    expect(errorsFilter(errors, now).terms.slice(1)).toEqual([
      { field: 'severity', values: ['>=warning'], negated: false },
      { field: 'errorType', values: ['E'], negated: false },
    ]);
  });
});

/** A CloudTrail record, as far as these questions are about it. */
interface CloudTrailRecord {
  readonly eventTime: string;
  readonly eventSource: string;
  readonly errorCode?: string;
  readonly readOnly?: boolean;
}

describe('the total of a question, over 2,900 real CloudTrail records', () => {
  const folder = makeTempFolder();
  const records = cloudTrailRecords() as unknown as readonly CloudTrailRecord[];
  const times = records.map(({ eventTime }) => Date.parse(eventTime)).toSorted((a, b) => a - b);
  /** A day after the middle of the records: half of them happened within the last day. */
  const now = (times[1_450] ?? 0) + DAY_MS;
  let store: TempStore;

  beforeAll(() => {
    store = openStore(storePlace(folder));
    store.writes.record(records.map(toEvent));
  });

  afterAll(() => {
    store.close();
    removeFolder(folder);
  });

  function toEvent(record: CloudTrailRecord): NewEvent {
    return makeEvent({
      occurredAt: Date.parse(record.eventTime),
      outcome: outcomeOf(record),
      severity: severityOf(record),
      errorType: record.errorCode ?? null,
      intent: record.readOnly === true ? 'look' : 'change',
      targets: [{ type: 'service', id: serviceOf(record), name: null }],
    });
  }

  function outcomeOf({ errorCode }: CloudTrailRecord): Outcome {
    if (errorCode === undefined) return 'success';
    return errorCode === 'ThrottlingException' ? 'error' : 'failure';
  }

  function severityOf({ errorCode }: CloudTrailRecord): Severity {
    if (errorCode === undefined) return 'info';
    return errorCode === 'AccessDenied' ? 'error' : 'warning';
  }

  function serviceOf({ eventSource }: CloudTrailRecord): string {
    return eventSource.replace('.amazonaws.com', '');
  }

  function count(isMeant: (record: CloudTrailRecord) => boolean): number {
    return records.filter(isMeant).length;
  }

  function isLately({ eventTime }: CloudTrailRecord): boolean {
    return Date.parse(eventTime) >= now - DAY_MS;
  }

  it('agrees with the files', () => {
    const total = (filter: EventFilter): number => all(store.reads.total(filter));
    const ask = (question: object) => combinedFilter(CombinedQuestion.parse(question), now);

    const lately = count((record) => isLately(record));
    expect(lately).toBeGreaterThan(1_000);
    expect(lately).toBeLessThan(2_000);
    expect(total(ask({ days: 1 }))).toBe(lately);
    expect(total(ask({}))).toBe(2_900);

    const failures = (question: object) =>
      total(failuresFilter(FailuresQuestion.parse(question), now));
    expect(failures({ days: 1 })).toBe(
      count((record) => isLately(record) && record.errorCode !== undefined),
    );
    expect(failures({ service: 'ssm' })).toBe(
      count((record) => serviceOf(record) === 'ssm' && record.errorCode !== undefined),
    );

    const bySsm = (question: object) =>
      total(serviceFilter(ServiceQuestion.parse({ service: 'ssm', ...question }), now));
    expect(bySsm({})).toBe(count((record) => serviceOf(record) === 'ssm'));
    for (const outcome of ['success', 'failure', 'error', 'unknown'] as const) {
      expect(bySsm({ outcome, days: 1 })).toBe(
        count(
          (record) =>
            serviceOf(record) === 'ssm' && outcomeOf(record) === outcome && isLately(record),
        ),
      );
    }

    const errors = (question: object) => total(errorsFilter(ErrorsQuestion.parse(question), now));
    expect(errors({})).toBe(count(({ errorCode }) => errorCode !== undefined));
    for (const severity of ['error', '>=error']) {
      expect(errors({ severity })).toBe(count(({ errorCode }) => errorCode === 'AccessDenied'));
    }
    expect(errors({ severity: 'warning', errorType: 'ThrottlingException' })).toBe(
      count(({ errorCode }) => errorCode === 'ThrottlingException'),
    );

    for (const intent of ['look', 'change']) {
      const question = { outcome: 'failure', service: 'ec2', intent, days: 1 };
      const expected = count(
        (record) =>
          outcomeOf(record) === 'failure' &&
          serviceOf(record) === 'ec2' &&
          (record.readOnly === true) === (intent === 'look') &&
          isLately(record),
      );
      expect(total(ask(question))).toBe(expected);
      expect(total(ask({ intent }))).toBe(
        count(({ readOnly }) => (readOnly === true) === (intent === 'look')),
      );
    }
  });

  it('is the number of rows that its pages have', () => {
    const filter = failuresFilter(FailuresQuestion.parse({ days: 90 }), now);
    const rows: number[] = [];
    for (let offset = 0; ; offset += 64) {
      const request = { filter, order: 'newest', limit: 64, offset, cursor: null } as const;
      const { items } = all(store.reads.page(request));
      rows.push(...items.map(({ seq }) => seq));
      if (items.length < 64) break;
    }
    expect(new Set(rows).size).toBe(all(store.reads.total(filter)));
    expect(rows).toHaveLength(count(({ errorCode }) => errorCode !== undefined));
  });
});
