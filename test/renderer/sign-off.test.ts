import { describe, expect, test } from 'vitest';
import { selectMayMark } from '../../src-renderer/state/selectors.ts';
import { FakeFailure } from './support/fake-annals.ts';
import { makeDetails } from './support/make-detail.ts';
import { makeStore } from './support/make-store.ts';

describe('signing off', () => {
  test('asks up to the event that is looked at, and reads again how far the review is', async () => {
    const { state, fake } = makeStore({
      events: makeDetails(5),
      overrides: {
        'review.mark': () => ({ updatedCount: 3, eventId: 'al_1', headSeq: 6 }),
      },
    });
    await state().loadStoreState();
    await state().loadReviewState();
    expect(state().reviewState?.unreviewed).toBe(5);
    expect(selectMayMark(state())).toBe(true);

    state().activate(2, 3);
    state().askMark();
    expect(state().markAsking).toEqual({ newestSeq: 5, activeSeq: 3 });
    expect(await state().markReviewed(3, '  ')).toBeNull();
    expect(fake.calls.find(({ channel }) => channel === 'review.mark')?.input).toEqual({
      upToSeq: 3,
      note: null,
    });
    expect(state().markAsking).toBeNull();
    expect(state().toast?.text).toBe('Signed off 3 events');
    expect(fake.calls.filter(({ channel }) => channel === 'review.state')).toHaveLength(2);
  });

  test('does not offer an event that was reviewed already', async () => {
    const { state } = makeStore({
      events: makeDetails(5),
      overrides: {
        'review.state': () => ({ upToSeq: 3, at: 1, operator: 'Ada', unreviewed: 2 }),
      },
    });
    await state().loadStoreState();
    await state().loadReviewState();
    state().activate(3, 2);
    state().askMark();
    expect(state().markAsking).toEqual({ newestSeq: 5, activeSeq: null });
  });

  test('that fails says why, and the dialog stays', async () => {
    const { state } = makeStore({
      events: makeDetails(1),
      overrides: {
        'review.mark': () => {
          throw new FakeFailure({ code: 'STORE_FULL', message: 'Full.', hint: '' });
        },
      },
    });
    await state().loadStoreState();
    state().askMark();
    expect(await state().markReviewed(1, 'n')).toMatchObject({ code: 'STORE_FULL' });
    expect(state().markAsking).not.toBeNull();
  });

  test('is over when nobody is signed in any more', async () => {
    const { state } = makeStore({ events: makeDetails(1) });
    await state().loadStoreState();
    await state().loadReviewState();
    state().askMark();
    state().accessChanged({ kind: 'signedOut' });
    expect(state().markAsking).toBeNull();
    expect(state().reviewState).toBeNull();
  });
});

describe('the list of operators', () => {
  const ada = { id: 'op_0123456789abcdef', name: 'Ada', role: 'admin', createdAt: 1 } as const;

  test('is what the last change answered, and is forgotten with whoever might see it', async () => {
    const { state, fake } = makeStore({
      overrides: {
        'operator.list': () => ({ operators: [], idleMinutes: 15 }),
        'operator.add': () => ({ operators: [ada], idleMinutes: 15 }),
      },
    });
    await state().loadOperators();
    expect(state().operators?.operators).toEqual([]);
    const input = { name: 'Ada', role: 'admin', passphrase: 'correct horse' } as const;
    expect(await state().changeOperators('operator.add', input)).toBeNull();
    expect(state().operators?.operators).toEqual([ada]);
    fake.push('access.state', { kind: 'signedOut' });
    expect(state().operators).toBeNull();
  });

  test('that comes after it was left is not kept', async () => {
    let answer: (list: { operators: []; idleMinutes: number }) => void = () => undefined;
    const listed = new Promise<{ operators: []; idleMinutes: number }>((resolve) => {
      answer = resolve;
    });
    const { state } = makeStore({ overrides: { 'operator.list': () => listed } });
    const loading = state().loadOperators();
    state().forgetOperators();
    answer({ operators: [], idleMinutes: 15 });
    await loading;
    expect(state().operators).toBeNull();
  });
});
