import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChannelOutput } from '#shared/ipc/contract.ts';
import { createClient } from '../../src-renderer/api/client.ts';
import { createLatestAnswer } from '../../src-renderer/data/latest-answer.ts';
import { FakeFailure, createFakeAnnals } from './support/fake-annals.ts';

const EVERYTHING = { from: null, to: null, terms: [] };
const ASK_OUTCOME = { filter: EVERYTHING, fields: ['outcome' as const], limit: 5 };
const ASK_ACTION = { filter: EVERYTHING, fields: ['action' as const], limit: 5 };
const BUSY = { code: 'STORE_BUSY', message: 'Busy.', hint: '' } as const;

type Output = ChannelOutput<'history.facets'>;

const answerOf = (count: number): Output => ({
  fields: [{ field: 'outcome', values: [{ value: 'success', name: null, count }], distinct: 1 }],
});

/** Facets that are answered when the test says so. */
function setUp() {
  const pending: { resolve: (output: Output) => void; reject: (error: unknown) => void }[] = [];
  const fake = createFakeAnnals({
    overrides: {
      'history.facets': () =>
        new Promise<Output>((resolve, reject) => pending.push({ resolve, reject })),
    },
  });
  const answer = createLatestAnswer(createClient(fake), 'history.facets');
  const cancelled = () => fake.calls.filter(({ channel }) => channel === 'call.cancel').length;
  const asked = () => fake.calls.filter(({ channel }) => channel === 'history.facets').length;
  const countShown = () => answer.getSnapshot().answered?.output.fields[0]?.values[0]?.count;
  return { answer, pending, cancelled, asked, countShown };
}

const settle = async () => await vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an answer beside the list', () => {
  test('stays until the next one is here', async () => {
    const { answer, pending, countShown } = setUp();
    answer.ask(ASK_OUTCOME);
    pending[0]?.resolve(answerOf(3));
    await settle();
    expect(answer.getSnapshot()).toMatchObject({
      isAsking: false,
      answered: { input: ASK_OUTCOME },
    });

    answer.ask(ASK_ACTION);
    expect(countShown()).toBe(3);
    expect(answer.getSnapshot()).toMatchObject({
      isAsking: true,
      answered: { input: ASK_OUTCOME },
    });
    pending[1]?.resolve(answerOf(4));
    await settle();
    expect(countShown()).toBe(4);
    expect(answer.getSnapshot().answered?.input).toBe(ASK_ACTION);
  });

  test('is not taken from a question that was replaced, which is cancelled', async () => {
    const { answer, pending, cancelled, countShown } = setUp();
    answer.ask(ASK_OUTCOME);
    answer.ask(ASK_ACTION);
    expect(cancelled()).toBe(1);
    pending[1]?.resolve(answerOf(4));
    pending[0]?.resolve(answerOf(3));
    await settle();
    expect(countShown()).toBe(4);
    expect(answer.getSnapshot().failure).toBeNull();
  });

  test('is old as soon as another question is announced', async () => {
    const { answer, pending, cancelled } = setUp();
    answer.ask(ASK_OUTCOME);
    answer.announce();
    expect(cancelled()).toBe(1);
    expect(answer.getSnapshot().isAsking).toBe(true);
    pending[0]?.resolve(answerOf(3));
    await settle();
    expect(answer.getSnapshot().answered).toBeNull();
  });

  test('stays beside a failure, and is asked for again', async () => {
    const { answer, pending, countShown } = setUp();
    answer.ask(ASK_OUTCOME);
    pending[0]?.resolve(answerOf(3));
    await settle();
    answer.ask(ASK_ACTION);
    pending[1]?.reject(new FakeFailure(BUSY));
    await settle();
    expect(answer.getSnapshot().failure?.code).toBe('STORE_BUSY');
    expect(countShown()).toBe(3);
    answer.retry();
    pending[2]?.resolve(answerOf(5));
    await settle();
    expect(answer.getSnapshot().failure).toBeNull();
    expect(countShown()).toBe(5);
  });
});

describe('a trail that grows', () => {
  test('has the same asked again, quietly and not more often than once a second', async () => {
    const { answer, pending, asked } = setUp();
    answer.ask(ASK_OUTCOME);
    pending[0]?.resolve(answerOf(3));
    await settle();
    for (let times = 0; times < 5; times += 1) answer.again();
    await vi.advanceTimersByTimeAsync(900);
    expect(asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked()).toBe(2);
    expect(answer.getSnapshot().isAsking).toBe(false);
  });

  test('does not put an answer off for ever', async () => {
    const { answer, pending, asked, cancelled, countShown } = setUp();
    answer.ask(ASK_OUTCOME);
    answer.again();
    answer.again();
    expect([asked(), cancelled()]).toEqual([1, 0]);
    pending[0]?.resolve(answerOf(3));
    await settle();
    expect(countShown()).toBe(3);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(asked()).toBe(2);
  });

  test('waits longer after an answer that took long', async () => {
    const { answer, pending, asked } = setUp();
    answer.ask(ASK_OUTCOME);
    await vi.advanceTimersByTimeAsync(2_000);
    pending[0]?.resolve(answerOf(3));
    await settle();
    answer.again();
    await vi.advanceTimersByTimeAsync(7_000);
    expect(asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked()).toBe(2);
  });

  test('asks nothing where nothing was asked, or after the end', async () => {
    const { answer, pending, asked } = setUp();
    answer.again();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked()).toBe(0);
    answer.ask(ASK_OUTCOME);
    pending[0]?.resolve(answerOf(3));
    await settle();
    answer.again();
    answer.end();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked()).toBe(1);
  });
});
